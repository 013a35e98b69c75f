import { describe, expect, it } from 'vitest';

import { wordsOf } from './catalogue';

describe('words', () => {
  const words = wordsOf({
    kinds: { assign: '交办、包案' },
    fields: { area: '事发地' },
    parts: { lead: '包案领导' },
    values: { 'kind.letter': '督办函', letter: '来信' },
    office_kinds: { township: '镇街' },
    settlers: { head: '单位负责人' },
    audit_places: { head: '文件头' },
  });

  it('are the core’s own, by field where a value means something else there', () => {
    expect([words.kind('assign'), words.part('area'), words.field('lead')]).toEqual(['交办、包案', '事发地', '包案领导']);
    expect([words.value('channel', 'letter'), words.value('kind', 'letter')]).toEqual(['来信', '督办函']);
    expect(words.value('office_kind', 'township')).toBe('镇街');
    expect(words.code('head')).toBe('单位负责人');
  });

  it('leave a code as it is that nobody has a word for', () => {
    expect([words.stage('new_one'), words.code('x'), words.value('kind', 'y')]).toEqual(['new_one', 'x', 'y']);
  });
});
