/** What a form of the configuration has of its own: its words, and fields that point at categories and offices or have an order. */

import { Input, Select } from 'antd';
import { useMemo, useState } from 'react';

import type { Json } from '../../core/calls';
import type { Category, Config, RouteTarget } from '../../generated';
import type { Own } from '../../parts/form/own';
import { Ordered } from '../../parts/form/Ordered';
import type { Field } from '../../parts/form/shape';
import { LeadField, useLeadText } from './CampaignRoutes';
import { unusedId } from './ids';
import { useCodeName, useFieldName } from './Changes';

/** Lists of texts that are sentences: one a line. */
const LINES = new Set(['conditions', 'contents']);
/** Lists of which the first counts most. */
const ORDERED = new Set(['tie_break', 'signatures']);

/** The form's own; `value` is what stands in it now. */
export function useOwn(config: Config, part: string, value: Json): Own {
  const [name, code, lead] = [useFieldName(part), useCodeName(), useLeadText()];
  const categories = (value['categories'] ?? config.categories) as readonly Category[];
  const known = useKnown(value);
  const category = (id: unknown) => categories.find((one) => one.id === id)?.name ?? String(id);
  return {
    labels: { field: (field) => name(field.name), choice: (field, choice) => code(field, choice.code) },
    said: (field, of) => {
      if (field.name === 'id') return '';
      if (field.name === 'lead') return lead(of as RouteTarget);
      return field.name === 'category' || field.name === 'parent' ? category(of) : null;
    },
    blank: (fields, among) => {
      const first = (field: Field): unknown => (field.name === 'id' ? unusedId('new', among) : { switch: false, list: [] }[field.shape.is as string]);
      return Object.fromEntries(fields.map((field) => [field.name, first(field)]).filter(([, of]) => of !== undefined));
    },
    control: (field, { id, label, value: now, set }) => {
      if (field.name === 'lead') return <LeadField id={id} value={now as RouteTarget | undefined} set={set} />;
      if (field.name === 'id' && known.has(now)) return <Input id={id} value={String(now)} disabled />;
      if (field.name === 'category' || field.name === 'parent') {
        const options = categories.map((one) => ({ value: one.id, label: one.name }));
        return <Select id={id} aria-label={label} allowClear={!field.required} showSearch={{ optionFilterProp: 'label' }} value={(now as string | null) ?? null} options={options} onChange={(next) => set(next ?? null)} />;
      }
      if (LINES.has(field.name)) {
        const lines = (now as string[] | undefined) ?? [];
        return <Input.TextArea id={id} autoSize={{ minRows: 2, maxRows: 10 }} value={lines.join('\n')} onChange={(event) => set(event.target.value.split('\n'))} />;
      }
      if (ORDERED.has(field.name) && field.shape.is === 'list' && field.shape.of.is === 'choice') {
        const options = field.shape.of.of.map((choice) => ({ value: choice.code, label: code(field.name, choice.code) }));
        return <Ordered id={id} label={label} value={(now as string[] | undefined) ?? []} set={set} options={options} />;
      }
      return null;
    },
  };
}

/** The short names that stood in the form at first: documents may name them, and they stay as they are. */
function useKnown(value: Json): ReadonlySet<unknown> {
  const [first] = useState(value);
  return useMemo(() => {
    const all = new Set<unknown>();
    const look = (of: unknown): void => {
      if (typeof of !== 'object' || of === null) return;
      if ('id' in of) all.add(of.id);
      Object.values(of).forEach(look);
    };
    look(first);
    return all;
  }, [first]);
}
