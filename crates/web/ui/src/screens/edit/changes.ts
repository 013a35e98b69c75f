/** What somebody changed in the fields of a case, against what stood there when they began: pure. */

import type { ParamsOf } from '../../core/calls';

/** What the form began with, and what was written over it. A field that nobody touched is in neither. */
export interface Edits {
  /** By field (`area`, `CLAIM.text`): what stood there when it was first touched. */
  base: { [name: string]: string };
  /** By field, what was written. */
  value: { [name: string]: string };
  /** New claims. */
  claims: string[];
}

/** The free text's name among the fields. */
export const NARRATIVE = 'narrative';

/** No edits. */
export const NO_EDITS: Edits = { base: {}, value: {}, claims: [] };

/** A field written over. */
export function written(edits: Edits, name: string, stands: string, value: string): Edits {
  return { ...edits, base: { ...edits.base, [name]: edits.base[name] ?? stands }, value: { ...edits.value, [name]: value } };
}

/** A field as it stands again. */
export function untouched(edits: Edits, name: string): Edits {
  const { [name]: _base, ...base } = edits.base;
  const { [name]: _value, ...value } = edits.value;
  return { ...edits, base, value };
}

/** Whether somebody else changed a field since it was touched here, and not to the same. */
export function changedMeanwhile(edits: Edits, name: string, stands: string): boolean {
  const [base, value] = [edits.base[name], edits.value[name]];
  return base !== undefined && base !== stands && value !== stands;
}

/** The fields that are not as they stand. */
export function changedFields(edits: Edits, stands: (name: string) => string): string[] {
  return Object.keys(edits.value).filter((name) => edits.value[name] !== stands(name));
}

/** The call that saves it; null where nothing changed. */
export function editOf(id: string, edits: Edits, stands: (name: string) => string): ParamsOf<'case.edit'> | null {
  const changed = changedFields(edits, stands);
  const claims = edits.claims.map((text) => text.trim()).filter((text) => text !== '');
  if (changed.length + claims.length === 0) return null;
  const set = changed.filter((name) => name !== NARRATIVE).map((name): [string, string] => [name, (edits.value[name] ?? '').trim()]);
  return {
    case: id,
    ...(set.length === 0 ? {} : { set }),
    ...(changed.includes(NARRATIVE) ? { narrative: edits.value[NARRATIVE] ?? '' } : {}),
    ...(claims.length === 0 ? {} : { add_claim: claims }),
  };
}
