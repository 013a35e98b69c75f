import { describe, expect, it } from 'vitest';

import { dayAsked } from '../../core/place';
import type { CaseLine } from '../../generated';
import { countOf, filterOf, inArea, paramsOf } from './filter';

const asked = (query: string) => filterOf(new URLSearchParams(query));

describe('the filter', () => {
  it('asks the core for what the address says, and for nothing else', () => {
    expect(paramsOf(asked(''))).toEqual({});
    expect(paramsOf(asked('q=%20a%20&stage=closed&home=x&from=2026-01-01&until=2026-02-01&order=due&disputes=1'))).toEqual({
      search: 'a',
      stage: 'closed',
      office: 'x',
      below: true,
      received_from: '2026-01-01',
      received_until: '2026-02-01',
      sort: 'due',
      disputes: true,
    });
    expect(paramsOf(asked('figure=closure&part=denominator&campaign=c'))).toEqual({ figure: 'closure', part: 'denominator', campaign: 'c' });
    expect(paramsOf(asked('figure=closure&part=nonsense'))).toEqual({ figure: 'closure' });
    expect(paramsOf(asked('part=denominator'))).toEqual({});
    expect(paramsOf(asked('order=nonsense&state=nonsense'))).toEqual({});
  });

  it('takes no day for a day that is none', () => {
    expect(dayAsked('2026-02-28')).toBe('2026-02-28');
    expect(['notaday', '2026-02-31', '2026-13-01', '', '2026-2-1', '2026-02-28T00:00'].map(dayAsked)).toEqual(Array(6).fill(null));
    expect(paramsOf(asked('from=notaday&until=2026-06-01'))).toEqual({ received_until: '2026-06-01' });
  });

  it('counts what narrows, not the search or the order', () => {
    expect(countOf(asked('q=a&order=due'))).toBe(0);
    expect(countOf(asked('q=a&from=2026-01-01&disputes=1&area=b'))).toBe(3);
    expect(countOf(asked('figure=closure&part=denominator'))).toBe(1);
  });

  it('looks for a part of the area, or for all of it', () => {
    const rows = ['三合村', '石桥村六组', '石桥村', ''].map((area) => ({ area }) as CaseLine);
    expect(inArea(rows, asked('area=石桥')).length).toBe(2);
    expect(inArea(rows, asked('area=石桥村&whole=1')).map(({ area }) => area)).toEqual(['石桥村']);
    expect(inArea(rows, asked(''))).toBe(rows);
    expect(countOf(asked('area=石桥村&whole=1'))).toBe(1);
  });
});
