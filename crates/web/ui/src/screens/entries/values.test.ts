import { expect, it } from 'vitest';

import { changedOf, isUpon, isWritten, revisionOf, upon } from './values';

it('writes what changed and nothing else', () => {
  const before = { title: '例会', on: '2026-11-01', agenda: ['a', 'b'], place: '二楼' };
  expect(changedOf(before, { ...before })).toEqual({});
  expect(changedOf(before, { title: '例会', on: '2026-11-02', agenda: ['a', 'b', 'c'] })).toEqual({ on: '2026-11-02', agenda: ['a', 'b', 'c'], place: '' });
});

it('remembers what a revision was begun upon, and puts it upon what came since', () => {
  const begun = revisionOf(['a'], { title: '例会', place: '二楼', on: '2026-11-01' });
  expect(isWritten(begun)).toBe(false);
  const revision = { ...begun, values: { title: '例会', on: '2026-11-02' } };
  expect([isWritten(revision), isUpon(revision, revisionOf(['a'], begun.before))]).toEqual([true, true]);
  const now = revisionOf(['b'], { title: '周例会', place: '二楼', on: '2026-11-01' });
  expect(isUpon(revision, now)).toBe(false);
  expect(upon(revision, now)).toEqual({ base: ['b'], before: now.before, values: { title: '周例会', place: '', on: '2026-11-02' } });
});
