/** Registering a contact: one page, done in under a minute, kept at every change. It is never refused for what is missing. */

import { Alert, Button, Form } from 'antd';
import { useState } from 'react';

import { useDirty } from '../../core/dirty';
import { useKept } from '../../core/drafts';
import { useAct } from '../../core/hooks';
import { FailureNote } from '../../parts/FailureNote';
import { dayOf } from '../../parts/format';
import { PageHead, Reach, Section } from '../../parts/Page';
import { useShortcut } from '../../parts/shortcuts';
import { usePhone } from '../../theme/layout';
import { useT } from '../../words';
import { Done, type Registered } from './Done';
import { BLANK, type Draft, faultOf, isBlank, registrationOf } from './draft';
import { Fields } from './Fields';
import { Same, useSame } from './Same';

const SAME = 'same-matter';

/** The page of a registration. */
export default function Register() {
  const t = useT();
  const phone = usePhone();
  const draft = useKept<Draft>('register', BLANK);
  const [tried, setTried] = useState(false);
  const [registered, setRegistered] = useState<Registered | null>(null);
  const register = useAct('case.register');
  const value = { ...BLANK, ...draft.value };
  const blank = isBlank(value);
  const fault = faultOf(value);
  const same = useSame(value);
  useDirty(!blank && registered === null, true);

  const save = async () => {
    setTried(true);
    if (fault !== null || register.busy) return;
    const answer = await register.run(registrationOf(value));
    if (answer === undefined) return;
    setRegistered({ answer, draft: value, received: value.received ?? dayOf(Date.now()) });
    draft.clear();
    setTried(false);
  };
  useShortcut('mod+enter', t('register.save'), registered === null ? () => void save() : null);

  if (registered !== null) return <Done key={registered.answer.case} registered={registered} another={() => setRegistered(null)} />;
  if (!draft.ready) return <FailureNote failure={draft.failure} />;
  const button = (
    <Button type="primary" size={phone ? 'large' : 'middle'} loading={register.busy} onClick={() => void save()}>
      {t('register.save')}
    </Button>
  );
  return (
    <div className="body">
      <PageHead title={t('register.title')} about={t('register.kept')} actions={phone ? undefined : button} />
      {draft.restored && !blank && (
        <Alert
          type="info"
          title={t('register.restored')}
          action={
            <Button size="small" onClick={draft.clear}>
              {t('register.anew')}
            </Button>
          }
        />
      )}
      <div className="beside">
        <Section title={t('register.title')}>
          <Form layout="vertical" component="div">
            <Fields value={value} set={(changes) => draft.set({ ...value, ...changes })} />
          </Form>
        </Section>
        <Same id={SAME} found={same} />
      </div>
      {tried && fault !== null && <Alert type="warning" showIcon title={t(fault)} />}
      <FailureNote failure={register.failure} close={register.reset} />
      {phone && (
        <Reach>
          {same.length > 0 && (
            <Button size="large" onClick={() => document.getElementById(SAME)?.scrollIntoView({ behavior: 'smooth' })}>
              {t('register.same_count', { n: same.length })}
            </Button>
          )}
          {button}
        </Reach>
      )}
    </div>
  );
}
