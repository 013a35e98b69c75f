import { describe, expect, it } from 'vitest';

import type { CaseLine } from '../../generated';
import { countOf, filterOf, narrowed, withBelow } from './filter';

const line = (number: string, received_on: string | null, due: string | null, area = '三合村'): CaseLine => ({
  id: number,
  number,
  received_on,
  due,
  area,
  title: '',
  petitioner: '',
  stage: 'registered',
  home: 'a',
  reading: 'open',
  disputes: 0,
  conflicts: 0,
});
const CASES = [line('2', '2026-02-01', null), line('1', '2026-03-01', '2026-09-01', '石桥村'), line('3', null, '2026-08-01')];
const numbers = (query: string) => narrowed(CASES, filterOf(new URLSearchParams(query)), []).map((row) => row.number);

describe('the filter', () => {
  it('keeps the order of the core unless asked otherwise', () => {
    expect(numbers('')).toEqual(['2', '1', '3']);
    expect(numbers('order=number')).toEqual(['1', '2', '3']);
    expect(numbers('order=due')).toEqual(['3', '1', '2']);
    expect(numbers('order=received')).toEqual(['1', '2', '3']);
    expect(numbers('order=nonsense')).toEqual(['2', '1', '3']);
  });

  it('narrows by place and days', () => {
    expect(numbers('area=石桥')).toEqual(['1']);
    expect(numbers('from=2026-02-15')).toEqual(['1']);
    expect(numbers('until=2026-02-15')).toEqual(['2']);
    expect(countOf(filterOf(new URLSearchParams('q=a&from=2026-01-01&disputes=1')))).toBe(2);
  });

  it('takes the offices below for part of one', () => {
    const office = (id: string, parent: string | null) => ({ id, parent, name: id, code: id, kind: 'village' as const });
    expect([...withBelow([office('v', 't'), office('t', 'c'), office('c', null), office('x', null)], 't')]).toEqual(['t', 'v']);
  });
});
