/** Who sits at this desk, as far as menus and screens ask. What somebody may do is decided by the model alone. */

import type { Answers } from '../generated';
import { useCall } from './hooks';

/** This device and its person. */
export type Me = Answers['status'];

/** Who sits here; undefined until the first answer. */
export function useMe(): Me | undefined {
  return useCall('status', {}).data;
}

/** Whether this device signs for the county or a part of it. */
export function administers(me: Me): boolean {
  return me.is_authority || me.is_delegate;
}
