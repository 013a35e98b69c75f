/** When a report of a campaign is due: the five ways that the configuration knows. */

import type { Schedule } from '../../generated';

/** A way. */
export type Way = 'on' | 'months' | 'weekly' | 'stage_ends' | 'at_once';

/** Every way, and what a schedule of it begins as. */
export const BLANK: Record<Way, Schedule> = {
  months: { months: { every: 1, days: [25] } },
  weekly: { weekly: { weekday: 5 } },
  on: { on: [] },
  stage_ends: 'stage_ends',
  at_once: 'at_once',
};

/** Months between two reports: they divide the year. */
export const EVERY = [1, 2, 3, 4, 6, 12] as const;

/** Days of the week, Monday first. */
export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

/** A weekday, as far as the configuration allows one. */
export function weekdayOf(n: number): (typeof WEEKDAYS)[number] {
  return WEEKDAYS.find((day) => day === n) ?? 1;
}

/** The way of a schedule. */
export function wayOf(schedule: Schedule): Way {
  return typeof schedule === 'string' ? schedule : (Object.keys(schedule)[0] as Way);
}

/** Whether a schedule names a day at all where its way asks for some. */
export function isWhole(schedule: Schedule | undefined): boolean {
  if (schedule === undefined) return false;
  if (typeof schedule === 'string' || 'weekly' in schedule) return true;
  return ('on' in schedule ? schedule.on : schedule.months.days).length > 0;
}
