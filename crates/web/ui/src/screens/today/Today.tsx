/** The page that opens first: what is late or due, what waits for a decision here, what was touched last. */

import { Button } from 'antd';
import { Link } from 'wouter';

import { useCall } from '../../core/hooks';
import type { CaseLine, DueLine } from '../../generated';
import { CaseCard, caseColumns, caseHref, CaseTitle } from '../../parts/Cases';
import { FailureNote } from '../../parts/FailureNote';
import { Nothing, PageHead, Section } from '../../parts/Page';
import { type Column, Records } from '../../parts/Records';
import { Day, DueIn } from '../../parts/Values';
import { useT } from '../../words';
import { Counts } from './Counts';

const ROWS = 8;
const RECENT = ['number', 'title', 'petitioner', 'stage', 'due'];

/** The page of the day. */
export default function Today() {
  const t = useT();
  const due = useCall('due', {});
  const inbox = useCall('inbox', {});
  const recent = useCall('case.list', { limit: ROWS });
  const sync = useCall('shell.sync', {}).data;
  const today = due.data?.today ?? '';
  const pressing = due.data?.lines.filter(({ state }) => state === 'late' || state === 'due_today' || state === 'soon').slice(0, ROWS) ?? [];
  const here = inbox.data?.items.filter((item) => item.here).slice(0, ROWS) ?? [];
  return (
    <div className="body">
      <PageHead title={t('today.title')} about={<Day day={today} weekday />} />
      <FailureNote failure={due.failure ?? inbox.failure ?? recent.failure} />
      <Counts
        of={[
          { name: t('today.late'), n: due.data?.counts.late, href: '/due?state=late', tone: 'late' },
          { name: t('today.due_today'), n: due.data?.counts.due_today, href: '/due?state=today', tone: 'late' },
          { name: t('today.soon'), n: due.data?.counts.soon, href: '/due?state=soon', tone: 'soon' },
          { name: t('today.decide'), n: inbox.data?.counts.here, href: '/inbox', tone: 'late' },
          { name: t('today.unsent'), n: sync?.waiting, href: '/sync', tone: 'soon' },
        ]}
      />
      {due.data !== undefined && (
        <Section title={t('today.due_title')} extra={<Link href="/due">{t('today.all')}</Link>} bare>
          <Records<DueLine>
            label={t('today.due_title')}
            rows={pressing}
            id={(line) => `${line.case.id} ${line.rule} ${line.act} ${line.office}`}
            columns={dueColumns(t, today)}
            card={(line) => <DueCard line={line} today={today} />}
            href={(line) => caseHref(line.case.id)}
            empty={t('today.nothing_due')}
          />
        </Section>
      )}
      {inbox.data !== undefined && (
        <Section title={t('today.decide')} extra={<Link href="/inbox">{t('today.all')}</Link>}>
          {here.length === 0 ? (
            <Nothing text={t('today.nothing_to_decide')} />
          ) : (
            <ul className="stack" style={{ listStyle: 'none', gap: 12 }}>
              {here.map((item) => (
                <li key={item.dispute.id}>
                  <CaseTitle of={item.case} />
                  <p className="sentences">{item.sentence}</p>
                </li>
              ))}
            </ul>
          )}
        </Section>
      )}
      {recent.data !== undefined && (
        <Section title={t('today.recent')} extra={<Link href="/cases">{t('today.all')}</Link>} bare>
          {recent.data.cases.length === 0 ? (
            <Nothing
              text={t('today.no_cases')}
              action={
                <Link href="/register" asChild>
                  <Button type="primary">{t('today.register')}</Button>
                </Link>
              }
            />
          ) : (
            <Records<CaseLine>
              label={t('today.recent')}
              rows={recent.data.cases}
              id={(row) => row.id}
              columns={caseColumns().filter(({ key }) => RECENT.includes(key))}
              card={(row) => <CaseCard of={row} />}
              href={(row) => caseHref(row.id)}
              empty={t('today.no_cases')}
            />
          )}
        </Section>
      )}
    </div>
  );
}

function dueColumns(t: ReturnType<typeof useT>, today: string): Column<DueLine>[] {
  return [
    { key: 'what', title: t('today.what'), width: 'minmax(8em, 1fr)', render: (line) => line.name },
    { key: 'case', title: t('case.title'), width: 'minmax(12em, 2fr)', render: (line) => <CaseTitle of={line.case} /> },
    { key: 'number', title: t('case.number'), width: '12em', render: (line) => <span className="number">{line.case.number}</span> },
    { key: 'day', title: t('today.when'), width: '9em', render: (line) => <Day day={line.due} /> },
    { key: 'left', title: t('today.remaining'), width: '7em', render: (line) => <DueIn due={line.due} today={today} state={line.state} /> },
  ];
}

function DueCard({ line, today }: { line: DueLine; today: string }) {
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
