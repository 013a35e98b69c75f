import { expect, it } from 'vitest';

import type { Answers } from '../../generated';
import { changesOf, named, standing, touched } from './party';

const party = { id: 'p', home: 'h', name: '陈玉兰', id_type: 'resident', id_number: '**************0012', phone: '13900000000', address: '三合村', preferred_contact: '', conflicts: [], disputes: [] };
const shown: Answers['party.show'] = { party, readers: [], names: {} };

it('corrects what was typed otherwise and nothing else', () => {
  expect(changesOf(shown, false, '陈玉兰', { phone: ' 13900000000 ', address: '三合村六组', preferred_contact: 'phone' })).toEqual({ address: '三合村六组', preferred_contact: 'phone' });
  expect(changesOf(shown, false, '陈玉莲', {})).toEqual({ name: '陈玉莲' });
  expect(named({ address: 'x', preferred_contact: 'visit' })).toEqual({ address: 'x', contact: 'visit' });
});

it('never writes a masked number back', () => {
  expect(changesOf(shown, false, '陈玉兰', { id_number: '' })).toEqual({});
  expect(changesOf(shown, true, '陈玉兰', { id_number: '' })).toEqual({ id_number: '' });
});

it('keeps of a correction what was typed, as it was typed', () => {
  const stands = standing(shown, false);
  expect(touched(stands, { ...stands, name: '陈玉兰 ', phone: '' })).toEqual({ name: '陈玉兰 ', phone: '' });
  expect(touched(stands, stands)).toEqual({});
  expect(touched(standing(shown, true), { id_number: '' })).toEqual({ id_number: '' });
});
