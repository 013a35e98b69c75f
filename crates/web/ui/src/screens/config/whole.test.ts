import { expect, test } from 'vitest';

import { fieldsOf, missing } from '../../parts/form/shape';
import { unusedId } from './ids';
import { emptiable, tidied } from './whole';

test('a list of a configuration may be empty, what stands in it may not', () => {
  const items = { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] };
  const fields = emptiable(fieldsOf({ type: 'object', properties: { checklist: { type: 'array', items }, name: { type: 'string' } }, required: ['checklist', 'name'] }));
  expect(missing(fields, { checklist: [], name: 'x' })).toEqual([]);
  expect(missing(fields, { checklist: [{ name: '' }] })).toEqual(['name', 'checklist.0.name']);
});

test('what nobody said is left to the defaults', () => {
  expect(tidied({ name: ' x ', parent: null, list: ['a', ''], rows: [{ years: undefined, optional: false, days: 0 }] })).toEqual({
    name: 'x',
    list: ['a'],
    rows: [{ optional: false, days: 0 }],
  });
});

test('what is added gets a name that none has', () => {
  expect(unusedId('item', [{ id: 'item-1' }, { id: 'facts' }])).toBe('item-2');
});
