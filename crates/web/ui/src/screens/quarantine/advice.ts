/** What somebody can do about a thing that was not taken in, by the reason for it. */

/** The kinds of advice. */
export type Advice = 'update' | 'wait' | 'rights' | 'suspect' | 'local';

const ADVICE: { [code: string]: Advice } = {
  unsupported_version: 'update',
  missing_deps: 'wait',
  seq_gap: 'wait',
  stale: 'wait',
  unknown_reference: 'wait',
  unknown_document: 'wait',
  waiting_room_full: 'wait',
  not_opened: 'wait',
  not_enrolled: 'rights',
  revoked: 'rights',
  not_in_audience: 'rights',
  not_allowed: 'rights',
  withdrawn: 'rights',
  grant_expired: 'rights',
  storage: 'local',
  suspect_crashed: 'local',
};

/** The advice for a reason; whatever stands in no list here may have been tampered with. */
export function adviceOf(code: string): Advice {
  return ADVICE[code] ?? 'suspect';
}
