/** The days off of each year, as the yearly notice has them. */

import { Button, DatePicker, Form } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';

import type { YearTable } from '../../generated';
import { FormDrawer } from '../../parts/FormDrawer';
import { Section } from '../../parts/Page';
import { useT } from '../../words';
import type { Part } from './part';

type Typed = { [list in keyof YearTable]: string[] };
const LISTS = ['holidays', 'workdays'] as const satisfies readonly (keyof YearTable)[];
const DAY = 'YYYY-MM-DD';

/** The section. */
export function Calendar({ of, change }: Part) {
  const t = useT();
  const [edited, setEdited] = useState<string | null>(null);
  const years = of.calendar.years;
  const known = Object.keys(years).sort();
  const next = String(Number(known.at(-1) ?? new Date().getFullYear() - 1) + 1);
  const save = (year: string, table: YearTable) => change?.({ calendar: { ...of.calendar, years: { ...years, [year]: table } } });
  return (
    <Section title={t('config.days_off')} extra={change !== undefined && <Button onClick={() => setEdited(next)}>{t('config.year_add', { n: next })}</Button>}>
      <p className="quiet" style={{ marginBottom: 8 }}>
        {t('config.days_off_about')}
      </p>
      <ul className="stack" style={{ gap: 6, listStyle: 'none' }}>
        {known.map((year) => (
          <li key={year} className="head" style={{ minHeight: 0 }}>
            <span className="said">
              {t('config.year', { n: year })}{' '}
              <span className="quiet">{t('config.year_says', { off: years[year]?.holidays.length ?? 0, on: years[year]?.workdays.length ?? 0 })}</span>
            </span>
            {change !== undefined && (
              <Button size="small" aria-label={`${t('config.edit')} ${t('config.year', { n: year })}`} onClick={() => setEdited(year)}>
                {t('config.edit')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <YearForm year={edited} table={edited === null ? undefined : years[edited]} close={() => setEdited(null)} save={save} />
    </Section>
  );
}

type YearFormProps = { year: string | null; table: YearTable | undefined; close(): void; save(year: string, table: YearTable): void };

/** Days as the picker has them, and as they are kept. */
const chosen = (days: readonly string[] | undefined) => ({ value: (days ?? []).map((day) => dayjs(day)) });
const written = (days: readonly Dayjs[] | null) => (days ?? []).map((day) => day.format(DAY));

function YearForm({ year, table, close, save }: YearFormProps) {
  const t = useT();
  const sorted = (list: readonly string[] | undefined) => (list ?? []).toSorted();
  const finish = (typed: Typed) => {
    if (year !== null) save(year, { holidays: sorted(typed.holidays), workdays: sorted(typed.workdays) });
    close();
  };
  return (
    <FormDrawer
      title={year === null ? '' : `${t('config.days_off')} ${t('config.year', { n: year })}`}
      draft={`config/year/${year ?? ''}`}
      about={t('config.days_off_about')}
      open={year !== null}
      close={close}
      doing={t('do.save')}
      busy={false}
      failure={null}
      initial={{ holidays: table?.holidays ?? [], workdays: table?.workdays ?? [] }}
      finish={finish}
    >
      {LISTS.map((list) => (
        <Form.Item key={list} name={list} label={t(`config.field.${list}`)} getValueProps={chosen} getValueFromEvent={written}>
          <DatePicker
            multiple
            style={{ width: '100%' }}
            {...(year === null ? {} : { minDate: dayjs(`${year}-01-01`), maxDate: dayjs(`${year}-12-31`), defaultPickerValue: dayjs(`${year}-01-01`) })}
          />
        </Form.Item>
      ))}
    </FormDrawer>
  );
}
