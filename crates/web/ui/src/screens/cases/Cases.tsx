/** The ledger: every case of this device, narrowed by search, filters and kept views; what is shown is what is exported. */

import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useMemo, useRef } from 'react';
import { Link, useLocation } from 'wouter';

import { useKept } from '../../core/drafts';
import type { Names } from '../../core/directory';
import { useLag } from '../../core/lag';
import { useNames } from '../../core/names';
import { useAsked } from '../../core/place';
import { useWords, type Words } from '../../core/words';
import type { CaseLine } from '../../generated';
import { CaseCard, caseColumns, caseHref } from '../../parts/Cases';
import { FailureNote } from '../../parts/FailureNote';
import { PageHead } from '../../parts/Page';
import { type Column, Records } from '../../parts/Records';
import { useShortcut } from '../../parts/shortcuts';
import { usePhone } from '../../theme/layout';
import { useT } from '../../words';
import { ColumnChoice } from './ColumnChoice';
import { Export } from './Export';
import { filterOf } from './filter';
import { Narrow } from './Narrow';
import { useCases } from './useCases';
import { Views } from './Views';

// The same functions each time: what a row looks like is drawn anew only where they are others.
const card = (row: CaseLine) => <CaseCard of={row} />;
const href = (row: CaseLine) => caseHref(row.id);

const SHOWN = ['number', 'title', 'petitioner', 'area', 'stage', 'due', 'open'];

/** The page of the ledger. */
export default function Cases() {
  const t = useT();
  const phone = usePhone();
  const [, go] = useLocation();
  const [asked] = useAsked();
  const filter = useMemo(() => filterOf(asked), [asked]);
  const { cases, total, whole, failure } = useCases(filter);
  const shown = useKept<string[]>('columns/cases', SHOWN);
  const columns = useColumns();
  const chosen = useMemo(() => columns.filter(({ key }) => shown.value.includes(key)), [columns, shown.value]);
  const search = useRef<HTMLDivElement>(null);
  useShortcut('/', t('cases.focus_search'), () => search.current?.querySelector('input')?.focus());
  useShortcut('n', t('register.title'), () => go('/register'));
  const listed = whole && cases !== undefined && cases.length > 0 ? cases : null;
  const exported = () => [chosen.map(({ name }) => name), ...(listed ?? []).map((row) => chosen.map(({ text }) => text(row)))];
  const some = filter.area !== '' && whole && cases !== undefined;
  const lag = useLag();
  const count = cases === undefined ? '\u00a0' : some ? t('cases.counted', { n: cases.length, of: total }) : t('cases.count', { n: total });
  return (
    <div className="body full">
      <PageHead
        title={t('cases.title')}
        about={<span aria-live="polite">{lag === null ? count : `${count} · ${lag}`}</span>}
        actions={
          <>
            <Views />
            {phone ? null : <ColumnChoice columns={columns} shown={shown.value} set={shown.set} />}
            <Export rows={listed === null ? null : exported} />
            {phone ? null : (
              <Link href="/register" asChild>
                <Button type="primary" icon={<PlusOutlined />}>
                  {t('register.title')}
                </Button>
              </Link>
            )}
          </>
        }
      />
      <div ref={search}>
        <Narrow filter={filter} />
      </div>
      <FailureNote failure={failure} />
      {cases !== undefined && (
        <Records<CaseLine>
          fill
          label={t('cases.title')}
          rows={cases}
          id={(row) => row.id}
          columns={chosen}
          card={card}
          href={href}
          empty={t('cases.none')}
        />
      )}
    </div>
  );
}

/** A column that can be chosen and exported. */
export interface Chosen extends Column<CaseLine> {
  name: string;
  text(row: CaseLine): string;
}

function useColumns(): Chosen[] {
  const t = useT();
  const words = useWords();
  const names = useNames();
  return useMemo(() => columnsOf(t, words, names), [t, words, names]);
}

function columnsOf(t: ReturnType<typeof useT>, words: Words, names: Names): Chosen[] {
  const texts: { [key: string]: (row: CaseLine) => string } = {
    number: (row) => row.number,
    title: (row) => (row.reading === 'withheld' ? t('case.withheld') : row.title),
    petitioner: (row) => row.petitioner,
    area: (row) => row.area,
    stage: (row) => words.stage(row.stage),
    received_on: (row) => row.received_on ?? '',
    due: (row) => row.due ?? '',
    home: (row) => names.office(row.home),
    open: (row) =>
      [row.disputes > 0 ? t('case.disputes', { n: row.disputes }) : '', row.conflicts > 0 ? t('case.conflicts', { n: row.conflicts }) : '']
        .filter(Boolean)
        .join(' '),
  };
  const home: Column<CaseLine> = { key: 'home', title: t('cases.home'), width: 'minmax(6em, 1fr)', render: (row) => names.office(row.home) };
  return [...caseColumns(), home].map((column) => ({ ...column, name: String(column.title), text: texts[column.key] ?? (() => '') }));
}
