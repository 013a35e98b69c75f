/** A contact that was registered: the code for the petitioner, the slip, and the contact details that are kept apart. */

import { CheckCircleFilled, PlusOutlined, PrinterOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { Link } from 'wouter';

import { call } from '../../core/core';
import { Failure } from '../../core/failure';
import type { Answers } from '../../generated';
import { caseHref } from '../../parts/Cases';
import { FailureNote } from '../../parts/FailureNote';
import { PageHead, Reach } from '../../parts/Page';
import { useShortcut } from '../../parts/shortcuts';
import { Slip } from '../../parts/Slip';
import { usePhone } from '../../theme/layout';
import { useT } from '../../words';
import { detailsOf, type Draft, hasDetails, titleOf } from './draft';

/** What was registered, and from what. */
export interface Registered {
  answer: Answers['case.register'];
  draft: Draft;
  received: string;
}

/** Keeps the details once; afterwards they are linked to the case. */
function useDetails({ answer, draft }: Registered): { kept: boolean; failure: Failure | null; again(): void } {
  const [party, setParty] = useState<string | null>(null);
  const [kept, setKept] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    if (!hasDetails(draft)) return;
    const keep = async () => {
      setFailure(null);
      const id = party ?? (await call('party.add', detailsOf(draft))).party;
      setParty(id);
      await call('party.link', { case: answer.case, party: id, name: draft.petitioner.trim() });
      setKept(true);
    };
    keep().catch((thrown: unknown) => setFailure(Failure.of(thrown)));
    // Once for each try: what was kept already is not kept again.
  }, [tries]);
  return { kept, failure, again: () => setTries(tries + 1) };
}

/** The page after registering. */
export function Done({ registered, another }: { registered: Registered; another(): void }) {
  const t = useT();
  const phone = usePhone();
  const { answer, draft, received } = registered;
  const details = useDetails(registered);
  useShortcut('p', t('register.print'), () => print());
  useShortcut('n', t('register.another'), another);
  const actions = (
    <>
      <Button icon={<PrinterOutlined />} onClick={() => print()}>
        {t('register.print')}
      </Button>
      <Link href={caseHref(answer.case)} asChild>
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
        <PageHead title={t('register.done')} about={answer.number} actions={phone ? undefined : actions} />
      </div>
      {details.failure !== null && (
        <div className="no-print stack" style={{ gap: 8 }}>
          <p>{t('register.details_failed')}</p>
          <FailureNote failure={details.failure} again={details.again} />
        </div>
      )}
      {details.kept && (
        <p className="done no-print">
          <CheckCircleFilled /> {t('register.details_kept')}
        </p>
      )}
      <Slip number={answer.number} code={answer.receipt_code} title={titleOf(draft)} petitioner={draft.petitioner.trim()} received={received} />
      {phone && <Reach>{actions}</Reach>}
    </div>
  );
}
