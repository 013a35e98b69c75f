/** What changed in a case between two moments, side by side: stage, leads, fields, free text, last days, disputes. */

import type { ReactNode } from 'react';

import type { AnswerOf } from '../../core/calls';
import { useWords } from '../../core/words';
import { Nothing } from '../../parts/Page';
import { Day, StageTag } from '../../parts/Values';
import { useT } from '../../words';
import './history.css';

/** What changed. */
export type Compared = AnswerOf<'case.compare'>;

/** One thing before and after. */
interface Line {
  key: string;
  name: string;
  before: ReactNode;
  after: ReactNode;
}

/** The changes as a table; on a phone each change under the other. */
export function Turns({ of }: { of: Compared }) {
  const t = useT();
  const lines = useLines(of);
  if (lines.length === 0) return <Nothing text={t('history.nothing')} />;
  return (
    <table className="turns">
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">{t('history.what')}</span>
          </th>
          <th scope="col">{t('history.before')}</th>
          <th scope="col">{t('history.after')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ key, name, before, after }) => (
          <tr key={key}>
            <th scope="row">{name}</th>
            <td className="sentences" data-name={t('history.before')}>
              {before}
            </td>
            <td className="sentences" data-name={t('history.after')}>
              {after}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function useLines({ stage, leads, fields, narrative, deadlines, disputes }: Compared): Line[] {
  const t = useT();
  const words = useWords();
  const empty = <span className="quiet">{t('history.empty')}</span>;
  const several = (values: readonly string[]): ReactNode => {
    const said = values.filter((value) => value !== '');
    return said.length === 0 ? empty : said.join(` ${t('history.or')} `);
  };
  const openness = (open: boolean | null | undefined): ReactNode => (open == null ? empty : <span className={open ? 'late' : 'done'}>{t(open ? 'history.open' : 'history.decided')}</span>);
  const lines: Line[] = [];
  if (stage.before !== stage.after) {
    lines.push({ key: 'stage', name: t('case.stage'), before: <StageTag stage={stage.before} />, after: <StageTag stage={stage.after} /> });
  }
  if (leads.before.join() !== leads.after.join()) lines.push({ key: 'leads', name: t('kase.lead'), before: several(leads.before), after: several(leads.after) });
  for (const { claim, field, label, before, after } of fields) {
    const name = claim == null ? label : `${t('kase.claims')} ${label}`;
    lines.push({ key: `${claim ?? ''} ${field}`, name, before: several(before), after: several(after) });
  }
  if (narrative) lines.push({ key: 'narrative', name: t('kase.narrative'), before: narrative.before || empty, after: narrative.after || empty });
  for (const [index, { rule, name, before, after }] of deadlines.entries()) {
    const day = (of: string | null | undefined) => (of == null ? empty : <Day day={of} />);
    lines.push({ key: `${rule} ${index}`, name, before: day(before), after: day(after) });
  }
  for (const { id, rule, before, after } of disputes) {
    lines.push({ key: id, name: words.code(rule), before: openness(before), after: openness(after) });
  }
  return lines;
}
