/** Figures of the cases: counts, every rate, targets; by stage, month and place, each bar open to its cases. Nobody is counted. */

import { Button, Select } from 'antd';
import { useMemo } from 'react';
import { Link } from 'wouter';

import { useCall } from '../../core/hooks';
import { useLag } from '../../core/lag';
import { useNames } from '../../core/names';
import { dayAsked, useAsked } from '../../core/place';
import { useSettings } from '../../core/settings';
import { useWords } from '../../core/words';
import { FailureNote } from '../../parts/FailureNote';
import { dayOf, dayText } from '../../parts/format';
import { DayField } from '../../parts/form/DayField';
import { PageHead } from '../../parts/Page';
import { useT } from '../../words';
import { filterOf } from '../cases/filter';
import { useCases } from '../cases/useCases';
import { Counted } from './Counted';
import { Freeze } from './Freeze';
import { Rates, Targets } from './Rates';
import { type Bar, daysOf, listOf, months, tally, within } from './tally';

const AREAS_MAX = 12;
const MONTHS_MAX = 24;

/** The page of figures. */
export default function Figures() {
  const t = useT();
  const words = useWords();
  const { language } = useSettings();
  const [asked] = useAsked();
  const lag = useLag();
  const [from, until] = ['from', 'until'].map((name) => dayAsked(asked.get(name)));
  const [office, campaign] = ['home', 'campaign'].map((name) => asked.get(name));
  const params = { ...(from ? { from } : {}), ...(until ? { until } : {}), ...(office ? { office } : {}), ...(campaign ? { campaign } : {}) };
  const rates = useCall('rates', params);
  // What every figure and every chart here is of: the list that one of them opens is of the same.
  const common = new URLSearchParams(Object.entries({ from, until, home: office, campaign }).flatMap(([name, value]) => (value ? [[name, value] as [string, string]] : []))).toString();
  const { cases, whole, failure } = useCases(useMemo(() => filterOf(new URLSearchParams(common)), [common]));
  const other = t('figures.other');
  const counted = useMemo(() => (cases === undefined || !whole ? null : barsOf(cases, common, other, words.stage, language)), [cases, whole, common, other, words, language]);
  return (
    <div className="body">
      <PageHead title={t('figures.title')} about={lag ?? t('figures.about')} actions={from && until ? <Freeze params={params} /> : undefined} />
      <Which />
      <FailureNote failure={rates.failure ?? failure} />
      {/* All at once: what comes later must not move what is there. */}
      {rates.data !== undefined && counted !== null && (
        <>
          <ul className="counts">
            {inOrder(rates.data.counts).map(([name, n]) => (
              <li key={name}>
                <Link href={listOf(common, { figure: name })}>
                  <span className="small">{words.of('figures', name)}</span>
                  <strong>{n}</strong>
                </Link>
              </li>
            ))}
          </ul>
          <Targets of={rates.data} />
          <div className="halves">
            <Rates of={rates.data} common={common} />
            <Counted title={t('figures.by_stage')} bars={counted.stages} lying />
            <Counted title={t('figures.by_month')} bars={counted.months} />
            <Counted title={t('figures.by_area')} bars={counted.areas} lying />
          </div>
          <p className="quiet small">{t('figures.open_cases')}</p>
        </>
      )}
    </div>
  );
}

const COUNTS = ['cases', 'batches', 'persons', 'accepted', 'closed', 'open', 'in_dispute'];

function inOrder(counts: { [name: string]: number }): [string, number][] {
  return Object.entries(counts).toSorted(([a], [b]) => COUNTS.indexOf(a) - COUNTS.indexOf(b));
}

type Cases = NonNullable<ReturnType<typeof useCases>['cases']>;

function barsOf(cases: Cases, common: string, other: string, stage: (code: string) => string, language: 'zh' | 'en'): { stages: Bar[]; months: Bar[]; areas: Bar[] } {
  const byMonth = tally(cases, (row) => row.received_on?.slice(0, 7) ?? '');
  const byArea = [...tally(cases, (row) => row.area)].filter(([area]) => area !== '');
  const rest = byArea.slice(AREAS_MAX).reduce((sum, [, n]) => sum + n, 0);
  const monthName = (month: string) => (language === 'zh' ? `${month.slice(0, 4)}年${Number(month.slice(5))}月` : dayText(`${month}-01`, 'en').replace(/^\d+ /, ''));
  return {
    stages: [...tally(cases, (row) => row.stage)].map(([code, n]) => ({ name: stage(code), n, href: listOf(common, { stage: code }) })),
    months: months([...byMonth.keys()], MONTHS_MAX).map((month) => ({ name: monthName(month), n: byMonth.get(month) ?? 0, href: listOf(common, within(daysOf(month), common)) })),
    areas: [
      ...byArea.slice(0, AREAS_MAX).map(([area, n]) => ({ name: area, n, href: listOf(common, { area, whole: '1' }) })),
      ...(rest === 0 ? [] : [{ name: other, n: rest, href: null }]),
    ],
  };
}

/** Of which days, which office, which campaign. */
function Which() {
  const t = useT();
  const { offices } = useNames();
  const [asked, change] = useAsked();
  const campaigns = useCall('config.show', {}).data?.config.campaigns ?? [];
  const today = dayOf(Date.now());
  const [year, month] = [today.slice(0, 4), Number(today.slice(5, 7))];
  const quarter = `${year}-${String(month - ((month - 1) % 3)).padStart(2, '0')}-01`;
  const since = { this_month: `${today.slice(0, 7)}-01`, this_quarter: quarter, this_year: `${year}-01-01` };
  return (
    <div className="wrap">
      {(['from', 'until'] as const).map((name) => (
        <span key={name} style={{ width: '10em' }}>
          <DayField label={t(`figures.${name}`)} value={asked.get(name)} set={(day) => change({ [name]: day })} />
        </span>
      ))}
      {(Object.keys(since) as (keyof typeof since)[]).map((name) => (
        <Button key={name} type="text" onClick={() => change({ from: since[name], until: today })}>
          {t(`figures.${name}`)}
        </Button>
      ))}
      <Button type="text" onClick={() => change({ from: null, until: null })}>
        {t('figures.all_days')}
      </Button>
      <Select
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        aria-label={t('figures.office')}
        placeholder={t('figures.office')}
        style={{ minWidth: '10em' }}
        value={asked.get('home')}
        options={offices.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(home: string | undefined) => change({ home: home ?? null })}
      />
      {campaigns.length > 0 && (
        <Select
          allowClear
          aria-label={t('figures.campaign')}
          placeholder={t('figures.campaign')}
          style={{ minWidth: '10em' }}
          value={asked.get('campaign')}
          options={campaigns.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(campaign: string | undefined) => change({ campaign: campaign ?? null })}
        />
      )}
    </div>
  );
}
