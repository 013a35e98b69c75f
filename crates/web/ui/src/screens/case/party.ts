/** The details of somebody that are kept apart from the case, and which of them a correction changes. */

import type { Answers, Params } from '../../generated';

/** Kinds of identity document, and ways to be reached, as the ledger codes them. */
export const LISTED = {
  id_type: ['resident', 'passport', 'hong_kong_macao', 'taiwan', 'other'],
  preferred_contact: ['phone', 'letter', 'visit', 'online'],
} as const;

/** The details, the name apart, by their fields. */
export const DETAILS = ['id_type', 'id_number', 'phone', 'address', 'preferred_contact'] as const;

/** What is typed of them. */
export type Typed = { [field in (typeof DETAILS)[number]]?: string };

/** What is typed to correct them, and the name to show. */
export type Correction = Typed & { name?: string };

/** What a correction begins with. A number that is shown masked is not there to be changed: another is typed, or none. */
export function standing({ party }: Answers['party.show'], full: boolean): Required<Correction> {
  const { name, id_type, id_number, phone, address, preferred_contact } = party;
  return { name, id_type, id_number: full ? id_number : '', phone, address, preferred_contact };
}

/** What of it was typed, as it was typed. */
export function touched(stands: Required<Correction>, value: Correction): Correction {
  const fields = (['name', ...DETAILS] as const).filter((field) => value[field] !== undefined && value[field] !== stands[field]);
  return Object.fromEntries(fields.map((field) => [field, value[field]])) as Correction;
}

/** As calls name them. */
export function named({ preferred_contact: contact, ...typed }: Typed): Pick<Params['party.edit'], 'id_type' | 'id_number' | 'phone' | 'address' | 'contact'> {
  return contact === undefined ? typed : { ...typed, contact };
}

/** What differs from what was shown. A number that was shown masked is changed only where another was typed. */
export function changesOf({ party }: Answers['party.show'], full: boolean, name: string, typed: Typed): Typed & { name?: string } {
  const changed = DETAILS.filter((field) => {
    const value = typed[field]?.trim();
    if (value === undefined || (field === 'id_number' && !full && value === '')) return false;
    return value !== party[field];
  });
  const details = Object.fromEntries(changed.map((field) => [field, typed[field]?.trim()])) as Typed;
  return name.trim() === party.name ? details : { ...details, name: name.trim() };
}
