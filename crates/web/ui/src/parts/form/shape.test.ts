import { describe, expect, it } from 'vitest';

import type { JsonSchema } from '../../core/calls';
import { fieldsOf, missing, payloadOf } from './shape';

const schema: JsonSchema = {
  $defs: {
    Kind: { oneOf: [{ const: 'letter', type: 'string' }, { const: 'visit', type: 'string' }] },
    Term: {
      type: 'object',
      properties: { text: { type: 'string' }, due: { type: ['string', 'null'], format: 'date' } },
      required: ['text'],
    },
  },
  type: 'object',
  properties: {
    amount: { type: ['integer', 'null'], description: 'How much, in fen.', minimum: 0 },
    kind: { $ref: '#/$defs/Kind' },
    other: { anyOf: [{ $ref: '#/$defs/Kind' }, { type: 'null' }] },
    lead: { type: 'string', format: 'staff', pattern: '^[a-z2-7]{26}$' },
    agreed: { type: 'boolean' },
    terms: { type: 'array', items: { $ref: '#/$defs/Term' } },
    text: { type: 'string' },
    any: {},
  },
  required: ['lead', 'agreed', 'terms'],
};

describe('a schema as a form', () => {
  it('has the needed fields first, each with its shape, and leaves out what no form takes', () => {
    const fields = fieldsOf(schema);
    expect(fields.map(({ name, shape, required }) => [name, shape.is, required])).toEqual([
      ['lead', 'id', true],
      ['agreed', 'switch', true],
      ['terms', 'list', true],
      ['amount', 'money', false],
      ['kind', 'choice', false],
      ['other', 'choice', false],
      ['text', 'text', false],
    ]);
  });

  it('does not ask for what the core fills in', () => {
    const covers: JsonSchema = { type: 'array', items: { type: 'string' } };
    const closing: JsonSchema = { type: 'object', properties: { covers, summary: { type: 'string' } }, required: ['covers', 'summary'] };
    expect(fieldsOf(closing).map(({ name, required }) => [name, required])).toEqual([['covers', true], ['summary', true]]);
    closing.properties = { covers: { ...covers, 'x-filled-in': 'itself' }, summary: { type: 'string', 'x-filled-in': 'unless_said' } };
    expect(fieldsOf(closing).map(({ name, required, usual }) => [name, required, usual])).toEqual([['summary', false, true]]);
  });

  it('tells what is missing, in parts as well', () => {
    const fields = fieldsOf(schema);
    expect(missing(fields, {})).toEqual(['lead', 'terms']);
    expect(missing(fields, { lead: 'x', terms: [{ due: '2026-01-01' }] })).toEqual(['terms.0.text']);
    const rest = { lead: 'x', terms: [{ text: 'a' }] };
    expect(missing(fields, { ...rest, amount: '1.2万' })).toEqual(['amount']);
    expect(missing(fields, { ...rest, amount: 120_000 })).toEqual([]);
  });

  it('sends what was said and nothing else', () => {
    const fields = fieldsOf(schema);
    const value = { lead: 'x', terms: [{ text: ' a ', due: '' }], text: '', amount: null };
    expect(payloadOf(fields, value)).toEqual({ lead: 'x', agreed: false, terms: [{ text: 'a' }] });
  });
});
