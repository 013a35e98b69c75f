import { describe, expect, it } from 'vitest';

import { sizeText } from './storage';

describe('sizes', () => {
  it('are short', () => {
    expect([0, 999, 1_000, 12_345_678, 250_000_000_000, null].map(sizeText)).toEqual(['0 B', '999 B', '1.0 KB', '12.3 MB', '250 GB', '?']);
  });
});
