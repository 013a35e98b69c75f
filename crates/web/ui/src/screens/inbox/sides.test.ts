import { describe, expect, it } from 'vitest';

import type { FieldConflict, StoryEntry } from '../../generated';
import { conflictName, writerOf } from './sides';

const entry = (n: number, device: string, value: string): StoryEntry => ({
  acts: {},
  at_ms: n,
  at_relay: false,
  concurrent_with: [],
  device,
  device_name: device,
  hash: String(n),
  n,
  office_name: '石桥镇',
  seen: [],
  staff_name: '王芳',
  touched: [{ what: 'field', name: 'area', replaced: 1, value }],
});
const conflict: FieldConflict = { field: 'area', values: [{ by: 'b', value: '七组' }, { by: 'a', value: '六组' }] };

describe('values that were written at once', () => {
  it('are told with the change that wrote each', () => {
    const entries = [entry(1, 'a', '三合村'), entry(2, 'a', '六组'), entry(3, 'b', '七组'), entry(4, 'a', '六组')];
    expect(writerOf({ by: 'a', value: '六组' }, conflict, entries)?.n).toBe(4);
    expect(writerOf({ by: 'b', value: '七组' }, conflict, entries)?.n).toBe(3);
    expect(writerOf({ by: 'c', value: '七组' }, conflict, entries)).toBeUndefined();
  });

  it('never take a field of the case for one of a claim', () => {
    const ofClaim = { ...conflict, claim: 'claim1' };
    expect(conflictName(conflict)).toBe('area');
    expect(conflictName(ofClaim)).toBe('claim1.area');
    expect(writerOf({ by: 'a', value: '六组' }, ofClaim, [entry(1, 'a', '六组')])).toBeUndefined();
  });
});
