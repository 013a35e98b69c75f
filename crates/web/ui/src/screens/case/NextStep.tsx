/**
 * What brings the case forward: the steps that can be recorded now, of the others what is missing and who could do it, and what every
 * case has that this one lacks.
 */

import { Link } from 'wouter';

import { useWords } from '../../core/words';
import type { CaseView } from '../../generated';
import { caseHref } from '../../parts/Cases';
import { Nothing, Section } from '../../parts/Page';
import { useT } from '../../words';
import { type Form, nextSteps } from '../act/course';
import { useForms } from '../act/forms';
import { Refused } from '../act/Refused';

/** Of what waits, so much is shown: the first of it stands in the way of the rest. */
const WAITING_MAX = 2;

/** The next step. */
export function NextStep({ view }: { view: CaseView }) {
  const t = useT();
  const words = useWords();
  const { can, cannot } = nextSteps(useForms(view.id).forms ?? []);
  // A part of an act has its word there, what every case has among the codes.
  const said = (code: string) => (words.code(code) === code ? words.part(code) : words.code(code));
  const missing = (view.duty?.missing ?? []).map(said);
  const clarities = view.intake?.clarities;
  const unclear = clarities === undefined || view.leads.length > 0 ? [] : Object.entries(clarities).flatMap(([name, clear]) => (clear ? [] : [said(name)]));
  const awaiting = view.closing?.closings.find((closing) => closing.holds)?.awaiting ?? [];
  const nothing = missing.length + unclear.length + awaiting.length + can.length + cannot.length === 0;
  return (
    <Section title={t('kase.next')} extra={<Link href={`${caseHref(view.id)}/act`}>{t('kase.act')}</Link>}>
      {nothing ? (
        <Nothing text={t('kase.next_none')} />
      ) : (
        <div className="stack" style={{ gap: 10 }}>
          {can.length > 0 && (
            <div className="wrap" style={{ gap: 6 }}>
              <span className="quiet">{t('kase.next_can')}</span>
              {can.map((form) => (
                <Link key={form.kind} className="tag blue" href={`${caseHref(view.id)}/act/${form.kind}`}>
                  {form.label}
                </Link>
              ))}
            </div>
          )}
          {cannot.slice(0, WAITING_MAX).map((form) => (
            <Waiting key={form.kind} form={form} />
          ))}
          <Lacking title={t('kase.next_clear')} of={unclear} />
          <Lacking title={t('kase.next_missing')} of={missing} />
          {awaiting.length > 0 && <p>{t('kase.next_sign', { roles: awaiting.map((role) => words.value('role', role)).join(t('list.comma')) })}</p>}
        </div>
      )}
    </Section>
  );
}

function Waiting({ form: { label, refusal } }: { form: Form }) {
  const t = useT();
  return refusal === null ? null : (
    <p>
      <span className="quiet">{t('kase.next_waits', { kind: label })}</span>
      <Refused refusal={refusal} />
    </p>
  );
}

function Lacking({ title, of }: { title: string; of: readonly string[] }) {
  return of.length === 0 ? null : (
    <div className="wrap" style={{ gap: 6 }}>
      <span className="quiet">{title}</span>
      {of.map((one) => (
        <span key={one} className="tag amber">
          {one}
        </span>
      ))}
    </div>
  );
}
