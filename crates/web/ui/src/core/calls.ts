/** Every call by its name: what it takes and what it answers. */

import type { Acts, Answers, Params } from '../generated';
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
}

/** Calls whose answer no printed schema describes. */
interface Others {
  words: { params: { lang?: string }; answer: DeskWords };
  schema: { params: { name?: string }; answer: JsonSchema };
  act: { params: { kind: keyof Acts; case: string; on?: string; payload: Json }; answer: Answers['act'] };
}

type Own = ShellCalls & Others;

/** The name of a call. */
export type CallName = keyof Own | keyof Answers | keyof Params;

/** What a call takes. */
export type ParamsOf<N extends CallName> = N extends keyof Own ? Own[N]['params'] : N extends keyof Params ? Params[N] : Json;

/** What a call answers. */
export type AnswerOf<N extends CallName> = N extends keyof Own ? Own[N]['answer'] : N extends keyof Answers ? Answers[N] : unknown;
