/**
 * Which calls the first part of the core can be asked alone: those that a first visit makes, until somebody stands before today's work
 * (`tests/browser/scenarios/first-visit.mjs`). Any other waits for the rest. A list that has grown old costs that wait, or a worker.
 */

import type { Call } from './protocol';

const FIRST: ReadonlySet<string> = new Set([
  'case.list',
  'office.list',
  'shell.create',
  'shell.draft_get',
  'shell.draft_put',
  'shell.enrol',
  'shell.lock',
  'shell.state',
  'shell.sync',
  'staff.list',
  'status',
  'today',
  'words',
]);

/** Whether a call needs the rest, as far as its name tells. What makes a key of a passphrase lies there. */
export function needsRest({ name, params }: Pick<Call, 'name' | 'params'>): boolean {
  return !FIRST.has(name) || (name === 'shell.create' && params.includes('"passphrase"'));
}
