/** A backup: everything that this device holds, in a file under a passphrase of its own. */

import { DownloadOutlined } from '@ant-design/icons';
import { App, Button, Form, Input } from 'antd';
import { useState } from 'react';

import { saveFile } from '../../core/core';
import { useAct } from '../../core/hooks';
import { useMe } from '../../core/me';
import { sizeText } from '../../core/storage';
import { FailureNote } from '../../parts/FailureNote';
import { Section } from '../../parts/Page';
import { dayOf } from '../../parts/format';
import { useT } from '../../words';
import { keysFault } from '../gate/Keys';

const EMPTY = { passphrase: '', repeat: '' };

/** The form. */
export function Backup() {
  const t = useT();
  const me = useMe();
  const { message } = App.useApp();
  const [typed, setTyped] = useState(EMPTY);
  const write = useAct('shell.backup', ({ file, bytes }) => {
    setTyped(EMPTY);
    void message.success(t('bundle.exported', { file, size: sizeText(bytes) }));
    void saveFile(file);
  });
  const fault = keysFault({ lock: 'passphrase', ...typed });
  const file = `${t('app.name')}-${me?.office_name ?? ''}-${dayOf(Date.now())}.backup`;
  const field = (name: keyof typeof EMPTY, label: string) => (
    <Form.Item label={label} htmlFor={`backup-${name}`}>
      <Input.Password id={`backup-${name}`} autoComplete="new-password" value={typed[name]} onChange={(event) => setTyped({ ...typed, [name]: event.target.value })} />
    </Form.Item>
  );
  return (
    <Section title={t('bundle.backup')}>
      <div className="stack">
        <p>
          {t('bundle.backup_about')}
          {me !== undefined && me.unsent > 0 && t('bundle.unsent', { n: me.unsent })}
        </p>
        <Form layout="vertical" style={{ maxWidth: 420 }} onFinish={() => void write.run({ file, passphrase: typed.passphrase })}>
          {field('passphrase', t('bundle.backup_passphrase'))}
          {field('repeat', t('keys.repeat'))}
          <p className="quiet small" aria-live="polite" style={{ minHeight: '1.6em' }}>
            {fault !== null && typed.passphrase !== '' ? t(fault) : null}
          </p>
          <Button htmlType="submit" icon={<DownloadOutlined />} disabled={fault !== null} loading={write.busy}>
            {t('bundle.backup_do')}
          </Button>
        </Form>
        <FailureNote failure={write.failure} />
      </div>
    </Section>
  );
}
