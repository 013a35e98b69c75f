import { describe, expect, it } from 'vitest';

import type { CaseLine } from '../../generated';
import { daysOf, listOf, months, tally } from './tally';

const row = (area: string) => ({ area }) as CaseLine;

describe('counts', () => {
  it('are of cases, the most first', () => {
    expect([...tally([row('b'), row('a'), row('a'), row('c')], ({ area }) => area)]).toEqual([
      ['a', 2],
      ['b', 1],
      ['c', 1],
    ]);
  });

  it('say where their cases are listed', () => {
    expect(listOf('home=x', { stage: 'closed' })).toBe('/cases?home=x&stage=closed');
    expect(daysOf('2028-02')).toEqual({ from: '2028-02-01', until: '2028-02-29' });
  });

  it('leave out no month between the first and the last', () => {
    expect(months(['2026-01', '2025-11', ''], 12)).toEqual(['2025-11', '2025-12', '2026-01']);
    expect(months(['2026-01', '2020-11'], 2)).toEqual(['2025-12', '2026-01']);
    expect(months([], 12)).toEqual([]);
  });
});
