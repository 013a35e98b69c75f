/** Changes what locks this device's keys. */

import { App, Button, Form, Input } from 'antd';
import { useState } from 'react';

import { useDirty } from '../../core/dirty';
import { useAct } from '../../core/hooks';
import { FailureNote } from '../../parts/FailureNote';
import { Section } from '../../parts/Page';
import { useT } from '../../words';
import { keysFault } from '../gate/Keys';

const EMPTY = { old: '', passphrase: '', repeat: '' };

/** The form; without a passphrase so far it sets one. */
export function Passphrase({ has }: { has: boolean }) {
  const t = useT();
  const { message } = App.useApp();
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState(EMPTY);
  const change = useAct('shell.passphrase', () => {
    setOpen(false);
    setTyped(EMPTY);
    void message.success(t('settings.passphrase_done'));
  });
  useDirty(typed !== EMPTY);
  const fault = keysFault({ lock: 'passphrase', ...typed });
  const field = (name: keyof typeof EMPTY, label: string, autoComplete: string) => (
    <Form.Item label={label} htmlFor={`change-${name}`}>
      <Input.Password
        id={`change-${name}`}
        autoComplete={autoComplete}
        value={typed[name]}
        onChange={(event) => setTyped({ ...typed, [name]: event.target.value })}
      />
    </Form.Item>
  );
  return (
    <Section title={t('settings.passphrase')}>
      {open ? (
        <Form
          layout="vertical"
          style={{ maxWidth: 420 }}
          onFinish={() => void change.run(has ? { old: typed.old, new: typed.passphrase } : { new: typed.passphrase })}
        >
          {has && field('old', t('settings.passphrase_old'), 'current-password')}
          {field('passphrase', t('keys.new'), 'new-password')}
          {field('repeat', t('keys.repeat'), 'new-password')}
          <p className="quiet small" aria-live="polite">
            {fault !== null && typed.passphrase !== '' ? t(fault) : null}
          </p>
          <div className="wrap">
            <Button type="primary" htmlType="submit" disabled={fault !== null} loading={change.busy}>
              {t('do.save')}
            </Button>
            <Button
              onClick={() => {
                setOpen(false);
                setTyped(EMPTY);
                change.reset();
              }}
            >
              {t('do.cancel')}
            </Button>
          </div>
          <FailureNote failure={change.failure} />
        </Form>
      ) : (
        <div className="stack">
          <p className="quiet">{t(has ? 'keys.passphrase_about' : 'keys.browser_about')}</p>
          <div>
            <Button onClick={() => setOpen(true)}>{t(has ? 'settings.passphrase_change' : 'settings.passphrase_set')}</Button>
          </div>
        </div>
      )}
    </Section>
  );
}
