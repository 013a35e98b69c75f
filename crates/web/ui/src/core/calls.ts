/** Every call by its name: what it takes and what it answers. */

import type { Acts, Answers, Params } from '../generated';

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
  /** Whether the core fills it in where nobody says it, or always by itself. */
  'x-filled-in'?: 'unless_said' | 'itself';
}

/** Calls whose answer no printed schema describes. */
interface Others {
  schema: { params: { name?: string }; answer: JsonSchema };
  act: { params: { kind: keyof Acts; case: string; on?: string; payload: Json }; answer: Answers['act'] };
}

/** Files go to the core and come from it as bytes beside the call. */
interface Files {
  'shell.file_put': { params: { name: string }; answer: Json };
  'shell.file_take': { params: { name: string }; answer: Json };
}

type Own = Files & Others;

/** The name of a call. */
export type CallName = keyof Own | keyof Answers | keyof Params;

/** What a call takes. */
export type ParamsOf<N extends CallName> = N extends keyof Own ? Own[N]['params'] : N extends keyof Params ? Params[N] : Json;

/** What a call answers. */
export type AnswerOf<N extends CallName> = N extends keyof Own ? Own[N]['answer'] : N extends keyof Answers ? Answers[N] : unknown;
