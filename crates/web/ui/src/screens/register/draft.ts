/** What is typed while a contact is registered: kept at every change, and turned into calls when it is done. */

import type { Params } from '../../generated';

/** How a matter comes in, those of a counter first. */
export const CHANNELS = ['visit', 'phone', 'letter', 'online', 'visit_down', 'screening', 'assigned'] as const;

/** The name that it is kept under. */
export const DRAFT = 'register';

/** The name that the answer is kept under once it was registered. */
export const DONE = `${DRAFT}/done`;

/** What was typed so far. */
export interface Draft {
  channel: string;
  petitioner: string;
  title: string;
  area: string;
  claims: string;
  narrative: string;
  persons: number;
  /** Null: today. */
  received: string | null;
  home: string | null;
  without: readonly string[];
  phone: string;
  id_number: string;
  address: string;
}

/** Nothing typed yet. */
export const BLANK: Draft = {
  channel: 'visit',
  petitioner: '',
  title: '',
  area: '',
  claims: '',
  narrative: '',
  persons: 1,
  received: null,
  home: null,
  without: [],
  phone: '',
  id_number: '',
  address: '',
};

/** Whether anything was typed. */
export function isBlank(draft: Draft): boolean {
  return JSON.stringify({ ...draft, channel: BLANK.channel }) === JSON.stringify(BLANK);
}

/** Whether contact details were typed. */
export function hasDetails({ phone, id_number, address }: Draft): boolean {
  return [phone, id_number, address].some((text) => text.trim() !== '');
}

/** What keeps it from being registered; null: nothing. The model itself refuses no registration. */
export function faultOf(draft: Draft): 'register.nothing_yet' | 'register.name_needed' | null {
  if ([draft.petitioner, draft.title, draft.claims].every((text) => text.trim() === '')) return 'register.nothing_yet';
  return hasDetails(draft) && draft.petitioner.trim() === '' ? 'register.name_needed' : null;
}

/** The claims, one a line. */
export function claimsOf(draft: Draft): string[] {
  return draft.claims
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** What the matter is called: the line that was typed, else the first claim. */
export function titleOf(draft: Draft): string {
  return draft.title.trim() || (claimsOf(draft)[0] ?? '');
}

/** The call that registers it, with the contact details; the draft goes with it, and its answer is kept in its place. */
export function registrationOf(draft: Draft): Params['case.register'] {
  const { petitioner, area, phone, id_number, address } = draft;
  const title = titleOf(draft);
  const texts = { petitioner, title, area, phone, id_number, address };
  const typed = Object.entries(texts).map(([name, text]) => [name, text.trim()] as const);
  return {
    draft: DRAFT,
    ...Object.fromEntries(typed.filter(([, text]) => text !== '')),
    channel: draft.channel,
    summary: title,
    claim: claimsOf(draft),
    narrative: draft.narrative.trim(),
    persons: draft.persons,
    without: [...draft.without],
    ...(draft.received === null ? {} : { received: draft.received }),
    ...(draft.home === null ? {} : { home: draft.home }),
  };
}

/** What of it is compared with other cases; null while it does not say what it is about. Numbers of people are never among it. */
export function comparedOf(draft: Draft): Params['case.alike'] | null {
  const [title, narrative, claim] = [draft.title.trim(), draft.narrative.trim(), claimsOf(draft)];
  if ([title, narrative, ...claim].join('') === '') return null;
  const { petitioner, area, received } = draft;
  return { title, narrative, claim, petitioner: petitioner.trim(), area: area.trim(), received };
}
