/** Short names for what is added by a form: nobody has to think of one. */

/** The first of `of-1`, `of-2`, .. that none has. */
export function unusedId(of: string, among: readonly { id?: unknown }[]): string {
  const taken = new Set(among.map(({ id }) => id));
  let n = 1;
  while (taken.has(`${of}-${n}`)) n += 1;
  return `${of}-${n}`;
}
