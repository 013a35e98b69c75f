/** The reception calendar: reception days, meetings, and what is due around them; a grid on a desk, a list on a phone. */

import { LeftOutlined, PlusOutlined, RightOutlined } from '@ant-design/icons';
import { Button, Segmented } from 'antd';
import { Link, useLocation } from 'wouter';

import { useCall } from '../../core/hooks';
import { useAsked } from '../../core/place';
import { useSettings } from '../../core/settings';
import type { Answers } from '../../generated';
import { FailureNote } from '../../parts/FailureNote';
import { dayOf, dayText } from '../../parts/format';
import { Nothing, PageHead } from '../../parts/Page';
import { useShortcut } from '../../parts/shortcuts';
import { usePhone } from '../../theme/layout';
import { useT } from '../../words';
import { monthOf, plusDays, plusMonths, weekOf } from './days';
import { Happening } from './Happening';

/** What happens on a day. */
export type Happens = Answers['calendar']['days'][number];

/** The page of the calendar. */
export default function Calendar() {
  const t = useT();
  const phone = usePhone();
  const { language } = useSettings();
  const [asked, change] = useAsked();
  const [, go] = useLocation();
  const today = dayOf(Date.now());
  const on = /^\d{4}-\d{2}-\d{2}$/.test(asked.get('on') ?? '') ? (asked.get('on') as string) : today;
  const weekly = asked.get('view') === 'week';
  const weeks = weekly ? [weekOf(on)] : monthOf(on);
  const [from, until] = [weeks[0]?.[0] ?? on, weeks.at(-1)?.at(-1) ?? on];
  const { data, failure } = useCall('calendar', { from, until });
  const move = (steps: number) => change({ on: weekly ? plusDays(on, 7 * steps) : plusMonths(on, steps) });
  useShortcut('[', t('calendar.before'), () => move(-1));
  useShortcut(']', t('calendar.after'), () => move(1));
  useShortcut('t', t('calendar.today'), () => change({ on: null }));
  useShortcut('n', t('calendar.new'), () => go('/entries/new/reception'));
  const month = language === 'zh' ? `${on.slice(0, 4)}年${Number(on.slice(5, 7))}月` : dayText(on, 'en').replace(/^\d+ /, '');
  const name = weekly ? `${dayText(from, language)} – ${dayText(until, language, { brief: true })}` : month;
  return (
    <div className="body">
      <PageHead
        title={t('calendar.title')}
        about={<span aria-live="polite">{name}</span>}
        actions={
          <>
            <Button icon={<LeftOutlined />} aria-label={t('calendar.before')} onClick={() => move(-1)} />
            <Button onClick={() => change({ on: null })}>{t('calendar.today')}</Button>
            <Button icon={<RightOutlined />} aria-label={t('calendar.after')} onClick={() => move(1)} />
            <Segmented
              aria-label={t('calendar.view')}
              value={weekly ? 'week' : 'month'}
              options={(['month', 'week'] as const).map((value) => ({ value, label: t(`calendar.${value}`) }))}
              onChange={(view) => change({ view: view === 'week' ? 'week' : null })}
            />
            <Link href="/entries/new/reception" asChild>
              <Button type="primary" icon={<PlusOutlined />}>
                {t('calendar.new')}
              </Button>
            </Link>
          </>
        }
      />
      <FailureNote failure={failure} />
      {phone ? (
        <Listed days={(data?.days ?? []).filter((day) => weekly || day.on.slice(0, 7) === on.slice(0, 7))} />
      ) : (
        <Grid weeks={weeks} days={data?.days ?? []} today={today} month={weekly ? null : on.slice(0, 7)} />
      )}
    </div>
  );
}

function Grid({ weeks, days, today, month }: { weeks: string[][]; days: readonly Happens[]; today: string; month: string | null }) {
  const t = useT();
  const { language } = useSettings();
  const weekday = (day: string) => dayText(day, language, { weekday: true }).split(' ')[language === 'zh' ? 1 : 0];
  return (
    <table className={month === null ? 'days week' : 'days'}>
      <thead>
        <tr>
          {weeks[0]?.map((day) => (
            <th key={day} scope="col">
              {weekday(day)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]}>
            {week.map((day) => (
              <td key={day} className={`${day === today ? 'today' : ''}${month !== null && day.slice(0, 7) !== month ? ' other' : ''}`}>
                <Link href={`/entries/new/reception?on=${day}`} className="day" title={t('calendar.new')} aria-label={t('calendar.new_on', { day: dayText(day, language) })}>
                  {Number(day.slice(8))}
                </Link>
                {days
                  .filter((one) => one.on === day)
                  .map((one) => (
                    <Happening key={`${one.entry} ${one.rule}`} of={one} />
                  ))}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Listed({ days }: { days: readonly Happens[] }) {
  const t = useT();
  const { language } = useSettings();
  if (days.length === 0) return <Nothing text={t('calendar.none')} />;
  const dates = [...new Set(days.map(({ on }) => on))];
  return (
    <ul className="stack" style={{ listStyle: 'none' }}>
      {dates.map((date) => (
        <li key={date} className="section">
          <header>
            <h2>{dayText(date, language, { weekday: true })}</h2>
          </header>
          <div className="inner stack" style={{ gap: 10 }}>
            {days
              .filter(({ on }) => on === date)
              .map((one) => (
                <Happening key={`${one.entry} ${one.rule}`} of={one} />
              ))}
          </div>
        </li>
      ))}
    </ul>
  );
}
