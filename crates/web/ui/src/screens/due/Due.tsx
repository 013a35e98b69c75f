/** What is due (到期清单): time limits and promises of cases, steps of plans; and what the office owes by its register. */

import { Button, Segmented, Select } from 'antd';
import { useState } from 'react';
import { Link } from 'wouter';

import { isSettled, useCall } from '../../core/hooks';
import { useLag } from '../../core/lag';
import { useNames } from '../../core/names';
import { useAsked } from '../../core/place';
import { useWords } from '../../core/words';
import type { DueCounts, DueLine, DueListOwed } from '../../generated';
import { caseHref, CaseTitle } from '../../parts/Cases';
import { FailureNote } from '../../parts/FailureNote';
import { PageHead, Section } from '../../parts/Page';
import { type Column, Records } from '../../parts/Records';
import { Day, DueIn } from '../../parts/Values';
import { useWhich, Which } from '../../parts/Which';
import { usePhone } from '../../theme/layout';
import { useT } from '../../words';

const STATES = { late: 'late', today: 'due_today', soon: 'soon', on_time: 'on_time', paused: 'paused', unknown: 'unknown' } as const;
type State = keyof typeof STATES;
const PAGE = 200;

/** The page of what is due. */
export default function Due() {
  const t = useT();
  const phone = usePhone();
  const words = useWords();
  const [asked, change] = useAsked();
  const which = useWhich();
  const lag = useLag();
  const [limit, setLimit] = useState(PAGE);
  const state = (Object.keys(STATES) as State[]).find((one) => one === asked.get('state'));
  const due = useCall('due', { ...which, limit, ...(state === undefined ? {} : { state }) });
  const kinds = useCall('entry.kinds', {});
  const data = isSettled(kinds) ? due.data : undefined;
  const counted = (counts: DueCounts | undefined, of: State) => (counts === undefined ? '' : ` ${counts[STATES[of]]}`);
  const choice = {
    'aria-label': t('due.state'),
    value: state ?? ('all' as const),
    options: [
      { value: 'all' as const, label: t('due.all') },
      ...(Object.keys(STATES) as State[]).map((one) => ({ value: one, label: words.code(STATES[one]) + counted(data?.counts, one) })),
    ],
    onChange: (one: State | 'all') => change({ state: one === 'all' ? null : one }),
  };
  return (
    <div className="body full">
      <PageHead title={t('due.title')} about={lag ?? (data === undefined ? '\u00a0' : <Day day={data.today} weekday />)} />
      <Which />
      {data !== undefined && (
        <div>
          {phone ? (
            <Select<State | 'all'> {...choice} style={{ minWidth: '9em' }} />
          ) : (
            <Segmented<State | 'all'> {...choice} />
          )}
        </div>
      )}
      <FailureNote failure={due.failure} />
      {data !== undefined && data.owed.length > 0 && state === undefined && <Owed owed={data.owed} today={data.today} />}
      {data !== undefined && (
        <DueLines
          lines={data.lines}
          today={data.today}
          onEnd={() => {
            if (data.lines.length === limit) setLimit(limit + PAGE);
          }}
        />
      )}
    </div>
  );
}

function DueLines({ lines, today, onEnd }: { lines: readonly DueLine[]; today: string; onEnd(): void }) {
  const t = useT();
  const names = useNames();
  const columns: Column<DueLine>[] = [
    { key: 'day', title: t('due.day'), width: '9em', render: (line) => <Day day={line.due ?? line.at_earliest} /> },
    { key: 'left', title: t('due.left'), width: '7em', render: (line) => <DueIn due={line.due} today={today} state={line.state} /> },
    { key: 'what', title: t('due.what'), width: 'minmax(8em, 1fr)', render: (line) => line.name },
    { key: 'case', title: t('case.title'), width: 'minmax(12em, 2fr)', render: (line) => <CaseTitle of={line.case} /> },
    { key: 'number', title: t('case.number'), width: '12em', render: (line) => <span className="number">{line.case.number}</span> },
    { key: 'office', title: t('due.office'), width: 'minmax(6em, 0.8fr)', render: (line) => names.office(line.office) },
  ];
  return (
    <Records<DueLine>
      fill
      label={t('due.title')}
      rows={lines}
      columns={columns}
      id={(line) => `${line.case.id} ${line.rule} ${line.act} ${line.office} ${line.name}`}
      card={(line) => <DueCard line={line} today={today} office={names.office(line.office)} />}
      href={(line) => caseHref(line.case.id)}
      onEnd={onEnd}
      empty={t('due.none')}
    />
  );
}

function DueCard({ line, today, office }: { line: DueLine; today: string; office: string }) {
  const t = useT();
  return (
    <>
      <div className="line">
        <strong className="clip">{line.case.reading === 'withheld' ? t('case.withheld') : line.case.title || t('case.untitled')}</strong>
        <DueIn due={line.due} today={today} state={line.state} />
      </div>
      <div className="line quiet small">
        <span className="clip">
          {line.name} · {office}
        </span>
        <Day day={line.due ?? line.at_earliest} brief />
      </div>
    </>
  );
}

function Owed({ owed, today }: { owed: readonly DueListOwed[]; today: string }) {
  const t = useT();
  const kinds = new Map(useCall('entry.kinds', {}).data?.kinds.map(({ name, label_zh }) => [name, label_zh]));
  const [all, setAll] = useState(false);
  const shown = all ? owed : owed.slice(0, 4);
  return (
    <Section title={t('due.owed_title')}>
      <ul className="stack" style={{ listStyle: 'none', gap: 8 }}>
        {shown.map((one) => (
          <li key={`${one.entry} ${one.task ?? ''}`} className="wrap">
            <Link href={`/entry/${one.entry}`}>{one.what || `${kinds.get(one.kind) ?? one.kind}：${t('due.owed_answer')}`}</Link>
            <span className="quiet">{kinds.get(one.kind) ?? one.kind}</span>
            <Day day={one.due} />
            <DueIn due={one.due} today={today} />
          </li>
        ))}
      </ul>
      {shown.length < owed.length && (
        <Button type="link" onClick={() => setAll(true)}>
          {t('lists.more')}
        </Button>
      )}
    </Section>
  );
}
