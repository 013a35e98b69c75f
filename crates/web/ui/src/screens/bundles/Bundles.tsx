/** Files that carry the ledger where no network does, and a copy of it all for bad days. */

import { DownloadOutlined } from '@ant-design/icons';
import { App, Button, Form } from 'antd';
import { useState } from 'react';

import { saveFile } from '../../core/core';
import { useAct } from '../../core/hooks';
import { useMe } from '../../core/me';
import { useNames } from '../../core/names';
import { sizeText } from '../../core/storage';
import { FailureNote } from '../../parts/FailureNote';
import { PageHead, Section } from '../../parts/Page';
import { dayOf } from '../../parts/format';
import { OfficePicker } from '../../parts/form/Picker';
import { useT } from '../../words';
import { Backup } from './Backup';
import { TakeIn } from './TakeIn';

/** The page. */
export default function Bundles() {
  const t = useT();
  const me = useMe();
  const names = useNames();
  const { message } = App.useApp();
  const [office, setOffice] = useState<string | null>(null);
  const saved = ({ file, bytes }: { file: string; bytes: number }) => {
    void message.success(t('bundle.exported', { file, size: sizeText(bytes) }));
    return saveFile(file);
  };
  const write = useAct('bundle.export', saved);
  const named = (of: string) => `${t('app.name')}-${of}-${dayOf(Date.now())}.bundle`;
  return (
    <div className="body">
      <PageHead title={t('bundle.title')} about={t('bundle.about')} />
      <Section title={t('bundle.out')}>
        <div className="stack">
          <p>{t('bundle.out_about')}</p>
          <Form layout="vertical" style={{ maxWidth: 420 }} onFinish={() => void write.run({ file: named(office === null ? (me?.office_name ?? '') : names.office(office)), for_office: office })}>
            <Form.Item label={t('bundle.for')} htmlFor="bundle-for">
              <OfficePicker id="bundle-for" hint={t('bundle.for_all')} value={office} set={(value) => setOffice(typeof value === 'string' ? value : null)} />
            </Form.Item>
            <Button type="primary" htmlType="submit" icon={<DownloadOutlined />} loading={write.busy}>
              {t('bundle.export')}
            </Button>
          </Form>
          <FailureNote failure={write.failure} />
        </div>
      </Section>
      <Section title={t('bundle.in')}>
        <div className="stack">
          <p>{t('bundle.in_about')}</p>
          <TakeIn />
          <p className="quiet">{t('bundle.back')}</p>
        </div>
      </Section>
      <Backup />
    </div>
  );
}
