/** What changed in an entry's values: only that is written, so that two people who change different fields meet no conflict. */

import type { Json } from '../../core/calls';

/** The values that differ; what was cleared is an empty text, as the core takes it. */
export function changedOf(before: Json, after: Json): Json {
  const changed: Json = {};
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (!(name in after)) changed[name] = '';
    else if (JSON.stringify(before[name]) !== JSON.stringify(after[name])) changed[name] = after[name];
  }
  return changed;
}

/** A revision on its way: which state of the entry it was begun upon, what that said, and what it is to say. */
export interface Revision {
  /** The latest acts of the entry at that time, in any order. */
  base: readonly string[];
  before: Json;
  values: Json;
}

/** A revision that was just begun. */
export function revisionOf(base: readonly string[], values: Json): Revision {
  return { base, before: values, values };
}

/** Whether anything was written. */
export function isWritten({ before, values }: Revision): boolean {
  return JSON.stringify(before) !== JSON.stringify(values);
}

/** Whether a revision was begun upon the entry as it is now. */
export function isUpon(revision: Revision, now: Revision): boolean {
  return revision.base.length === now.base.length && revision.base.every((act) => now.base.includes(act));
}

/** What was written, upon the entry as it is now: where both sides wrote, this one's holds. */
export function upon(revision: Revision, now: Revision): Revision {
  return { ...now, values: { ...now.before, ...changedOf(revision.before, revision.values) } };
}
