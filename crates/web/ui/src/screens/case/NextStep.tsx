/** What the case still lacks: of what every case has, of the five clarities, of the signatures under its closing. */

import { Link } from 'wouter';

import { useWords } from '../../core/words';
import type { CaseView } from '../../generated';
import { Nothing, Section } from '../../parts/Page';
import { useT } from '../../words';

/** The next step. */
export function NextStep({ view }: { view: CaseView }) {
  const t = useT();
  const words = useWords();
  // A part of an act has its word there, what every case has among the codes.
  const said = (code: string) => (words.code(code) === code ? words.part(code) : words.code(code));
  const missing = (view.duty?.missing ?? []).map(said);
  const clarities = view.intake?.clarities;
  const unclear = clarities === undefined || view.leads.length > 0 ? [] : Object.entries(clarities).flatMap(([name, clear]) => (clear ? [] : [said(name)]));
  const awaiting = view.closing?.closings.find((closing) => closing.holds)?.awaiting ?? [];
  const nothing = missing.length + unclear.length + awaiting.length === 0;
  return (
    <Section title={t('kase.next')} extra={<Link href={`/case/${view.id}/act`}>{t('kase.act')}</Link>}>
      {nothing ? (
        <Nothing text={t('kase.next_none')} />
      ) : (
        <div className="stack" style={{ gap: 8 }}>
          <Lacking title={t('kase.next_clear')} of={unclear} />
          <Lacking title={t('kase.next_missing')} of={missing} />
          {awaiting.length > 0 && <p>{t('kase.next_sign', { roles: awaiting.map((role) => words.value('role', role)).join(t('list.comma')) })}</p>}
        </div>
      )}
    </Section>
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
