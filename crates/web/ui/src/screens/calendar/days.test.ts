import { describe, expect, it } from 'vitest';

import { mondayOf, monthOf, plusDays, plusMonths, weekOf } from './days';

describe('days', () => {
  it('run over months and years', () => {
    expect(plusDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(plusDays('2028-03-01', -1)).toBe('2028-02-29');
    expect(plusMonths('2026-01-31', 1)).toBe('2026-02-01');
    expect(plusMonths('2026-01-15', -1)).toBe('2025-12-01');
  });

  it('come in weeks that begin on Monday', () => {
    expect(mondayOf('2026-11-22')).toBe('2026-11-16');
    expect(mondayOf('2026-11-23')).toBe('2026-11-23');
    expect(weekOf('2026-11-22').at(-1)).toBe('2026-11-22');
  });

  it('fill whole weeks of a month', () => {
    const weeks = monthOf('2026-11-22');
    expect([weeks[0]?.[0], weeks.at(-1)?.at(-1), weeks.length]).toEqual(['2026-10-26', '2026-12-06', 6]);
    expect(monthOf('2027-02-10').length).toBe(4);
  });
});
