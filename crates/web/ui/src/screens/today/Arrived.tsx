/** What other offices wrote and this device received since somebody looked last. */

import { Button } from 'antd';

import { useWords } from '../../core/words';
import type { Words } from '../../core/words';
import type { Arrivals, Arrived as Line } from '../../generated';
import { CaseCard, caseHref, CaseTitle } from '../../parts/Cases';
import { Section } from '../../parts/Page';
import { type Column, Records } from '../../parts/Records';
import { Moment, StageTag } from '../../parts/Values';
import { useT } from '../../words';

/** The cases of which something came, the latest first. */
export function Arrived({ of, rows, seen }: { of: Arrivals; rows: number; seen(): void }) {
  const t = useT();
  const words = useWords();
  return (
    <Section
      title={t('today.arrived_n', { n: of.total, new: of.new })}
      extra={<Button onClick={seen}>{t('today.seen')}</Button>}
      bare
    >
      <Records<Line>
        label={t('today.arrived')}
        rows={of.cases.slice(0, rows)}
        id={(line) => line.case.id}
        columns={columns(t, words)}
        card={(line) => (
          <>
            <CaseCard of={line.case} />
            <div className="small">{said(line, t, words)}</div>
          </>
        )}
        href={(line) => caseHref(line.case.id)}
        empty={t('today.nothing_came')}
      />
    </Section>
  );
}

/** What came of a case: that it is new here, or the acts. */
function said(line: Line, t: ReturnType<typeof useT>, words: Words): string {
  return line.is_new ? t('today.is_new') : [...new Set(line.acts)].map((kind) => words.kind(kind)).join(t('list.comma'));
}

function columns(t: ReturnType<typeof useT>, words: Words): Column<Line>[] {
  return [
    { key: 'number', title: t('case.number'), width: '12em', render: (line) => <span className="number">{line.case.number}</span> },
    { key: 'title', title: t('case.title'), width: 'minmax(12em, 2fr)', render: (line) => <CaseTitle of={line.case} /> },
    { key: 'what', title: t('today.what_came'), width: 'minmax(10em, 1.5fr)', render: (line) => said(line, t, words) },
    {
      key: 'stage',
      title: t('case.stage'),
      width: 'minmax(8.5em, 1fr)',
      render: (line) => (
        <span className="wrap" style={{ gap: 4 }}>
          {line.stage_before && line.stage_before !== line.case.stage ? (
            <>
              <StageTag stage={line.stage_before} />→
            </>
          ) : null}
          <StageTag stage={line.case.stage} />
        </span>
      ),
    },
    { key: 'at', title: t('today.when_came'), width: '9em', render: (line) => <Moment ms={line.at_ms} /> },
  ];
}
