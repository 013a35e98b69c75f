/** Takes a file in, and says what came of it. */

import { UploadOutlined } from '@ant-design/icons';
import { Alert } from 'antd';
import { useState } from 'react';
import { Link } from 'wouter';

import { giveFile } from '../../core/core';
import { Failure } from '../../core/failure';
import { useAct } from '../../core/hooks';
import type { Answers } from '../../generated';
import { FailureNote } from '../../parts/FailureNote';
import { FileButton } from '../../parts/FileButton';
import { useT } from '../../words';

/** The button and the outcome. */
export function TakeIn() {
  const t = useT();
  const [taken, setTaken] = useState<Answers['bundle.import'] | null>(null);
  const [unread, setUnread] = useState<Failure | null>(null);
  const take = useAct('bundle.import', setTaken);
  const chosen = async (file: File) => {
    setTaken(null);
    setUnread(null);
    take.reset();
    try {
      await take.run({ file: await giveFile(file) });
    } catch (thrown) {
      setUnread(Failure.of(thrown));
    }
  };
  return (
    <>
      <FileButton icon={<UploadOutlined />} loading={take.busy} chosen={(file) => void chosen(file)}>
        {t(take.busy ? 'bundle.importing' : 'bundle.import')}
      </FileButton>
      <FailureNote failure={take.failure ?? unread} />
      {taken !== null && <Outcome of={taken} />}
    </>
  );
}

function Outcome({ of }: { of: Answers['bundle.import'] }) {
  const t = useT();
  return (
    <Alert
      type={of.quarantined > 0 ? 'warning' : 'success'}
      showIcon
      role="status"
      title={t('bundle.taken', { n: of.items })}
      description={
        <ul style={{ paddingLeft: '1.4em' }}>
          <li>{t('bundle.changed', { n: of.changed.length })}</li>
          <li>{t('bundle.known', { n: of.known })}</li>
          {of.parked > 0 && <li>{t('bundle.parked', { n: of.parked })}</li>}
          {of.quarantined > 0 && (
            <li>
              {t('bundle.quarantined', { n: of.quarantined })} <Link href="/quarantine">{t('bundle.look')}</Link>
            </li>
          )}
        </ul>
      }
    />
  );
}
