import { expect, test } from 'vitest';

import { diffOf, gainedAndLost } from './diff';

const limit = { id: 'accept-15d', name: '受理告知', length: 15, met_by: ['accepted', 'declined'] };

test('what is the same makes no change, however its members stand', () => {
  expect(diffOf({ a: 1, b: [limit] }, { b: [{ ...limit }], a: 1 })).toEqual([]);
});

test('a thing in a list is named as people call it', () => {
  expect(diffOf({ deadlines: [limit] }, { deadlines: [{ ...limit, length: 10 }] })).toEqual([
    { path: ['deadlines', '受理告知', 'length'], before: 15, after: 10 },
  ]);
});

test('what joins and what leaves a list is told whole', () => {
  const other = { id: 'other', name: '另一项' };
  expect(diffOf([limit], [limit, other])).toEqual([{ path: ['另一项'], before: undefined, after: other }]);
  expect(diffOf([limit, other], [other])).toEqual([{ path: ['受理告知'], before: limit, after: undefined }]);
  expect(diffOf([], [other])).toEqual([{ path: ['另一项'], before: undefined, after: other }]);
});

test('a change of order alone is one change', () => {
  const colours = [
    { id: 'red', label: '红' },
    { id: 'blue', label: '蓝' },
  ];
  expect(diffOf({ colours }, { colours: colours.toReversed() })).toEqual([
    { path: ['colours'], before: ['红', '蓝'], after: ['蓝', '红'], order: true },
  ]);
});

test('of a list of days, what it gained and lost is told', () => {
  const [change] = diffOf({ holidays: ['2026-01-01', '2026-01-02'] }, { holidays: ['2026-01-01', '2026-01-03'] });
  expect(change && gainedAndLost(change)).toEqual({ gained: ['2026-01-03'], lost: ['2026-01-02'] });
  expect(gainedAndLost({ path: [], before: 15, after: 10 })).toBeNull();
});

test('takes what is nothing and what is left out for the same', () => {
  expect(diffOf({ categories: [{ id: 'land', parent: null }], national: null }, { categories: [{ id: 'land' }] })).toEqual([]);
  expect(diffOf({ years: null }, { years: 30 })).toEqual([{ path: ['years'], before: null, after: 30 }]);
});
