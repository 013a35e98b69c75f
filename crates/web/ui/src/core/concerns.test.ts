import { expect, it } from 'vitest';

import { concerns } from './concerns';

const [ONE, OTHER] = ['a'.repeat(26), 'b'.repeat(26)];
const changed = (cases: string[] | null) => ({ event: 'changed' as const, cases });

it('asks again for the case that changed and for no other', () => {
  expect(concerns('case.show', { case: ONE }, changed([ONE]))).toBe(true);
  expect(concerns('case.show', { case: OTHER }, changed([ONE]))).toBe(false);
  expect(concerns('case.show', { case: 'SQ2026-0001' }, changed([ONE]))).toBe(true);
  expect(concerns('case.show', { case: OTHER }, changed(null))).toBe(true);
});

it('asks again for what is made of many cases, and not for what is made of none', () => {
  for (const name of ['case.list', 'inbox', 'today', 'entry.list', 'since']) expect(concerns(name, {}, changed([])), name).toBe(true);
  // A case near this one, a dispute between two: another case has a say in them.
  for (const name of ['case.candidates', 'dispute.list']) expect(concerns(name, { case: OTHER }, changed([ONE])), name).toBe(true);
  for (const name of ['staff.list', 'config.show', 'device.list']) {
    expect(concerns(name, {}, changed([ONE])), name).toBe(false);
    expect(concerns(name, {}, changed(null)), name).toBe(true);
  }
});
