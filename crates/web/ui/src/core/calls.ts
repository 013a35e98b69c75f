/** Every call by its name: what it takes and what it answers. */

import type { Acts, Answers, CaseLine, CaseView, FieldValue, Params, Stage } from '../generated';
import type { FailureShape } from './failure';
import type { ShellCalls } from './shell';

/** A JSON object. */
export type Json = { [key: string]: unknown };

/** A JSON Schema, as far as forms read it. */
export interface JsonSchema {
  $ref?: string;
  $defs?: { [name: string]: JsonSchema };
  title?: string;
  description?: string;
  type?: string | string[];
  format?: string;
  pattern?: string;
  const?: unknown;
  enum?: unknown[];
  default?: unknown;
  properties?: { [name: string]: JsonSchema };
  required?: string[];
  items?: JsonSchema;
  oneOf?: JsonSchema[];
  anyOf?: JsonSchema[];
  minimum?: number;
  maximum?: number;
  maxLength?: number;
  maxItems?: number;
  uniqueItems?: boolean;
}

/** The desk's own words for codes, each by its code. */
export interface DeskWords {
  kinds: { [code: string]: string };
  fields: { [code: string]: string };
  parts: { [code: string]: string };
  values: { [code: string]: string };
  stages: { [code: string]: string };
  codes: { [code: string]: string };
  /** Functions of staff. */
  roles: { [code: string]: string };
  office_kinds: { [code: string]: string };
  /** Rates and counts. */
  figures: { [code: string]: string };
  /** What a relay did that an honest one does not. */
  relay_faults: { [code: string]: string };
  effects: { [code: string]: string };
  flags: { [code: string]: string };
  rules: { [code: string]: string };
  interims: { [code: string]: string };
  settlers: { [code: string]: string };
  deadline_states: { [code: string]: string };
  day_kinds: { [code: string]: string };
  missing: { [code: string]: string };
  reasons: { [code: string]: string };
}

/** Calls whose answer no printed schema describes. */
interface Others {
  words: { params: { lang?: string }; answer: DeskWords };
  schema: { params: { name?: string }; answer: JsonSchema };
  'act.forms': {
    params: { case: string };
    answer: { case: string; number: string; stage: Stage; forms: { kind: string; label: string; may: boolean; refusal: FailureShape | null }[] };
  };
  'case.as-of': {
    params: { case: string; entries: number };
    answer: { case: CaseView; fields: { [name: string]: FieldValue[] }; narrative: string; names: { [id: string]: string }; entries: number[] };
  };
  'case.compare': { params: { case: string; from?: number | null; since_ms?: number | null; to?: number | null }; answer: Compared };
  since: { params: { since_ms: number; limit?: number; offset?: number }; answer: { total: number; new: number; cases: Arrived[] } };
  act: { params: { kind: keyof Acts; case: string; on?: string; payload: Json }; answer: Answers['act'] };
}

/** Something before and after. */
export interface Turn<T> {
  before: T;
  after: T;
}

/** What changed in a case between two moments. */
interface Compared {
  case: string;
  number: string;
  title: string;
  stage: Turn<Stage>;
  fields: ({ claim: string | null; field: string; label: string } & Turn<string[]>)[];
  narrative: Turn<string> | null;
  leads: Turn<string[]>;
  deadlines: ({ rule: string; name: string } & Turn<string | null>)[];
  disputes: ({ id: string; rule: string } & Turn<boolean | null>)[];
  entries: number[];
  sentences: string[];
}

/** A case of which something came here. */
interface Arrived {
  case: CaseLine;
  at_ms: number;
  is_new: boolean;
  stage_before: Stage | null;
  entries: number[];
  acts: string[];
}

type Own = ShellCalls & Others;

/** The name of a call. */
export type CallName = keyof Own | keyof Answers | keyof Params;

/** What a call takes. */
export type ParamsOf<N extends CallName> = N extends keyof Own ? Own[N]['params'] : N extends keyof Params ? Params[N] : Json;

/** What a call answers. */
export type AnswerOf<N extends CallName> = N extends keyof Own ? Own[N]['answer'] : N extends keyof Answers ? Answers[N] : unknown;
