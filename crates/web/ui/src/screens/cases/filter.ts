/** What the ledger's list is narrowed to. It stands in the address, so that figures can open to their cases and views can be kept. */

import { type Changes, dayAsked } from '../../core/place';
import type { CaseLine, Params, RateSide, Sort, Standing } from '../../generated';

/** The orders. The first is the core's own. */
export const ORDERS = ['touched', 'due', 'received', 'number'] as const satisfies readonly Sort[];
/** Whether a case is closed. */
export const STANDINGS = ['open', 'closed'] as const satisfies readonly Standing[];

/** A filter. */
export interface Filter {
  search: string;
  stage: string | null;
  /** The home office, with those below it. */
  home: string | null;
  area: string;
  /** Whether that is all of the area and not a part of it. */
  whole: boolean;
  from: string | null;
  until: string | null;
  due: string | null;
  /** The figure whose cases are listed, and which side of it where it is a rate. */
  figure: string | null;
  part: RateSide;
  campaign: string | null;
  state: Standing | null;
  mine: boolean;
  disputes: boolean;
  conflicts: boolean;
  order: Sort;
}

/** What a place asks for. */
export function filterOf(asked: URLSearchParams): Filter {
  return {
    search: asked.get('q') ?? '',
    stage: asked.get('stage'),
    home: asked.get('home'),
    area: asked.get('area') ?? '',
    whole: asked.has('whole'),
    from: dayAsked(asked.get('from')),
    until: dayAsked(asked.get('until')),
    due: dayAsked(asked.get('due')),
    figure: asked.get('figure'),
    part: asked.get('part') === 'denominator' ? 'denominator' : 'numerator',
    campaign: asked.get('campaign'),
    state: STANDINGS.find((state) => state === asked.get('state')) ?? null,
    mine: asked.has('mine'),
    disputes: asked.has('disputes'),
    conflicts: asked.has('conflicts'),
    order: ORDERS.find((order) => order === asked.get('order')) ?? 'touched',
  };
}

/** What a place with nothing but the search asks for. */
export const CLEARED: Changes = {
  stage: null,
  home: null,
  area: null,
  whole: null,
  from: null,
  until: null,
  due: null,
  figure: null,
  part: null,
  campaign: null,
  state: null,
  mine: null,
  disputes: null,
  conflicts: null,
};

/** How many filters are on. */
export function countOf(filter: Filter): number {
  const { search: _search, order: _order, part: _part, whole: _whole, ...rest } = filter;
  return Object.values(rest).filter(Boolean).length;
}

/** What the core is asked for. */
export function paramsOf(filter: Filter): Params['case.list'] {
  const { search, stage, home, from, until, due, figure, part, campaign, state, mine, disputes, conflicts, order } = filter;
  return {
    ...(search.trim() === '' ? {} : { search: search.trim() }),
    ...(stage === null ? {} : { stage }),
    ...(home === null ? {} : { office: home, below: true }),
    ...(from === null ? {} : { received_from: from }),
    ...(until === null ? {} : { received_until: until }),
    ...(due === null ? {} : { due_until: due }),
    ...(figure === null ? {} : { figure }),
    ...(figure !== null && part === 'denominator' ? { part } : {}),
    ...(campaign === null ? {} : { campaign }),
    ...(state === null ? {} : { state }),
    ...(mine ? { mine } : {}),
    ...(disputes ? { disputes } : {}),
    ...(conflicts ? { conflicts } : {}),
    ...(order === 'touched' ? {} : { sort: order }),
  };
}

/** The cases of a place: the one filter that the core does not know, because an area is written as people write it. */
export function inArea(cases: readonly CaseLine[], { area, whole }: Pick<Filter, 'area' | 'whole'>): readonly CaseLine[] {
  return area === '' ? cases : cases.filter((row) => (whole ? row.area === area : row.area.includes(area)));
}
