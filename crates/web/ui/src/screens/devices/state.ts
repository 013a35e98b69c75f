/** How a device stands, and what can be done about it. */

import type { DeviceLine } from '../../generated';

/** How it stands. */
export type DeviceState = 'in' | 'lapsed' | 'out' | 'out_open';

/** How a device stands at a moment. */
export function stateOf(line: DeviceLine, now_ms: number): DeviceState {
  if (line.revoked) return line.list_complete ? 'out' : 'out_open';
  const until = line.until_ms ?? null;
  return until !== null && until < now_ms ? 'lapsed' : 'in';
}

/** Something that can be done about a device. */
export type DeviceDeed = 'revoke' | 'renew' | 'delegate' | 'end_delegation';

/** What can be done about it here. A device does not shut itself out, and only the county's entrusts one with a part. */
export function deedsOf(line: DeviceLine, me: { device: string; is_authority: boolean }): DeviceDeed[] {
  if (line.revoked) return [];
  const deeds: DeviceDeed[] = ['renew'];
  const own = line.device === me.device;
  if (me.is_authority && !own) deeds.push(line.delegation?.holds === true ? 'end_delegation' : 'delegate');
  if (!own) deeds.push('revoke');
  return deeds;
}
