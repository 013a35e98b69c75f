import { expect, test } from 'vitest';

import { reasonText } from './reason';

const t = (key: string, values: { [name: string]: string | number } = {}) => (key === 'list.comma' ? '、' : [key, ...Object.values(values)].join(' '));

test('no unit of a machine is shown', () => {
  expect(reasonText({ kind: 'time', detail: '0 d' }, t)).toBe('same.day');
  expect(reasonText({ kind: 'time', detail: '1 d' }, t)).toBe('same.one_day 1');
  expect(reasonText({ kind: 'time', detail: '12 d' }, t)).toBe('same.days 12');
  expect(reasonText({ kind: 'text', detail: '83 %' }, t)).toBe('83%');
  expect(reasonText({ kind: 'near_name', detail: '陈玉兰 / 陈玉蓝' }, t)).toBe('陈玉兰、陈玉蓝');
  expect(reasonText({ kind: 'other_figure', detail: '' }, t)).toBe('');
});
