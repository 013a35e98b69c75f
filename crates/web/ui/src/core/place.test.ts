import { describe, expect, it } from 'vitest';

import { placeOf, placeWith } from './place';

describe('places', () => {
  it('stand behind the hash with what is asked for', () => {
    expect(placeOf('')).toEqual({ path: '/', query: '' });
    expect(placeOf('#/')).toEqual({ path: '/', query: '' });
    expect(placeOf('#/cases?q=%E5%9B%B4&a=b?c')).toEqual({ path: '/cases', query: 'q=%E5%9B%B4&a=b?c' });
  });

  it('leave out what is empty', () => {
    expect(placeWith('/cases', 'q=a&stage=closed', { q: '', from: '2026-01-01' })).toBe('/cases?stage=closed&from=2026-01-01');
    expect(placeWith('/cases', 'q=a', { q: null })).toBe('/cases');
  });
});
