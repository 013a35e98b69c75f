/** How a new desk's keys are locked: the choice, in honest words. */

import { Form, Input, Radio } from 'antd';

import { useT } from '../../words';

/** The fewest characters of a passphrase; the core asks for as many. */
export const PASSPHRASE_MIN = 8;

/** What was chosen so far. */
export interface KeysChoice {
  lock: 'passphrase' | 'browser';
  passphrase: string;
  repeat: string;
}

/** What is wrong with the choice; null: nothing. */
export function keysFault(choice: KeysChoice): 'keys.short' | 'keys.differs' | null {
  if (choice.lock === 'browser') return null;
  if ([...choice.passphrase].length < PASSPHRASE_MIN) return 'keys.short';
  return choice.passphrase === choice.repeat ? null : 'keys.differs';
}

/** The fields of the choice. */
export function Keys({ value, set }: { value: KeysChoice; set(value: KeysChoice): void }) {
  const t = useT();
  const fault = keysFault(value);
  const said = (key: typeof fault, typed: string) => (fault === key && typed !== '' ? { validateStatus: 'error' as const, help: t(key ?? 'keys.short') } : {});
  return (
    <>
      <h2 id="keys-choose">{t('keys.choose')}</h2>
      <Radio.Group aria-labelledby="keys-choose" value={value.lock} onChange={(event) => set({ ...value, lock: event.target.value as KeysChoice['lock'] })} className="stack" style={{ gap: 12, marginTop: 8, marginBottom: 12 }}>
        {(['passphrase', 'browser'] as const).map((lock) => (
          <Radio key={lock} value={lock} style={{ alignItems: 'flex-start', whiteSpace: 'normal' }}>
            <strong>{t(`keys.${lock}`)}</strong>
            <span className="quiet small" style={{ display: 'block' }}>
              {t(`keys.${lock}_about`)}
            </span>
          </Radio>
        ))}
      </Radio.Group>
      {value.lock === 'passphrase' && (
        <>
          <Form.Item label={t('keys.new')} htmlFor="new-passphrase" {...said('keys.short', value.passphrase)}>
            <Input.Password
              id="new-passphrase"
              autoComplete="new-password"
              value={value.passphrase}
              onChange={(event) => set({ ...value, passphrase: event.target.value })}
            />
          </Form.Item>
          <Form.Item label={t('keys.repeat')} htmlFor="repeat-passphrase" {...said('keys.differs', value.repeat)}>
            <Input.Password
              id="repeat-passphrase"
              autoComplete="new-password"
              value={value.repeat}
              onChange={(event) => set({ ...value, repeat: event.target.value })}
            />
          </Form.Item>
        </>
      )}
    </>
  );
}
