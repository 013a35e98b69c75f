/** Registering a contact: one page, done in under a minute, kept at every change. It is never refused for what is missing. */

import { Alert, Button, Form } from 'antd';
import { useRef, useState } from 'react';

import { call } from '../../core/core';
import { useDirty } from '../../core/dirty';
import { useKept } from '../../core/drafts';
import { useAct } from '../../core/hooks';
import type { Answers } from '../../generated';
import { FailureNote } from '../../parts/FailureNote';
import { PageHead, Reach, Section } from '../../parts/Page';
import { useShortcut } from '../../parts/shortcuts';
import { usePhone } from '../../theme/layout';
import { useT } from '../../words';
import { Done } from './Done';
import { BLANK, DONE, DRAFT, type Draft, faultOf, isBlank, registrationOf } from './draft';
import { Fields } from './Fields';
import { Same, useSame } from './Same';

const SAME = 'same-matter';

/** What the core kept of the last registration that is not put aside. */
async function answerKept(): Promise<string | null> {
  const kept = await call('shell.draft_get', { name: DONE }).catch(() => null);
  return kept?.draft?.body ?? null;
}

/** The page of a registration. */
export default function Register() {
  const t = useT();
  const phone = usePhone();
  const draft = useKept<Draft>(DRAFT, BLANK);
  const [tried, setTried] = useState(false);
  const done = useKept<Answers['case.register'] | null>(DONE, null);
  const [registered, setRegistered] = useState<Answers['case.register'] | null>(null);
  const register = useAct('case.register');
  const value = { ...BLANK, ...draft.value };
  const blank = isBlank(value);
  const fault = faultOf(value);
  const same = useSame(value);
  useDirty(!blank && registered === null, true);

  // From the first key on, which comes before the screen is drawn anew.
  const saving = useRef(false);
  const save = async () => {
    setTried(true);
    if (fault !== null || saving.current) return;
    saving.current = true;
    await once().finally(() => (saving.current = false));
  };
  const once = async () => {
    // What was typed last is not to come after it.
    draft.flush();
    const before = await answerKept();
    let answer = await register.run(registrationOf(value));
    if (answer === undefined) {
      // It may have been lost on its way, as when another tab took over: the core kept it with the registration.
      const kept = await answerKept();
      if (kept === null || kept === before) return;
      answer = JSON.parse(kept) as Answers['case.register'];
    }
    register.reset();
    setRegistered(answer);
    draft.clear();
    setTried(false);
  };
  useShortcut('mod+enter', t('register.save'), registered === null ? () => void save() : null);

  const earlier = registered ?? done.value;
  if (earlier !== null) {
    const another = () => {
      setRegistered(null);
      done.clear();
    };
    return <Done key={earlier.case} registered={earlier} another={another} />;
  }
  if (!draft.ready || !done.ready) return <FailureNote failure={draft.failure ?? done.failure} />;
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
