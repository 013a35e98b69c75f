/** Opens a desk that is locked by a passphrase. */

import { Alert, Button, Form, Input, type InputRef } from 'antd';
import { useRef, useState } from 'react';

import { useAct } from '../../core/hooks';
import { FailureNote } from '../../parts/FailureNote';
import { useT } from '../../words';
import { OtherDesks } from './OtherDesks';
import { Sheet } from './Sheet';

/** The page of a locked desk. */
export function Unlock() {
  const t = useT();
  const unlock = useAct('shell.unlock');
  const [passphrase, setPassphrase] = useState('');
  const field = useRef<InputRef>(null);
  const open = async () => {
    if ((await unlock.run({ passphrase })) === undefined) field.current?.select();
  };
  return (
    <Sheet title={t('unlock.title')}>
      <Form layout="vertical" onFinish={open} requiredMark={false}>
        <Form.Item label={t('unlock.passphrase')} htmlFor="passphrase">
          <Input.Password
            id="passphrase"
            ref={field}
            autoFocus
            autoComplete="current-password"
            value={passphrase}
            onChange={(event) => setPassphrase(event.target.value)}
          />
        </Form.Item>
        <Button type="primary" htmlType="submit" block loading={unlock.busy} disabled={passphrase === ''}>
          {t('unlock.do')}
        </Button>
      </Form>
      {unlock.failure?.code === 'newer_database' ? (
        <Alert type="error" showIcon role="alert" data-code={unlock.failure.code} title={t('trouble.older')} />
      ) : (
        <FailureNote failure={unlock.failure} />
      )}
      <p className="quiet small">{t('unlock.lost')}</p>
      <OtherDesks fresh />
    </Sheet>
  );
}
