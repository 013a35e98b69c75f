/** What offices and members of staff are called, by id. */

import { useMemo } from 'react';

import type { Office } from '../generated';
import { useCall } from './hooks';

/** Names by id; an id that is not known is shown as it is. */
export interface Names {
  office(id: string | null | undefined): string;
  staff(id: string | null | undefined): string;
  /** Every office, each after the one above it. */
  offices: readonly Office[];
}

/** The directory's names. */
export function useNames(): Names {
  const offices = useCall('office.list', {}).data?.offices;
  const staff = useCall('staff.list', {}).data?.staff;
  return useMemo(() => {
    const known = new Map<string, string>();
    for (const { id, name } of [...(offices ?? []), ...(staff ?? [])]) known.set(id, name);
    const called = (id: string | null | undefined) => (id === null || id === undefined ? '' : (known.get(id) ?? id));
    return { office: called, staff: called, offices: offices ?? [] };
  }, [offices, staff]);
}
