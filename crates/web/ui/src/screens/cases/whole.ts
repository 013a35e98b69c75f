/** A long list, read some at a time, so that whoever types meanwhile is answered in between. */

/** Of the whole list, at a time. */
export const NEXT = 500;

/** Some of the list, and how long it is. */
export interface Part<T> {
  cases: readonly T[];
  total: number;
}

/** All of it, each once, though some move while it is read; undefined once nobody wants them any more. */
export async function wholeList<T extends { id: string }>(
  read: (at: { limit: number; offset: number }) => Promise<Part<T>>,
  isGone: () => boolean,
): Promise<readonly T[] | undefined> {
  const all = new Map<string, T>();
  for (let offset = 0; ; offset += NEXT) {
    const { cases, total } = await read({ limit: NEXT, offset });
    if (isGone()) return undefined;
    for (const line of cases) all.set(line.id, line);
    if (offset + NEXT >= total) return [...all.values()];
  }
}
