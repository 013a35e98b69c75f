/**
 * Dates, moments and amounts in the usage of the person's language. Times are shown as in China (UTC+8), wherever the machine
 * stands; days come from the core as `2026-11-22` and are never made from the page's clock.
 */

import type { Language } from '../core/protocol';

const WEEKDAYS = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const DAY_MS = 86_400_000;
const CHINA_MS = 8 * 3_600_000;

/** A day's parts; null where the text is no day. */
function parts(day: string): { year: number; month: number; date: number; weekday: number; number: number } | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(day);
  if (match === null) return null;
  const [year, month, date] = match.slice(1).map(Number) as [number, number, number];
  const at = Date.UTC(year, month - 1, date);
  return { year, month, date, weekday: new Date(at).getUTCDay(), number: at / DAY_MS };
}

/** `2026年11月22日`, on demand with its weekday; `brief` leaves out the year. */
export function dayText(day: string, language: Language, { weekday = false, brief = false } = {}): string {
  const at = parts(day);
  if (at === null) return day;
  if (language === 'zh') {
    const text = `${brief ? '' : `${at.year}年`}${at.month}月${at.date}日`;
    return weekday ? `${text} ${WEEKDAYS[at.weekday]}` : text;
  }
  const text = `${at.date} ${MONTHS[at.month - 1]}${brief ? '' : ` ${at.year}`}`;
  return weekday ? `${DAYS[at.weekday]} ${text}` : text;
}

/** The day in China of a moment in milliseconds since 1970. */
export function dayOf(ms: number): string {
  return new Date(ms + CHINA_MS).toISOString().slice(0, 10);
}

/** `2026年11月22日 14:05`; of today only the time. */
export function momentText(ms: number, language: Language, now_ms: number): string {
  const time = new Date(ms + CHINA_MS).toISOString().slice(11, 16);
  const day = dayOf(ms);
  const today = dayOf(now_ms);
  if (day === today) return language === 'zh' ? `今天 ${time}` : `today ${time}`;
  return `${dayText(day, language, { brief: day.slice(0, 4) === today.slice(0, 4) })} ${time}`;
}

/** Days from one day to another; negative where it has passed. */
export function daysBetween(from: string, to: string): number | null {
  const [a, b] = [parts(from), parts(to)];
  return a === null || b === null ? null : b.number - a.number;
}

/** `1,200.50元` from fen. */
export function moneyText(fen: number, language: Language): string {
  const yuan = (fen / 100).toLocaleString('en', { minimumFractionDigits: fen % 100 === 0 ? 0 : 2, maximumFractionDigits: 2 });
  return language === 'zh' ? `${yuan}元` : `CNY ${yuan}`;
}

/** Fen from what was typed in yuan; null where it is no amount. */
export function fenOf(typed: string): number | null {
  // Digits and marks of full width are those of half width.
  const match = /^(\d{1,12})(?:\.(\d{1,2}))?$/.exec(typed.normalize('NFKC').replaceAll(/[,\s]/g, '').replace(/元$/, ''));
  if (match === null) return null;
  return Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
}
