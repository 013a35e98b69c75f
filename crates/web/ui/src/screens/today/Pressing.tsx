/** What is late or soon due. */

import { Link } from 'wouter';

import type { DeadlineState, DueLine, DueList } from '../../generated';
import { caseHref, CaseTitle } from '../../parts/Cases';
import { Section } from '../../parts/Page';
import { type Column, Records } from '../../parts/Records';
import { Day, DueIn } from '../../parts/Values';
import { useT } from '../../words';

const PRESSING: ReadonlySet<DeadlineState> = new Set<DeadlineState>(['late', 'due_today', 'soon']);

/** The lines that press, the earliest day first. */
export function Pressing({ due, rows }: { due: DueList; rows: number }) {
  const t = useT();
  return (
    <Section title={t('today.due_title')} extra={<Link href="/due">{t('today.all')}</Link>} bare>
      <Records<DueLine>
        label={t('today.due_title')}
        rows={due.lines.filter(({ state }) => PRESSING.has(state)).slice(0, rows)}
        id={(line) => `${line.case.id} ${line.rule} ${line.act} ${line.office}`}
        columns={columns(t, due.today)}
        card={(line) => <Card line={line} today={due.today} />}
        href={(line) => caseHref(line.case.id)}
        empty={t('today.nothing_due')}
      />
    </Section>
  );
}

function columns(t: ReturnType<typeof useT>, today: string): Column<DueLine>[] {
  return [
    { key: 'what', title: t('today.what'), width: 'minmax(8em, 1fr)', render: (line) => line.name },
    { key: 'case', title: t('case.title'), width: 'minmax(12em, 2fr)', render: (line) => <CaseTitle of={line.case} /> },
    { key: 'number', title: t('case.number'), width: '12em', render: (line) => <span className="number">{line.case.number}</span> },
    { key: 'day', title: t('today.when'), width: '9em', render: (line) => <Day day={line.due} /> },
    { key: 'left', title: t('today.remaining'), width: '7em', render: (line) => <DueIn due={line.due} today={today} state={line.state} /> },
  ];
}

function Card({ line, today }: { line: DueLine; today: string }) {
  return (
    <>
      <div className="line">
        <strong className="clip">{line.name}</strong>
        <DueIn due={line.due} today={today} state={line.state} />
      </div>
      <div className="line quiet small">
        <span className="clip">{line.case.title}</span>
        <Day day={line.due} brief />
      </div>
    </>
  );
}
