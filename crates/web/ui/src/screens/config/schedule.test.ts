import { expect, it } from 'vitest';

import { BLANK, isWhole, wayOf } from './schedule';

it('knows every way by its schedule', () => {
  for (const [way, schedule] of Object.entries(BLANK)) expect(wayOf(schedule)).toBe(way);
});

it('is whole once it names a day, where it has to', () => {
  expect(isWhole(undefined)).toBe(false);
  expect(isWhole({ on: [] })).toBe(false);
  expect(isWhole({ on: ['2026-12-31'] })).toBe(true);
  expect(isWhole({ months: { every: 3, days: [] } })).toBe(false);
  expect(isWhole('at_once')).toBe(true);
});
