import { describe, expect, it } from 'vitest';

import { type Naming, partsOf, phraseOf } from './phrases';

const lead = 'aaaaaaaaaaaaaaaaaaaaaaaaaa';
const act = 'bbbbbbbbbbbbbbbbbbbbbbbbbb';
const PARTS: { [name: string]: string } = { lead: '包案领导', due: '时限', amount: '金额', opinions: '意见', opinion: '意见', urgent: '加急' };
const naming: Naming = {
  words: {
    kind: (code) => code,
    entry: (code) => code,
    field: (name) => name,
    part: (name) => PARTS[name] ?? name,
    value: (field, code) => (field === 'position' && code === 'supported' ? '支持' : code),
    stage: (code) => code,
    code: (code) => code,
  of: (_, code) => code,
  },
  language: 'zh',
  nameOf: (id) => (id === lead ? '王芳' : String(id).slice(0, 8)),
  place: (id) => (id === act ? '第3步' : undefined),
  item: (id) => (id === 'follow-up-plan' ? '后续帮助计划' : undefined),
};

describe('what an act says', () => {
  it('names people, days, amounts and steps as people do', () => {
    expect(phraseOf({ lead, due: '2026-11-30', amount: 120_050, replaces: act }, naming)).toBe('包案领导：王芳；时限：2026年11月30日；金额：1,200.50元；replaces：第3步');
  });

  it('calls the items of a checklist as the county does', () => {
    expect(phraseOf({ checklist: { 'follow-up-plan': act } }, naming)).toBe('checklist：后续帮助计划：第3步');
  });

  it('leaves out what is empty, and what is not for people', () => {
    expect(partsOf({ lead: '', assist_units: [], due: null, urgent: false, receipt_code: 'K7Q2M' }, naming)).toEqual([]);
  });

  it('says yes by the name alone', () => {
    expect(partsOf({ urgent: true }, naming)).toEqual([{ field: 'urgent', name: '加急', lines: [] }]);
  });

  it('gives each of several a line of its own', () => {
    const opinions = [{ opinion: '责令拆除', position: 'supported' }, { opinion: '不予支持' }];
    expect(partsOf({ opinions }, naming)[0]?.lines).toEqual(['意见：责令拆除；position：支持', '意见：不予支持']);
  });
});
