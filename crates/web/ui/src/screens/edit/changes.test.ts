import { describe, expect, it } from 'vitest';

import { changedMeanwhile, editOf, NO_EDITS, untouched, written } from './changes';

const stands = (name: string) => ({ area: '三合村', title: '围墙占道', narrative: '反映' })[name] ?? '';

describe('an edit', () => {
  it('sends what is not as it stands, and nothing else', () => {
    let edits = written(NO_EDITS, 'area', '三合村', '三合村六组 ');
    edits = written(edits, 'title', '围墙占道', '围墙占道');
    edits = written(edits, 'abcd.text', '', '赔偿');
    edits = { ...edits, claims: [' ', '清淤'] };
    expect(editOf('c', edits, stands)).toEqual({ case: 'c', set: [['area', '三合村六组 '.trim()], ['abcd.text', '赔偿']], add_claim: ['清淤'] });
  });

  it('is none where everything is as it stands', () => {
    const edits = written(NO_EDITS, 'area', '三合村', '三合村');
    expect(editOf('c', edits, stands)).toBeNull();
    expect(untouched(edits, 'area')).toEqual(NO_EDITS);
  });

  it('keeps the free text as it was typed', () => {
    expect(editOf('c', written(NO_EDITS, 'narrative', '反映', '反映\n'), stands)).toEqual({ case: 'c', narrative: '反映\n' });
  });

  it('knows what others wrote meanwhile', () => {
    const edits = written(written(NO_EDITS, 'area', '三合', '六组'), 'area', '三合村', '七组');
    expect(edits.base).toEqual({ area: '三合' });
    expect(changedMeanwhile(edits, 'area', '三合村')).toBe(true);
    expect(changedMeanwhile(edits, 'area', '三合')).toBe(false);
    expect(changedMeanwhile(edits, 'area', '七组')).toBe(false);
    expect(changedMeanwhile(edits, 'title', '围墙')).toBe(false);
  });
});
