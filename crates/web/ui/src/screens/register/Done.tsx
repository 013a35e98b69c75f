/** A contact that was registered: the code for the petitioner, and the slip. It stands here until somebody goes on. */

import { CheckCircleFilled, PlusOutlined, PrinterOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect } from 'react';
import { Link } from 'wouter';

import { call } from '../../core/core';
import type { Answers } from '../../generated';
import { caseHref } from '../../parts/Cases';
import { PageHead, Reach } from '../../parts/Page';
import { useShortcut } from '../../parts/shortcuts';
import { Slip } from '../../parts/Slip';
import { usePhone } from '../../theme/layout';
import { useT } from '../../words';
import { DONE } from './draft';

/** The page after registering. */
export function Done({ registered, another }: { registered: Answers['case.register']; another(): void }) {
  const t = useT();
  const phone = usePhone();
  const { case: id, number, receipt_code: code, title, petitioner, received_on: received } = registered;
  // Whoever goes elsewhere has seen it; where the tab or the device goes, it is here again.
  useEffect(() => () => void call('shell.draft_put', { name: DONE, body: null }).catch(() => undefined), []);
  useShortcut('p', t('register.print'), () => print());
  useShortcut('n', t('register.another'), another);
  const actions = (
    <>
      <Button icon={<PrinterOutlined />} onClick={() => print()}>
        {t('register.print')}
      </Button>
      <Link href={caseHref(id)} asChild>
        <Button>{t('register.open_case')}</Button>
      </Link>
      <Button type="primary" icon={phone ? undefined : <PlusOutlined />} onClick={another}>
        {t('register.another')}
      </Button>
    </>
  );
  return (
    <div className="body">
      <div className="no-print">
        <PageHead title={t('register.done')} about={number} actions={phone ? undefined : actions} />
      </div>
      {registered.party && (
        <p className="done no-print">
          <CheckCircleFilled /> {t('register.details_kept')}
        </p>
      )}
      <Slip number={number} code={code} title={title} petitioner={petitioner} received={received} />
      {phone && <Reach>{actions}</Reach>}
    </div>
  );
}
