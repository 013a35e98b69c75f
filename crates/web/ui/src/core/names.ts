/** What offices and members of staff are called, by id. */

import { useMemo } from 'react';

import { type Names, namesOf } from './directory';
import { useCall } from './hooks';

/** The directory's names; none until the first answer. */
export function useNames(): Names {
  const offices = useCall('office.list', {}).data?.offices;
  const staff = useCall('staff.list', {}).data?.staff;
  return useMemo(() => namesOf(offices ?? [], staff ?? []), [offices, staff]);
}
