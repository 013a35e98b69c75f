import { describe, expect, it } from 'vitest';

import { catalogue } from '.';

const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).toSorted();

describe('every sentence', () => {
  it('is there in both languages, with the same placeholders', () => {
    for (const [key, { zh, en }] of Object.entries(catalogue)) {
      expect([key, zh.trim() !== '', en.trim() !== '']).toEqual([key, true, true]);
      expect([key, placeholders(en)]).toEqual([key, placeholders(zh)]);
    }
  });
});
