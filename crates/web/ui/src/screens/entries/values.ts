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
