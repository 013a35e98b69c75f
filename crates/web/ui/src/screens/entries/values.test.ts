import { expect, it } from 'vitest';

import { changedOf } from './values';

it('writes what changed and nothing else', () => {
  const before = { title: '例会', on: '2026-11-01', agenda: ['a', 'b'], place: '二楼' };
  expect(changedOf(before, { ...before })).toEqual({});
  expect(changedOf(before, { title: '例会', on: '2026-11-02', agenda: ['a', 'b', 'c'] })).toEqual({ on: '2026-11-02', agenda: ['a', 'b', 'c'], place: '' });
});
