/**
 * The cases of the list: the first page at once, all of them right behind it, so that ten thousand scroll without a gap. They are asked
 * for some at a time, so that whoever types meanwhile is answered in between. The first page follows every change; the whole list
 * follows a moment after the last of a series, because a sync changes many cases in a row.
 */

import { useEffect, useMemo, useState } from 'react';

import { call, link } from '../../core/core';
import type { Failure } from '../../core/failure';
import { useCall } from '../../core/hooks';
import type { CaseLine, Params } from '../../generated';
import { type Filter, inArea, paramsOf } from './filter';
import { wholeList } from './whole';

const FIRST = 100;
const SETTLED_MS = 1_500;

/** The cases that fit a filter. */
export interface Found {
  /** Undefined until the first answer. */
  cases: readonly CaseLine[] | undefined;
  /** How many the core found, before the area narrowed them. */
  total: number;
  /** Whether `cases` is all of them, and not the first page alone. */
  whole: boolean;
  failure: Failure | null;
}

/** How often something changed, counted once for each series of changes. */
function useChanges(): number {
  const [changes, setChanges] = useState(0);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = link.on((event) => {
      if (event.event !== 'changed') return;
      clearTimeout(timer);
      timer = setTimeout(() => setChanges((n) => n + 1), SETTLED_MS);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, []);
  return changes;
}

/** The list as it was read. */
interface Whole {
  key: string;
  cases: readonly CaseLine[];
  /** What changes while it is read in parts may be missing: until it is read again it is good to look at and no more. */
  changed: boolean;
}

/** All that fit; undefined until they are there, or where there is no need of them. */
function useWhole(params: Params['case.list'], wanted: boolean): Whole | undefined {
  const key = JSON.stringify(params);
  const changes = useChanges();
  const [kept, setKept] = useState<Whole | null>(null);
  useEffect(() => {
    if (!wanted) return;
    let [gone, changed] = [false, false];
    const stop = link.on((event) => {
      changed ||= event.event === 'changed';
    });
    const asked = JSON.parse(key) as Params['case.list'];
    wholeList((at) => call('case.list', { ...asked, ...at }), () => gone).then(
      (cases) => cases === undefined || setKept({ key, cases, changed }),
      // The first page says why.
      () => undefined,
    );
    return () => {
      gone = true;
      stop();
    };
  }, [key, wanted, changes]);
  return wanted && kept?.key === key ? kept : undefined;
}

/** Asks for the cases that fit. */
export function useCases(filter: Filter): Found {
  const params = useMemo(() => paramsOf(filter), [filter]);
  const first = useCall('case.list', { ...params, limit: FIRST });
  const total = first.data?.total ?? 0;
  const all = useWhole(params, !first.earlier && total > FIRST);
  const lines = all?.cases ?? first.data?.cases;
  const cases = useMemo(() => (lines === undefined ? undefined : inArea(lines, filter)), [lines, filter]);
  return { cases, total, whole: all?.changed === false || total <= FIRST, failure: first.failure };
}
