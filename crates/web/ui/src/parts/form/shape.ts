/** A JSON Schema as a form sees it: fields, each with what may stand in it. Pure; the drawing is done elsewhere. */

import type { Json, JsonSchema } from '../../core/calls';

/** What may stand in a field. */
export type Shape =
  | { is: 'text'; long: boolean; max: number | undefined }
  | { is: 'day' }
  | { is: 'whole'; min: number | undefined; max: number | undefined }
  | { is: 'money' }
  | { is: 'switch' }
  /** An id of this kind of thing: `office`, `staff`, `case`, `act`, `claim`, `party`, `entry`, `dispute`. */
  | { is: 'id'; of: string }
  | { is: 'choice'; of: readonly { code: string; title: string | undefined }[] }
  | { is: 'list'; of: Shape }
  | { is: 'fields'; of: readonly Field[] }
  /** What no form can take: it is left out, or the core fills it in. */
  | { is: 'other' };

/** A field of a form. */
export interface Field {
  name: string;
  /** The schema's own label, where it has one (entries of the register). */
  title: string | undefined;
  about: string;
  required: boolean;
  /** Whether it is mostly said, though the core knows something to put there. */
  usual: boolean;
  shape: Shape;
}

/** Texts that want more than a line. */
const LONG = new Set([
  'text',
  'reason',
  'summary',
  'words',
  'opinion',
  'policy',
  'measures',
  'problem',
  'agreed_words',
  'petitioner_words',
  'procedure_cause',
  'substance_cause',
  'causes',
  'facts',
  'body',
  'demand',
  'late_reason',
  'narrative',
]);
/** A text that the schema lets be longer than this wants more than a line. */
const LINE_CHARS = 400;

/** The fields of an object's schema: those that are needed first, then the usual ones; without what nobody but the core knows. */
export function fieldsOf(root: JsonSchema, object: JsonSchema = root): readonly Field[] {
  const needed = object.required ?? [];
  const all = Object.entries(object.properties ?? {}).flatMap(([name, schema]): Field[] => {
    const filled = schema['x-filled-in'];
    if (filled === 'itself') return [];
    const shape = shapeOf(root, schema, name);
    if (shape.is === 'other') return [];
    const about = schema.description ?? '';
    return [{ name, title: schema.title, about, required: filled === undefined && needed.includes(name), usual: filled === 'unless_said', shape }];
  });
  const rank = ({ required, usual }: Field) => (required ? 0 : usual ? 1 : 2);
  return all.toSorted((a, b) => rank(a) - rank(b));
}

function shapeOf(root: JsonSchema, schema: JsonSchema, name: string): Shape {
  if (schema.$ref !== undefined) return shapeOf(root, { ...root.$defs?.[schema.$ref.split('/').pop() ?? ''] }, name);
  const either = schema.oneOf ?? schema.anyOf;
  if (either !== undefined) {
    const choices = either.flatMap((one) => choicesOf(root, one));
    if (choices.length > 0) return { is: 'choice', of: choices };
    const [only, more] = either.filter((one) => one.type !== 'null');
    return only !== undefined && more === undefined ? shapeOf(root, only, name) : { is: 'other' };
  }
  if (schema.enum !== undefined) return { is: 'choice', of: choicesOf(root, schema) };
  const type = [schema.type].flat().find((one) => one !== 'null');
  switch (type) {
    case 'string':
      if (schema.format === 'date') return { is: 'day' };
      if (schema.format !== undefined && schema.pattern !== undefined) return { is: 'id', of: schema.format };
      if (schema.format !== undefined && ID_FORMATS.has(schema.format)) return { is: 'id', of: schema.format };
      return { is: 'text', long: LONG.has(name) || (schema.maxLength ?? 0) > LINE_CHARS, max: schema.maxLength };
    case 'integer':
      return /\bfen\b/.test(schema.description ?? '') ? { is: 'money' } : { is: 'whole', min: schema.minimum ?? (schema.format === 'int32' ? undefined : 0), max: schema.maximum };
    case 'boolean':
      return { is: 'switch' };
    case 'array': {
      const of = shapeOf(root, schema.items ?? {}, name);
      return of.is === 'other' ? of : { is: 'list', of };
    }
    case 'object':
      return schema.properties === undefined ? { is: 'other' } : { is: 'fields', of: fieldsOf(root, schema) };
    default:
      return { is: 'other' };
  }
}

const ID_FORMATS = new Set(['office', 'staff', 'case', 'act', 'claim', 'party', 'entry', 'dispute']);

function choicesOf(root: JsonSchema, schema: JsonSchema): { code: string; title: string | undefined }[] {
  if (schema.$ref !== undefined) {
    const named = root.$defs?.[schema.$ref.split('/').pop() ?? ''] ?? {};
    return [...(named.oneOf ?? []), named].flatMap((one) => choicesOf(root, { ...one, $ref: undefined } as JsonSchema));
  }
  const codes = [schema.const, ...(schema.enum ?? [])].filter((code): code is string => typeof code === 'string');
  return codes.map((code) => ({ code, title: schema.title }));
}

/** Whether nothing was said. */
export function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

/** The names of needed fields in which nothing stands and of amounts that are none, those of parts with a point: `steps.0.text`. */
export function missing(fields: readonly Field[], value: Json, within = ''): string[] {
  return fields.flatMap((field): string[] => {
    const of = value[field.name];
    const name = `${within}${field.name}`;
    // A switch says no as well as yes.
    if (isEmpty(of)) return field.required && field.shape.is !== 'switch' ? [name] : [];
    return inside(field.shape, of, name);
  });
}

function inside(shape: Shape, value: unknown, name: string): string[] {
  if (shape.is === 'fields') return missing(shape.of, value as Json, `${name}.`);
  if (shape.is === 'money' && typeof value === 'string') return [name];
  const rows = shape.is === 'list' && shape.of.is === 'fields' ? (value as Json[]) : [];
  return rows.flatMap((row, index) => inside((shape as { of: Shape }).of, row, `${name}.${index}`));
}

/** What is sent: without what nobody said, and with a no for every needed switch. */
export function payloadOf(fields: readonly Field[], value: Json): Json {
  const out: Json = {};
  for (const field of fields) {
    const of = value[field.name];
    if (field.shape.is === 'switch') {
      if (of === true || field.required) out[field.name] = of === true;
    } else if (!isEmpty(of)) {
      out[field.name] = tidied(field.shape, of);
    }
  }
  return out;
}

function tidied(shape: Shape, value: unknown): unknown {
  if (shape.is === 'fields') return payloadOf(shape.of, value as Json);
  if (shape.is === 'list') return (value as unknown[]).map((one) => tidied(shape.of, one));
  return typeof value === 'string' ? value.trim() : value;
}
