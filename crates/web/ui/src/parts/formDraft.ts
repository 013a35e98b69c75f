/** What a form keeps of what was typed, and how it begins again: with what stands now, and what was typed laid over it. */

/** What was typed, and what the form began with. */
export interface DraftOf<V> {
  began: Partial<V>;
  typed: V;
}

/** The values of a form that is opened again. What nobody typed is as it is by now, also where others changed it meanwhile. */
export function begunWith<V extends object>(now: Partial<V>, kept: V | DraftOf<V> | null): Partial<V> {
  if (kept === null) return now;
  // An earlier version of the app kept all values and not what they were before.
  if (!('typed' in kept && 'began' in kept)) return { ...now, ...kept };
  const { began, typed } = kept;
  const changed = Object.entries(typed).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(began[name as keyof V]));
  return { ...now, ...(Object.fromEntries(changed) as Partial<V>) };
}
