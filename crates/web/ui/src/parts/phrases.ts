/**
 * What an act says, as names and values people read: ids become names, codes become words, what is empty is left out. The words
 * are the desk's own (`core/words.ts`).
 */

import type { Language } from '../core/protocol';
import type { Words } from '../core/words';
import { dayText, moneyText } from './format';

/** The name of an office or a member of staff, by id. */
export type NameOf = (id: string | null | undefined) => string;

/** An id as the ledger writes them. */
const ID = /^[a-z2-7]{26}$/;
/** Letters of an id that stand for it where nothing has a name for it. */
const SHORT = 8;

/** What phrases are made with. */
export interface Naming {
  words: Words;
  language: Language;
  nameOf: NameOf;
  /** What stands for an act, a claim: `第3步`. Undefined where it is none. */
  place(id: string): string | undefined;
  /** What an item of a closing's checklist is called. Undefined where the list that it stands on is not known. */
  item(id: string): string | undefined;
}

/** One thing that an act names. */
export interface Part {
  field: string;
  name: string;
  /** Empty: its name says it all. */
  lines: string[];
}

/** Never shown: what only machines read, and the petitioner's code. */
const HIDDEN = new Set(['receipt_code', 'dispute', 'keys', 'manifest', 'content_hash', 'hash', 'seen']);
/** What goes without saying. */
const USUAL: { [field: string]: unknown } = { batches: 1, persons: 1, secrecy: 'normal', instance: 'first' };
/** Amounts, which the model keeps in fen. */
const FEN = new Set(['amount', 'funds_needed', 'paid']);

/** What a payload says; `called`: the names of its members, where they are no parts of acts. */
export function partsOf(payload: unknown, naming: Naming, called: (name: string) => string | undefined = () => undefined): Part[] {
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) return [];
  const parts: Part[] = [];
  for (const [field, value] of Object.entries(payload)) {
    if (HIDDEN.has(field) || value === USUAL[field]) continue;
    const name = called(field) ?? naming.words.part(field);
    if (value === true) parts.push({ field, name, lines: [] });
    else {
      const lines = linesOf(field, value, naming);
      if (lines.length > 0) parts.push({ field, name, lines });
    }
  }
  return parts;
}

function linesOf(field: string, value: unknown, naming: Naming): string[] {
  if (Array.isArray(value)) {
    if (value.every((one) => typeof one !== 'object' || one === null)) {
      const said = value.flatMap((one) => linesOf(field, one, naming));
      return said.length === 0 ? [] : [said.join(naming.language === 'zh' ? '、' : ', ')];
    }
    return value.flatMap((one) => linesOf(field, one, naming));
  }
  if (typeof value === 'object' && value !== null) {
    const zh = naming.language === 'zh';
    const said = partsOf(value, naming, field === 'checklist' ? naming.item : undefined).map(({ name, lines }) => (lines.length === 0 ? name : `${name}${zh ? '：' : ': '}${lines.join(zh ? '；' : '; ')}`));
    return said.length === 0 ? [] : [said.join(zh ? '；' : '; ')];
  }
  const said = textOf(field, value, naming);
  return said === '' ? [] : [said];
}

function textOf(field: string, value: unknown, { words, language, nameOf, place }: Naming): string {
  if (typeof value === 'number') return FEN.has(field) ? moneyText(value, language) : String(value);
  if (typeof value !== 'string' || value === '') return '';
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return dayText(value, language);
  if (ID.test(value)) {
    const named = place(value) ?? nameOf(value);
    // Of somebody's details no more is said than that they are kept.
    return field === 'party' && named === value ? '' : shortened(named);
  }
  return words.value(field, value);
}

/** A name; of an id that has none, its first letters. */
export function shortened(name: string): string {
  return ID.test(name) ? name.slice(0, SHORT) : name;
}

/** A payload in one line. */
export function phraseOf(payload: unknown, naming: Naming): string {
  const zh = naming.language === 'zh';
  return partsOf(payload, naming)
    .map(({ name, lines }) => (lines.length === 0 ? name : `${name}${zh ? '：' : ': '}${lines.join(zh ? '；' : '; ')}`))
    .join(zh ? '；' : '; ');
}
