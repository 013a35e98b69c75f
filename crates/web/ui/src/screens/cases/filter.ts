/** What the ledger's list is narrowed to. It stands in the address, so that figures can open to their cases and views can be kept. */

import type { CaseLine, Office } from '../../generated';
import type { Changes } from '../../core/place';

/** The orders. The first is the core's own. */
export const ORDERS = ['touched', 'due', 'received', 'number'] as const;
/** An order. */
export type Order = (typeof ORDERS)[number];

/** A filter. */
export interface Filter {
  search: string;
  stage: string | null;
  home: string | null;
  area: string;
  from: string | null;
  until: string | null;
  disputes: boolean;
  conflicts: boolean;
  order: Order;
}

/** What a place asks for. */
export function filterOf(asked: URLSearchParams): Filter {
  return {
    search: asked.get('q') ?? '',
    stage: asked.get('stage'),
    home: asked.get('home'),
    area: asked.get('area') ?? '',
    from: asked.get('from'),
    until: asked.get('until'),
    disputes: asked.has('disputes'),
    conflicts: asked.has('conflicts'),
    order: ORDERS.find((order) => order === asked.get('order')) ?? 'touched',
  };
}

/** What a place with nothing but the search asks for. */
export const CLEARED: Changes = { stage: null, home: null, area: null, from: null, until: null, disputes: null, conflicts: null };

/** How many filters are on. */
export function countOf(filter: Filter): number {
  const { stage, home, area, from, until, disputes, conflicts } = filter;
  return [stage, home, area, from, until, disputes, conflicts].filter(Boolean).length;
}

const LAST = '9999';

/** An office and all below it. */
export function withBelow(offices: readonly Office[], office: string): ReadonlySet<string> {
  const found = new Set([office]);
  for (let before = 0; before < found.size; ) {
    before = found.size;
    for (const { id, parent } of offices) if (parent && found.has(parent)) found.add(id);
  }
  return found;
}

/** The cases that fit, in order. Search, stage and open questions are the core's part. `offices`: those the home office is looked for among. */
export function narrowed(cases: readonly CaseLine[], filter: Filter, offices: readonly Office[]): readonly CaseLine[] {
  const { home, area, from, until, order } = filter;
  const homes = home === null ? null : withBelow(offices, home);
  const fits = (row: CaseLine) =>
    (homes === null || homes.has(row.home)) &&
    (area === '' || row.area.includes(area)) &&
    (from === null || (row.received_on ?? '') >= from) &&
    (until === null || (row.received_on ?? LAST) <= until);
  const kept = home === null && area === '' && from === null && until === null ? cases : cases.filter(fits);
  switch (order) {
    case 'touched':
      return kept;
    case 'due':
      return kept.toSorted((a, b) => compare(a.due ?? LAST, b.due ?? LAST));
    case 'received':
      return kept.toSorted((a, b) => compare(b.received_on ?? '', a.received_on ?? ''));
    case 'number':
      return kept.toSorted((a, b) => compare(a.number, b.number));
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
