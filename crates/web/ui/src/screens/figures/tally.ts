/** Cases counted by something that is theirs: a stage, a month, a place. Each count says where its cases are listed. */

import { placeWith, type Changes } from '../../core/place';
import type { CaseLine } from '../../generated';

/** One count. */
export interface Bar {
  name: string;
  n: number;
  /** Where its cases are listed; null: they are in no one list. */
  href: string | null;
}

/** Counts of what `of` says of each case, the most first. */
export function tally(cases: readonly CaseLine[], of: (row: CaseLine) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const row of cases) counts.set(of(row), (counts.get(of(row)) ?? 0) + 1);
  return new Map([...counts].toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)));
}

/** The place of a list: what all counts have in common, and what this one adds. */
export function listOf(common: string, more: Changes): string {
  return placeWith('/cases', common, more);
}

/** The days of a month, `2026-11`. */
export function daysOf(month: string): { from: string; until: string } {
  const last = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).getUTCDate();
  return { from: `${month}-01`, until: `${month}-${last}` };
}

/** Those of these days that all counts are of. */
export function within({ from, until }: { from: string; until: string }, common: string): { from: string; until: string } {
  const asked = new URLSearchParams(common);
  const [first, last] = [asked.get('from') ?? from, asked.get('until') ?? until];
  return { from: first > from ? first : from, until: last < until ? last : until };
}

/** Every month from the first to the last, those without a case too; the latest so many. */
export function months(found: readonly string[], most: number): string[] {
  const sorted = found.filter((month) => /^\d{4}-\d{2}$/.test(month)).toSorted();
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined) return [];
  const all: string[] = [];
  for (let at = last; at >= first && all.length < most; ) {
    all.unshift(at);
    const [year, month] = at.split('-').map(Number) as [number, number];
    at = month === 1 ? `${year - 1}-12` : `${year}-${String(month - 1).padStart(2, '0')}`;
  }
  return all;
}
