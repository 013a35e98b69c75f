/** Which answers an event concerns: only those are asked for again, so that what a save costs follows what it changed. */

import type { CoreEvent } from './shell';

/** Of one case, and made of nothing but that case and of what is common to all. */
const OF_ONE_CASE = new Set([
  'act.forms',
  'audit.case',
  'case.as-of',
  'case.compare',
  'case.deadlines',
  'case.history',
  'case.show',
  'case.timeline',
  'delivery',
]);

/** Made of the county's records alone: no edit of a document changes them. */
const OF_NO_CASE = /^(approver|approval|config|county|device|enrol|office|staff)\.|^entry\.kinds$|^shell\./;

const ID = /^[a-z2-7]{26}$/;

/** Whether an answer may be another one after an event. */
export function concerns(name: string, params: unknown, event: CoreEvent): boolean {
  if (event.event === 'locked') return true;
  if (event.event === 'sync') return name === 'status';
  if (name === 'words' || name === 'schema') return false;
  if (event.cases == null) return true;
  if (OF_NO_CASE.test(name)) return false;
  if (!OF_ONE_CASE.has(name)) return true;
  const of = typeof params === 'object' && params !== null && 'case' in params ? params.case : undefined;
  return typeof of !== 'string' || !ID.test(of) || event.cases.includes(of);
}
