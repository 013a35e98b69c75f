/** A desk's first visit: a code from the administrator, how the keys are locked, the check code to read out. */

import { CheckCircleFilled, CloudDownloadOutlined, ScanOutlined } from '@ant-design/icons';
import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';

import { desk } from '../../core/desk';
import { call, giveFile } from '../../core/core';
import { deviceName } from '../../core/deviceName';
import { answers, useCall } from '../../core/hooks';
import { Failure } from '../../core/failure';
import { invited, linkOf } from '../../core/invitation';
import type { Enrolled } from '../../core/shell';
import { askToKeep, rememberDesk } from '../../core/storage';
import { FailureNote } from '../../parts/FailureNote';
import { Facts } from '../../parts/Page';
import { type Key, useT } from '../../words';
import { ByFile } from './ByFile';
import { Keys, type KeysChoice, keysFault } from './Keys';
import { OtherDesks } from './OtherDesks';
import { Restore } from './Restore';
import { Scan } from './Scan';
import { Sheet } from './Sheet';

/** The page of a desk that belongs to no county yet. `hold` keeps it there until the person has read the check code. */
export function Enrol({ hold }: { hold(held: boolean): void }) {
  const t = useT();
  const state = useCall('shell.state', {}).data;
  const [code, setCode] = useState(invited() ?? '');
  const [scanning, setScanning] = useState(false);
  const [name, setName] = useState(deviceName);
  const [keys, setKeys] = useState<KeysChoice>({ lock: 'passphrase', passphrase: '', repeat: '' });
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [done, setDone] = useState<Enrolled | null>(null);
  const [kept, setKept] = useState<boolean | null>(null);
  const [ways, setWays] = useState({ file: false, restore: false, restored: false });
  const [bundle, setBundle] = useState<File | null>(null);
  const needsKeys = state?.state === 'new';
  const fault: Key | null = needsKeys ? keysFault(keys) : null;

  const enrol = async () => {
    setBusy(true);
    setFailure(null);
    hold(true);
    try {
      if (needsKeys) await call('shell.create', keys.lock === 'passphrase' ? { passphrase: keys.passphrase } : {});
      const { link, relay } = linkOf(code);
      // Promises are given most readily beside something that the person just did.
      void askToKeep().then(setKept);
      const enrolled = await call('shell.enrol', {
        link,
        relay: relay ?? location.origin,
        ...(bundle === null ? {} : { bundle: await giveFile(bundle) }),
        ...(name.trim() === '' ? {} : { device_name: name.trim() }),
      });
      rememberDesk(desk, enrolled.office_name ?? '');
      setDone(enrolled);
    } catch (thrown) {
      setFailure(Failure.of(thrown));
      hold(false);
      // The keys may have been made: the core says where the desk stands now.
      await answers.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === 'shell.state' });
    }
    setBusy(false);
  };

  if (done !== null) return <Done enrolled={done} kept={kept} begin={() => hold(false)} />;
  if (ways.restore) return <Restore back={(restored) => setWays({ ...ways, restore: false, restored })} />;
  return (
    <Sheet title={t('enrol.title')}>
      {ways.restored && <Alert type="success" showIcon role="status" title={t('restore.done')} />}
      <p className="quiet">{t('enrol.about')}</p>
      <Form layout="vertical" onFinish={() => void enrol()} requiredMark={false} disabled={busy}>
        <Form.Item label={t('enrol.code')} htmlFor="code">
          <Input.TextArea
            id="code"
            autoSize={{ minRows: 2, maxRows: 4 }}
            autoComplete="off"
            spellCheck={false}
            value={code}
            onChange={(event) => setCode(event.target.value)}
          />
        </Form.Item>
        <div className="stack" style={{ marginBottom: 16, gap: 8 }}>
          {scanning && (
            <Scan
              found={(text) => {
                setCode(text);
                setScanning(false);
              }}
            />
          )}
          <Button icon={<ScanOutlined />} onClick={() => setScanning(!scanning)}>
            {t(scanning ? 'enrol.scan_stop' : 'enrol.scan')}
          </Button>
        </div>
        <Form.Item label={t('enrol.device_name')} htmlFor="device-name" extra={t('enrol.device_name_about')}>
          <Input id="device-name" maxLength={40} value={name} onChange={(event) => setName(event.target.value)} />
        </Form.Item>
        {ways.file && <ByFile file={bundle} choose={setBundle} />}
        {needsKeys && <Keys value={keys} set={setKeys} />}
        <Button type="primary" htmlType="submit" block loading={busy} disabled={code.trim() === '' || fault !== null}>
          {t(busy ? 'enrol.taking' : 'enrol.take')}
        </Button>
      </Form>
      <FailureNote failure={failure} />
      <div className="wrap">
        {!ways.file && (
          <Button type="link" onClick={() => setWays({ ...ways, file: true })}>
            {t('enrol.by_file')}
          </Button>
        )}
        {needsKeys && (
          <Button type="link" onClick={() => setWays({ ...ways, restore: true })}>
            {t('restore.title')}
          </Button>
        )}
      </div>
      <OtherDesks />
    </Sheet>
  );
}

function Done({ enrolled, kept, begin }: { enrolled: Enrolled; kept: boolean | null; begin(): void }) {
  const t = useT();
  return (
    <Sheet title={t('enrol.done')}>
      <Facts
        of={[
          [t('enrol.county'), enrolled.county],
          [t('enrol.office'), enrolled.office_name],
          [t('enrol.staff'), enrolled.staff_name],
        ]}
      />
      <div>
        <p className="quiet">{t('enrol.check_code')}</p>
        <p className="check" data-check-code>
          {enrolled.check_code}
        </p>
      </div>
      <p>{t('enrol.check_about')}</p>
      <Coming first={enrolled.cases} />
      {kept !== null && <p className="quiet small">{t(kept ? 'storage.kept' : 'storage.not_kept')}</p>}
      <Button type="primary" block onClick={() => void answers.invalidateQueries().then(begin)}>
        {t('enrol.begin')}
      </Button>
    </Sheet>
  );
}

/** How far the cases have come: they come by themselves, and nobody has to wait for them here. */
function Coming({ first }: { first: number }) {
  const t = useT();
  const sync = useCall('shell.sync', {}).data;
  const n = useCall('status', {}).data?.cases ?? first;
  if (sync?.last_settled_ms !== undefined) {
    return (
      <p className="done" data-cases="here">
        <CheckCircleFilled /> {t('enrol.cases', { n })}
      </p>
    );
  }
  return (
    <p data-cases="coming">
      <CloudDownloadOutlined /> {n > 0 ? t('enrol.cases_some', { n }) : t('enrol.cases_coming')}
    </p>
  );
}
