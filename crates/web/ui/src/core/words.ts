/** The desk's own words for stages, acts, fields and values, from the core's catalogue: never typed twice. */

import { useMemo } from 'react';

import type { DeskWords } from './calls';
import { useCall } from './hooks';

/** Words by code. A code without a word is shown as it is: nothing is hidden. */
export interface Words {
  kind(code: string): string;
  /** A plain field of a case, a claim or a party. */
  field(name: string): string;
  /** A part of what an act or an entry says. */
  part(name: string): string;
  /** A value with a fixed meaning; what it means may depend on the field. */
  value(field: string, code: string): string;
  stage(code: string): string;
  code(code: string): string;
  /** A word of any table. */
  of(table: keyof DeskWords, code: string): string;
}

const NONE: DeskWords = {
  kinds: {},
  fields: {},
  parts: {},
  values: {},
  stages: {},
  codes: {},
  roles: {},
  office_kinds: {},
  figures: {},
  relay_faults: {},
  effects: {},
  flags: {},
  rules: {},
  interims: {},
  settlers: {},
  deadline_states: {},
  day_kinds: {},
  missing: {},
  reasons: {},
};

/** Where a code stands that is a field's value nowhere. No code means two things in these tables. */
const CODES = ['codes', 'rules', 'interims', 'settlers', 'effects', 'flags', 'deadline_states', 'day_kinds', 'missing', 'reasons', 'figures'] as const;

/** The words of a catalogue. */
export function wordsOf(known: DeskWords): Words {
  return {
    kind: (code) => known.kinds[code] ?? code,
    field: (name) => known.fields[name] ?? known.parts[name] ?? name,
    part: (name) => known.parts[name] ?? known.fields[name] ?? name,
    value: (field, code) => known.values[`${field}.${code}`] ?? known.values[code] ?? code,
    stage: (code) => known.stages[code] ?? code,
    code: (code) => CODES.map((table) => known[table][code]).find((word) => word !== undefined) ?? code,
    of: (table, code) => known[table][code] ?? known.values[code] ?? code,
  };
}

/** The desk's words in the person's language. */
export function useWords(): Words {
  const { data } = useCall('words', {});
  return useMemo(() => wordsOf({ ...NONE, ...data }), [data]);
}
