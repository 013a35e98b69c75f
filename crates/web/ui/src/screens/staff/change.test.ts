import { expect, test } from 'vitest';

import type { Staff } from '../../generated';
import { revisionOf, typedOf } from './change';

const wang: Staff = {
  id: 'vpwbwpy5x3fm42zdugzgcjcb5q',
  office: 'town',
  name: '王芳',
  title: '镇长',
  is_head: true,
  is_team_member: true,
  roles: ['finance'],
  active: true,
  revision: 1,
  since: '2026-09-01T00:00:00Z',
};
const typed = typedOf(wang);

test('what stays as it is makes no revision', () => {
  expect(revisionOf(wang, typed)).toBeNull();
  expect(revisionOf({ ...wang, roles: ['finance', 'auditor'] }, { ...typed, roles: ['auditor', 'finance'] })).toBeNull();
});

test('only what was changed is recorded', () => {
  expect(revisionOf(wang, { ...typed, title: ' 书记 ' })).toEqual({ staff: wang.id, title: '书记' });
  expect(revisionOf(wang, { ...typed, name: '王 方 ' })).toEqual({ staff: wang.id, name: '王 方' });
  expect(revisionOf(wang, { ...typed, head: false, active: false })).toEqual({ staff: wang.id, no_head: true, inactive: true });
  expect(revisionOf(wang, { ...typed, office: 'county' })).toEqual({ staff: wang.id, office: 'county' });
});

test('the last function that goes is said as such', () => {
  expect(revisionOf(wang, { ...typed, roles: [] })).toEqual({ staff: wang.id, no_roles: true });
  expect(revisionOf(wang, { ...typed, roles: ['auditor'] })).toEqual({ staff: wang.id, roles: ['auditor'] });
});
