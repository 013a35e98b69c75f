import { expect, test } from 'vitest';

import type { DeviceLine } from '../../generated';
import { deedsOf, stateOf } from './state';

const line: DeviceLine = { device: 'town-pc', office: 'town', staff: 'wang', name: '镇办电脑', granted_at_ms: 0, revoked: false, list_complete: false };
const county = { device: 'county-pc', is_authority: true };

test('a device that did not come in time stands apart', () => {
  expect(stateOf(line, 100)).toBe('in');
  expect(stateOf({ ...line, until_ms: 99 }, 100)).toBe('lapsed');
  expect(stateOf({ ...line, until_ms: 100 }, 100)).toBe('in');
});

test('one that was shut out is settled once it is signed how far its writing counts', () => {
  expect(stateOf({ ...line, revoked: true, until_ms: 1 }, 100)).toBe('out_open');
  expect(stateOf({ ...line, revoked: true, list_complete: true }, 100)).toBe('out');
});

test('nothing is done about one that was shut out, and none shuts itself out', () => {
  expect(deedsOf({ ...line, revoked: true }, county)).toEqual([]);
  expect(deedsOf({ ...line, device: 'county-pc' }, county)).toEqual(['renew']);
});

test('only the county’s device entrusts others', () => {
  expect(deedsOf(line, county)).toEqual(['renew', 'delegate', 'revoke']);
  expect(deedsOf(line, { ...county, is_authority: false })).toEqual(['renew', 'revoke']);
  const delegation = { holds: true, office: 'town', office_name: '石桥镇', until_ms: 1 };
  expect(deedsOf({ ...line, delegation }, county)).toEqual(['renew', 'end_delegation', 'revoke']);
});
