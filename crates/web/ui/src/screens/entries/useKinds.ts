/** The kinds of entries and what each holds, from the core's own table. */

import { useMemo } from 'react';

import { useCall } from '../../core/hooks';
import { useSettings } from '../../core/settings';
import { type Field, fieldsOf } from '../../parts/form/shape';

/** What kinds are called. */
export interface Kinds {
  all: readonly { name: string; label: string }[];
  label(name: string): string;
}

/** Every kind, or those that somebody means who types this. */
export function useKinds(typed = ''): Kinds {
  const { data } = useCall('entry.kinds', typed === '' ? {} : { search: typed });
  const { language } = useSettings();
  return useMemo(() => {
    const all = (data?.kinds ?? []).map(({ name, label_zh }) => ({ name, label: language === 'zh' ? label_zh : name.replaceAll('_', ' ') }));
    const labels = new Map(all.map(({ name, label }) => [name, label]));
    return { all, label: (name) => labels.get(name) ?? name };
  }, [data, language]);
}

/** What people look for first in a record; a schema has its fields by the alphabet. */
const FIRST = ['title', 'name', 'theme', 'kind', 'mode', 'on', 'from', 'until', 'place', 'office', 'leader', 'chair', 'agenda'];

function inOrder(fields: readonly Field[]): readonly Field[] {
  const place = ({ name, required }: Field) => (FIRST.includes(name) ? FIRST.indexOf(name) : FIRST.length) + (required ? 0 : FIRST.length + 1);
  return fields.toSorted((a, b) => place(a) - place(b));
}

/** Needed by most of a kind, though not by all: shown with the others that are. */
const USUAL: { [kind: string]: string } = { meeting: 'agenda' };

/** The fields of a kind; undefined until they are there. */
export function useFields(kind: string | undefined): readonly Field[] | undefined {
  const { data, earlier } = useCall('schema', kind === undefined ? null : { name: `entry.${kind}` });
  return useMemo(() => (data === undefined || earlier ? undefined : inOrder(fieldsOf(data).map((field) => (field.name === USUAL[kind ?? ''] ? { ...field, usual: true } : field)))), [data, earlier, kind]);
}
