import { expect, test } from 'vitest';

import { NEXT, type Part, wholeList } from './whole';

const row = (n: number) => ({ id: `${n}` });
const rows = (count: number) => Array.from({ length: count }, (_, n) => row(n));
const part = (of: { id: string }[], { limit, offset }: { limit: number; offset: number }): Part<{ id: string }> => ({
  cases: of.slice(offset, offset + limit),
  total: of.length,
});

test.each([0, 1, NEXT, NEXT + 1, 3 * NEXT])('a list of %i is read whole', async (count) => {
  const of = rows(count);
  expect(await wholeList(async (at) => part(of, at), () => false)).toEqual(of);
});

test('what moves back while it is read stands there once', async () => {
  const of = rows(2 * NEXT);
  const read = async (at: { limit: number; offset: number }) => {
    const found = part(of, at);
    // Somebody registers one more: it comes first, and the last of this part is the first of the next.
    of.unshift(row(10 * NEXT));
    return found;
  };
  const ids = (await wholeList(read, () => false))?.map(({ id }) => id) ?? [];
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toContain(`${NEXT - 1}`);
});

test('nobody is asked for what nobody wants any more', async () => {
  let asked = 0;
  const read = async (at: { limit: number; offset: number }) => {
    asked += 1;
    return part(rows(5 * NEXT), at);
  };
  expect(await wholeList(read, () => asked === 2)).toBeUndefined();
  expect(asked).toBe(2);
});
