import { expect, test } from 'vitest';

import { needsRest } from './firstCalls';

test('what a first visit asks needs no second part, but for a key made of a passphrase', () => {
  expect(needsRest({ name: 'case.list', params: '{}' })).toBe(false);
  expect(needsRest({ name: 'shell.create', params: '{}' })).toBe(false);
  expect(needsRest({ name: 'shell.create', params: JSON.stringify({ passphrase: 'x' }) })).toBe(true);
  expect(needsRest({ name: 'case.register', params: '{}' })).toBe(true);
});
