/** The page that opens first: what is late or due, what waits for a decision here, what came, what was touched last. */

import { Button } from 'antd';
import { Link } from 'wouter';

import { useKept } from '../../core/drafts';
import { useCall } from '../../core/hooks';
import { useLag } from '../../core/lag';
import type { CaseLine } from '../../generated';
import { CaseCard, caseColumns, caseHref } from '../../parts/Cases';
import { FailureNote } from '../../parts/FailureNote';
import { Nothing, PageHead, Section } from '../../parts/Page';
import { Records } from '../../parts/Records';
import { Day } from '../../parts/Values';
import { useT } from '../../words';
import { Arrived } from './Arrived';
import { Counts } from './Counts';
import { Decide } from './Decide';
import { Pressing } from './Pressing';

const ROWS = 8;
/** The late stand first on the list of what is due: so many lines are looked through for those that press. */
const LINES = 24;
const RECENT = ['number', 'title', 'petitioner', 'stage', 'due'];

/** The page of the day. */
export default function Today() {
  const t = useT();
  const seen = useKept<number | null>('today/seen', null);
  const day = useCall('today', seen.ready ? { limit: LINES, ...(seen.value === null ? {} : { since_ms: seen.value }) } : null);
  const recent = useCall('case.list', { limit: ROWS });
  const sync = useCall('shell.sync', {});
  const lag = useLag();
  const { due, inbox, arrivals, unsent, today = '' } = day.data ?? {};
  return (
    <div className="body">
      <PageHead title={t('today.title')} about={lag ?? <Day day={today} weekday />} />
      <FailureNote failure={day.failure ?? recent.failure} />
      <Counts
        of={[
          { name: t('today.late'), n: due?.counts.late, href: '/due?state=late', tone: 'late' },
          { name: t('today.due_today'), n: due?.counts.due_today, href: '/due?state=today', tone: 'late' },
          { name: t('today.soon'), n: due?.counts.soon, href: '/due?state=soon', tone: 'soon' },
          { name: t('today.decide'), n: inbox?.counts.here, href: '/inbox', tone: 'late' },
          { name: t('today.arrived'), n: arrivals?.total, href: `/since?at=${day.data?.since_ms ?? ''}`, tone: 'soon' },
          { name: t('today.unsent'), n: sync.data?.waiting ?? unsent, href: '/sync', tone: 'soon' },
        ]}
      />
      {due !== undefined && <Pressing due={due} rows={ROWS} />}
      {inbox !== undefined && <Decide items={inbox.items.filter(({ here }) => here).slice(0, ROWS)} />}
      {arrivals !== undefined && arrivals.total > 0 && <Arrived of={arrivals} rows={ROWS} seen={() => seen.set(Date.now())} />}
      {/* The last part waits for those above it: nothing is pushed down. */}
      {recent.data !== undefined && (day.data ?? day.failure) && <Recent cases={recent.data.cases} />}
    </div>
  );
}

function Recent({ cases }: { cases: readonly CaseLine[] }) {
  const t = useT();
  const first = (
    <Link href="/register" asChild>
      <Button type="primary">{t('today.register')}</Button>
    </Link>
  );
  return (
    <Section title={t('today.recent')} extra={<Link href="/cases">{t('today.all')}</Link>} bare>
      {cases.length === 0 ? (
        <Nothing text={t('today.no_cases')} action={first} />
      ) : (
        <Records<CaseLine>
          label={t('today.recent')}
          rows={cases}
          id={(row) => row.id}
          columns={caseColumns().filter(({ key }) => RECENT.includes(key))}
          card={(row) => <CaseCard of={row} />}
          href={(row) => caseHref(row.id)}
          empty={t('today.no_cases')}
        />
      )}
    </Section>
  );
}
