/** What the ledger's list is narrowed to. It stands in the address, so that figures can open to their cases and views can be kept. */

import type { CaseLine } from '../../generated';
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

/** The cases that fit, in order. Search, stage and open questions are the core's part. */
export function narrowed(cases: readonly CaseLine[], filter: Filter): readonly CaseLine[] {
  const { home, area, from, until, order } = filter;
  const fits = (row: CaseLine) =>
    (home === null || row.home === home) &&
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
