/** Fields that point at something: an office, a person of the staff, another case, an act or a claim of this case. */

import { Select } from 'antd';
import { type ReactNode, useState } from 'react';

import { useCall } from '../../core/hooks';
import { useNames } from '../../core/names';
import { useSettings } from '../../core/settings';
import { useWords } from '../../core/words';
import type { CaseView } from '../../generated';
import { useT } from '../../words';
import { dayText } from '../format';

/** How far a level of the tree stands to the right: a space as wide as a character. */
const LEVEL = '\u3000';

/** What can be pointed at. */
interface Option {
  value: string;
  label: string;
  /** What else finds it. */
  also?: string;
}

/** A field that points at one thing or, with `several`, at some. `value` and `set` are left out where a form gives them. */
export interface PickerProps {
  id?: string;
  /** For those who hear it, where no label stands beside it. */
  label?: string;
  value?: string | readonly string[] | null;
  set?(value: string | readonly string[] | null): void;
  several?: boolean;
  /** What stands there while nothing is chosen. */
  hint?: string;
}

function Pick({ id, label, value, set, several, options, hint, search }: PickerProps & { options: Option[]; search?: (typed: string) => void }) {
  const t = useT();
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      {...(label === undefined ? {} : { 'aria-label': label })}
      {...(several === true ? { mode: 'multiple' as const } : {})}
      allowClear
      style={{ width: '100%' }}
      value={(several === true ? (value ?? []) : (value ?? undefined)) as string | undefined}
      placeholder={hint ?? label ?? t('form.choose')}
      notFoundContent={t(options.length === 0 && search === undefined ? 'form.none_yet' : 'form.none_found')}
      showSearch={
        search === undefined
          ? { filterOption: (typed, option) => `${option?.label ?? ''} ${(option as Option | undefined)?.also ?? ''}`.toLowerCase().includes(typed.toLowerCase()) }
          : { filterOption: false, onSearch: search }
      }
      options={options}
      // What is chosen stands by itself, not in the tree.
      labelRender={({ label: chosen, value: of }) => (typeof chosen === 'string' ? chosen.trimStart() : of)}
      onChange={(next: unknown) => set?.((next as string | string[] | undefined) ?? null)}
    />
  );
}

/** An office of the county, each under the one above it. */
export function OfficePicker(props: PickerProps) {
  const { branches } = useNames();
  return <Pick {...props} options={branches.map(({ office: { id, name, code }, depth }) => ({ value: id, label: `${LEVEL.repeat(depth)}${name}`, also: code }))} />;
}

/** Somebody of the staff, with their office: names alone fit several. Who left is not among them. */
export function StaffPicker({ but, ...props }: PickerProps & { but?: ReadonlySet<string> }) {
  const { people, office: officeName } = useNames();
  const options = people
    .filter(({ id, active }) => active && but?.has(id) !== true)
    .map(({ id, name, title, office }) => ({ value: id, label: [name, title, officeName(office)].filter(Boolean).join(' ') }));
  return <Pick {...props} options={options} />;
}

const FOUND_MAX = 20;

/** Another case, found by number, matter or pinyin. */
export function CasePicker(props: PickerProps) {
  const t = useT();
  const [typed, setTyped] = useState('');
  const { data } = useCall('case.list', typed.trim() === '' ? { limit: FOUND_MAX } : { search: typed.trim(), limit: FOUND_MAX });
  const options = (data?.cases ?? []).map(({ id, number, title }) => ({ value: id, label: `${number} ${title}` }));
  return <Pick {...props} options={options} hint={t('form.choose_case')} search={setTyped} />;
}

/** A field's name says which kind of act it points at, but for these. */
const KINDS: { [field: string]: readonly string[] } = {
  contact: ['register', 'contact'],
  objection: ['object'],
  supervision: ['supervise'],
  mediation: ['mediate'],
  transfer: ['transfer', 'assign'],
  listing: ['list'],
};

/** The kinds of act that a field of an act points at; null: any. */
export function kindsPointedAt(kind: string, field: string, all: ReadonlySet<string>): readonly string[] | null {
  if (field === 'replaces') return [kind];
  return KINDS[field] ?? (all.has(field) ? [field] : null);
}

/** An act of this case, the latest first. */
export function ActPicker({ of, kind, field, ...props }: PickerProps & { of: CaseView; kind: string; field: string }) {
  const words = useWords();
  const { language } = useSettings();
  const timeline = of.timeline ?? [];
  const kinds = kindsPointedAt(kind, field, new Set(timeline.map((item) => item.kind)));
  const options = timeline
    .filter((item) => kinds === null || kinds.includes(item.kind))
    .toReversed()
    .map((item) => ({ value: item.act, label: `${words.kind(item.kind)} ${dayText(item.effective_on, language)}` }));
  return <Pick {...props} options={options} />;
}

/** A claim of this case. */
export function ClaimPicker({ of, ...props }: PickerProps & { of: CaseView }) {
  return <Pick {...props} options={(of.claims ?? []).map(({ id, text }, index) => ({ value: id, label: `${index + 1}. ${text}` }))} />;
}

/** An entry of the register. */
export function EntryPicker(props: PickerProps) {
  const [typed, setTyped] = useState('');
  const { data } = useCall('entry.list', typed.trim() === '' ? { limit: FOUND_MAX } : { search: typed.trim(), limit: FOUND_MAX });
  const options = (data?.entries ?? []).map(({ id, title, on }) => ({ value: id, label: [title, on].filter(Boolean).join(' ') }));
  return <Pick {...props} options={options} search={setTyped} />;
}

/** The picker for ids of a kind of thing; null where there is none, and an id has to be typed. */
export function pickerOf(of: string, props: PickerProps, on: { case: CaseView | undefined; kind: string; field: string }): ReactNode | null {
  switch (of) {
    case 'office':
      return <OfficePicker {...props} />;
    case 'staff':
      return <StaffPicker {...props} />;
    case 'case':
      return <CasePicker {...props} />;
    case 'entry':
      return <EntryPicker {...props} />;
    case 'act':
      return on.case === undefined ? null : <ActPicker {...props} of={on.case} kind={on.kind} field={on.field} />;
    case 'claim':
      return on.case === undefined ? null : <ClaimPicker {...props} of={on.case} />;
    default:
      return null;
  }
}
