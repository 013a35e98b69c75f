/** The cases of the list: the first page at once, all of them behind it. */

import { useMemo } from 'react';

import type { Failure } from '../../core/failure';
import { useCall } from '../../core/hooks';
import { useNames } from '../../core/names';
import type { CaseLine } from '../../generated';
import { type Filter, narrowed } from './filter';

const FIRST = 100;
/** More than a county has in ten years. */
const ALL = 200_000;

/** The cases that fit a filter. */
export interface Found {
  /** Undefined until the first answer. */
  cases: readonly CaseLine[] | undefined;
  /** How many the core found before places and days narrowed them. */
  of: number;
  failure: Failure | null;
}

/** Asks for the cases that fit. */
export function useCases(filter: Filter): Found {
  const { search, stage, disputes, conflicts } = filter;
  const { offices } = useNames();
  const params = {
    ...(search.trim() === '' ? {} : { search: search.trim() }),
    ...(stage === null ? {} : { stage }),
    ...(disputes ? { disputes } : {}),
    ...(conflicts ? { conflicts } : {}),
  };
  const first = useCall('case.list', { ...params, limit: FIRST });
  const whole = useCall('case.list', (first.data?.cases.length ?? 0) < FIRST || first.earlier ? null : { ...params, limit: ALL });
  const lines = whole.data === undefined || whole.earlier || (first.data?.cases.length ?? 0) < FIRST ? first.data?.cases : whole.data.cases;
  const cases = useMemo(() => (lines === undefined ? undefined : narrowed(lines, filter, offices)), [lines, filter, offices]);
  return { cases, of: lines?.length ?? 0, failure: first.failure ?? whole.failure };
}
