import { expect, test } from 'vitest';

import type { Office } from '../generated';
import { branchesOf, namesOf } from './directory';

const office = (id: string, parent: string | null): Office => ({ id, parent, code: id.toUpperCase(), kind: 'township', name: `${id} office` });
const shape = (offices: Office[]) => branchesOf(offices).map(({ office: { id }, depth }) => `${'-'.repeat(depth)}${id}`);

test('each office stands under the one above it', () => {
  expect(shape([office('village', 'town'), office('county', null), office('town', 'county'), office('bureau', 'county')])).toEqual([
    'county',
    '-town',
    '--village',
    '-bureau',
  ]);
});

test('an office without its upper office, and a circle, are shown all the same', () => {
  expect(shape([office('lost', 'gone'), office('a', 'b'), office('b', 'a')])).toEqual(['lost', 'a', 'b']);
});

test('what nobody here knows is named by its id', () => {
  const names = namesOf([office('county', null)], []);
  expect(names.office('county')).toBe('county office');
  expect(names.staff('abcdefghijkl')).toBe('abcdefghijkl');
  expect(names.office(null)).toBe('');
});
