/** What a part of the configuration is whole without, and what is left of it when it is saved. */

import type { Field, Shape } from '../../parts/form/shape';

/** What a line is known by comes first. */
const rank = ({ name }: Field) => (['name', 'label', 'category', 'area', 'kept'].includes(name) ? 0 : 1);

/** The same fields, where a list may be empty: that says something in a configuration. All of them are shown. */
export function emptiable(fields: readonly Field[]): readonly Field[] {
  const inside = (shape: Shape): Shape => {
    if (shape.is === 'fields') return { ...shape, of: emptiable(shape.of) };
    return shape.is === 'list' ? { ...shape, of: inside(shape.of) } : shape;
  };
  const open = fields.map((field) => ({ ...field, required: field.required && field.shape.is !== 'list', usual: true, shape: inside(field.shape) }));
  return open.toSorted((a, b) => rank(a) - rank(b));
}

/** Without what nobody said: the configuration's own defaults stand there. */
export function tidied(value: unknown): unknown {
  if (typeof value === 'string') return value.trim();
  if (Array.isArray(value)) return value.map(tidied).filter((one) => one !== '');
  if (typeof value !== 'object' || value === null) return value;
  const said = Object.entries(value).map(([name, of]): [string, unknown] => [name, tidied(of)]);
  return Object.fromEntries(said.filter(([, of]) => of !== null && of !== undefined && of !== ''));
}
