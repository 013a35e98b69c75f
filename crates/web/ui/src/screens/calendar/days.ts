/** Weeks and months of days, `2026-11-22`. Weeks begin on Monday, as in China. */

const DAY_MS = 86_400_000;

function at(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}

function text(date: Date): string {
  return date.toISOString().slice(0, 10);
}

/** So many days later, or earlier. */
export function plusDays(day: string, days: number): string {
  return text(new Date(at(day).getTime() + days * DAY_MS));
}

/** The Monday of a day's week. */
export function mondayOf(day: string): string {
  return plusDays(day, -((at(day).getUTCDay() + 6) % 7));
}

/** The first day of a month so many months later, or earlier. */
export function plusMonths(day: string, months: number): string {
  const date = at(day);
  return text(new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1)));
}

/** The seven days of a day's week. */
export function weekOf(day: string): string[] {
  const monday = mondayOf(day);
  return Array.from({ length: 7 }, (_, index) => plusDays(monday, index));
}

/** The whole weeks that hold a day's month. */
export function monthOf(day: string): string[][] {
  const first = plusMonths(day, 0);
  const next = plusMonths(day, 1);
  const weeks: string[][] = [];
  for (let monday = mondayOf(first); monday < next; monday = plusDays(monday, 7)) weeks.push(weekOf(monday));
  return weeks;
}
