import { describe, expect, it } from 'vitest';

import { dayOf, daysBetween, dayText, fenOf, momentText, moneyText } from './format';

describe('days and moments', () => {
  it('are written as in China', () => {
    expect(dayText('2026-11-22', 'zh', { weekday: true })).toBe('2026年11月22日 周日');
    expect(dayText('2026-11-02', 'zh', { brief: true })).toBe('11月2日');
    expect(dayText('2026-11-22', 'en')).toBe('22 Nov 2026');
    expect(dayText('soon', 'zh')).toBe('soon');
  });

  it('turn at midnight in China, wherever the machine stands', () => {
    const late = Date.parse('2026-11-21T15:59:00Z');
    expect(dayOf(late)).toBe('2026-11-21');
    expect(dayOf(late + 60_000)).toBe('2026-11-22');
    expect(momentText(late, 'zh', late)).toBe('今天 23:59');
    expect(momentText(late, 'zh', late + 60_000)).toBe('11月21日 23:59');
    expect(momentText(late, 'en', late + 400 * 86_400_000)).toBe('21 Nov 2026 23:59');
  });

  it('are counted from day to day', () => {
    expect(daysBetween('2026-11-22', '2026-11-30')).toBe(8);
    expect(daysBetween('2026-11-22', '2026-11-20')).toBe(-2);
    expect(daysBetween('', '2026-11-20')).toBeNull();
  });
});

describe('amounts', () => {
  it('are shown in yuan and kept in fen', () => {
    expect(moneyText(120_050, 'zh')).toBe('1,200.50元');
    expect(moneyText(120_000, 'zh')).toBe('1,200元');
    expect(fenOf('1,200.5元')).toBe(120_050);
    expect(fenOf('１，２００．５')).toBe(120_050);
    expect(fenOf('1.2万')).toBeNull();
    expect(fenOf('0.01')).toBe(1);
    expect(fenOf('1.005')).toBeNull();
    expect(fenOf('')).toBeNull();
  });
});
