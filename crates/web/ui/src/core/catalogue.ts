/** Words by code, from the tables of the core's catalogue. Pure. */

import type { Answers } from '../generated';

/** The core's catalogue: tables of words by code. */
export type Catalogue = Answers['words'];

/** Words by code. A code without a word is shown as it is: nothing is hidden. */
export interface Words {
  /** A kind of act. */
  kind(code: string): string;
  /** A kind of entry. */
  entry(code: string): string;
  /** A plain field of a case, a claim or a party. */
  field(name: string): string;
  /** A part of what an act or an entry says. */
  part(name: string): string;
  /** A value with a fixed meaning; what it means may depend on the field. */
  value(field: string, code: string): string;
  stage(code: string): string;
  /** Any other code: a rule, a mark, a fault, how a time limit stands. */
  code(code: string): string;
  /** A word of a table that is named. */
  of(table: keyof Catalogue, code: string): string;
}

/** Fields whose values have a table of their own. */
const TABLES: { [field: string]: keyof Catalogue } = {
  office_kind: 'office_kinds',
  role: 'roles',
  roles: 'roles',
  metric: 'figures',
  day_kind: 'day_kinds',
  state: 'deadline_states',
};

/** Where other codes are looked for. Few stand in two tables; the first is then the one that screens mean. */
const CODES: readonly (keyof Catalogue)[] = [
  'rules',
  'interims',
  'settlers',
  'flags',
  'effects',
  'deadline_states',
  'relay_faults',
  'codes',
  'reasons',
  'missing',
  'audit_places',
  'drops',
  'field_faults',
  'field_types',
  'kept',
  'day_kinds',
  'figures',
];

/** The words of a catalogue; without one every code stands for itself. */
export function wordsOf(known: Partial<Catalogue>): Words {
  const in_ = (table: keyof Catalogue, code: string) => known[table]?.[code];
  return {
    kind: (code) => in_('kinds', code) ?? code,
    entry: (code) => in_('entries', code) ?? code,
    field: (name) => in_('fields', name) ?? in_('parts', name) ?? name,
    part: (name) => in_('parts', name) ?? in_('fields', name) ?? name,
    value: (field, code) => {
      const own = TABLES[field];
      return in_('values', `${field}.${code}`) ?? (own === undefined ? undefined : in_(own, code)) ?? in_('values', code) ?? code;
    },
    stage: (code) => in_('stages', code) ?? code,
    of: (table, code) => in_(table, code) ?? in_('values', code) ?? code,
    code: (code) => CODES.map((table) => in_(table, code)).find((word) => word !== undefined) ?? code,
  };
}
