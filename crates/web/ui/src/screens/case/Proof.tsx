/** How far the case's edits have come, and whether each is proved: asked for on demand, for both take a moment. */

import { Button } from 'antd';
import { useState } from 'react';

import { useAct } from '../../core/hooks';
import { useWords } from '../../core/words';
import type { Answers } from '../../generated';
import { FailureNote } from '../../parts/FailureNote';
import { Section } from '../../parts/Page';
import { useT } from '../../words';

/** Which offices have which edits. */
export function Delivery({ id }: { id: string }) {
  const t = useT();
  const words = useWords();
  const [told, setTold] = useState<Answers['delivery'] | null>(null);
  const ask = useAct('delivery', setTold);
  const button = (
    <Button size="small" loading={ask.busy} onClick={() => void ask.run({ case: id })}>
      {t('kase.delivery_ask')}
    </Button>
  );
  return (
    <Section title={t('kase.delivery')} extra={button}>
      <FailureNote failure={ask.failure} />
      {told === null ? (
        <p className="quiet">{t('kase.delivery_note')}</p>
      ) : (
        <ul className="plain" aria-live="polite">
          <li>{t('kase.delivery_relay', { n: told.edits.filter((edit) => edit.at_relay).length, all: told.edits.length })}</li>
          {told.readers.map((reader) => {
            const lacks = told.edits.filter((edit) => !edit.offices.includes(reader.office)).length;
            return (
              <li key={reader.office}>
                <span>{reader.name}</span>
                <span className={lacks === 0 ? 'done' : 'soon'}>{lacks === 0 ? t('kase.delivery_all') : t('kase.delivery_lacks', { n: lacks })}</span>
              </li>
            );
          })}
          {told.findings.map((finding) => (
            <li key={`${finding.code} ${finding.at_ms} ${finding.device ?? ''}`} className="late">
              {words.of('relay_faults', finding.code)}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

/** Whether every change is signed by whom it names. */
export function Audit({ id }: { id: string }) {
  const t = useT();
  const [told, setTold] = useState<Answers['audit.case'] | null>(null);
  const ask = useAct('audit.case', setTold);
  const button = (
    <Button size="small" loading={ask.busy} onClick={() => void ask.run({ case: id })}>
      {t('kase.audit_ask')}
    </Button>
  );
  return (
    <Section title={t('kase.audit')} extra={button}>
      <FailureNote failure={ask.failure} />
      {told === null ? (
        <p className="quiet">{t('kase.audit_note')}</p>
      ) : (
        <div className="stack" style={{ gap: 6 }} aria-live="polite">
          <p className={told.proved ? 'done' : 'late'}>
            {told.proved ? t('kase.audit_good', { n: told.changes }) : t('kase.audit_bad', { n: told.changes_proved, all: told.changes })}
          </p>
          {told.findings.length > 0 && (
            <ul className="plain">
              {told.findings.map((finding, index) => (
                <li key={index}>
                  <span>
                    {finding.number === null || finding.number === undefined ? null : t('kase.story_n', { n: finding.number })} {finding.detail}
                  </span>
                </li>
              ))}
            </ul>
          )}
          {told.county === null ? null : (
            <p className="quiet small" style={{ overflowWrap: 'anywhere' }}>
              {t('kase.audit_key')} {told.county}
            </p>
          )}
        </div>
      )}
    </Section>
  );
}
