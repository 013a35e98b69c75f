/** When a report is due: the way, and what it needs. Also as a sentence. */

import { Button, Select } from 'antd';
import { CloseOutlined } from '@ant-design/icons';

import { useSettings } from '../../core/settings';
import type { Schedule } from '../../generated';
import { dayText } from '../../parts/format';
import { DayField } from '../../parts/form/DayField';
import { useT } from '../../words';
import { BLANK, EVERY, type Way, wayOf, WEEKDAYS, weekdayOf } from './schedule';

/** The field; `value` and `set` are given by its form. */
export function ScheduleField({ value = BLANK.months, set }: { value?: Schedule; set?(value: Schedule): void }) {
  const t = useT();
  return (
    <div className="stack" style={{ gap: 8 }}>
      <Select
        aria-label={t('config.due')}
        value={wayOf(value)}
        options={(Object.keys(BLANK) as Way[]).map((way) => ({ value: way, label: t(`config.due.${way}`) }))}
        onChange={(way) => set?.(BLANK[way])}
      />
      {typeof value === 'object' && 'months' in value && <Months of={value.months} set={(months) => set?.({ months })} />}
      {typeof value === 'object' && 'weekly' in value && (
        <Select
          aria-label={t('config.weekday')}
          value={weekdayOf(value.weekly.weekday)}
          options={WEEKDAYS.map((day) => ({ value: day, label: t(`config.weekday.${day}`) }))}
          onChange={(weekday) => set?.({ weekly: { weekday } })}
        />
      )}
      {typeof value === 'object' && 'on' in value && <Days of={value.on} set={(on) => set?.({ on })} />}
    </div>
  );
}

type MonthsOf = { every: number; days: number[] };

function Months({ of, set }: { of: MonthsOf; set(months: MonthsOf): void }) {
  const t = useT();
  return (
    <div className="wrap" style={{ flexWrap: 'nowrap' }}>
      <Select
        aria-label={t('config.every')}
        style={{ flex: '1 1 0', minWidth: 0 }}
        value={of.every}
        options={EVERY.map((every) => ({ value: every as number, label: everyText(every, t) }))}
        onChange={(every) => set({ ...of, every })}
      />
      <Select
        aria-label={t('config.month_days')}
        mode="multiple"
        style={{ flex: '2 1 0', minWidth: 0 }}
        placeholder={t('config.month_days')}
        value={of.days}
        options={Array.from({ length: 31 }, (_, at) => ({ value: at + 1, label: t('config.month_day', { n: at + 1 }) }))}
        onChange={(days) => set({ ...of, days: days.toSorted((one, other) => one - other) })}
      />
    </div>
  );
}

function Days({ of, set }: { of: string[]; set(days: string[]): void }) {
  const t = useT();
  const { language } = useSettings();
  return (
    <div className="stack" style={{ gap: 8 }}>
      <div className="wrap">
        {of.map((day) => (
          <Button key={day} size="small" icon={<CloseOutlined />} iconPlacement="end" aria-label={`${t('do.remove')} ${day}`} onClick={() => set(of.filter((one) => one !== day))}>
            {dayText(day, language)}
          </Button>
        ))}
      </div>
      <DayField label={t('config.day_add')} value={null} set={(day) => day !== null && !of.includes(day) && set([...of, day].toSorted())} />
    </div>
  );
}

/** So many months from one to the next. */
const everyText = (n: number, t: ReturnType<typeof useT>) => (n === 1 ? t('config.every_month') : t('config.every_n', { n }));

/** A schedule in words. */
export function useScheduleText(): (schedule: Schedule) => string {
  const t = useT();
  const { language } = useSettings();
  return (schedule) => {
    if (typeof schedule === 'string') return t(`config.due.${schedule}`);
    if ('weekly' in schedule) return t('config.due_weekly', { day: t(`config.weekday.${weekdayOf(schedule.weekly.weekday)}`) });
    if ('on' in schedule) return schedule.on.map((day) => dayText(day, language)).join(t('list.comma'));
    const days = schedule.months.days.map((n) => t('config.month_day', { n })).join(t('list.comma'));
    return `${everyText(schedule.months.every, t)} ${days}`;
  };
}
