/** Lines of a form that are alike: added, moved, removed. Of many one is open, the others say in a line what they hold. */

import { EditOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useContext, useState } from 'react';

import type { Json } from '../../core/calls';
import type { CaseView } from '../../generated';
import { useT } from '../../words';
import { useLabels } from './labels';
import { moved, Moves } from './Moves';
import { OwnForm } from './own';
import { SchemaForm } from './SchemaForm';
import { type Field, isEmpty, missing } from './shape';

/** More lines than this are closed. */
const OPEN_MOST = 3;
/** Of a closed line so many fields are said. */
const SAID_MOST = 3;

interface SeveralProps {
  id: string;
  label: string;
  fields: readonly Field[];
  values: readonly Json[];
  set(values: Json[]): void;
  kind: string;
  of: CaseView | undefined;
  checked: boolean;
}

/** The lines. */
export function Several({ id, label, fields, values, set, kind, of, checked }: SeveralProps) {
  const t = useT();
  const own = useContext(OwnForm);
  const said = useSaid(fields);
  const [open, setOpen] = useState<number | null>(null);
  const isOpen = (value: Json, at: number) => values.length <= OPEN_MOST || at === open || (checked && missing(fields, value).length > 0);
  const put = (next: Json[], at: number | null) => {
    set(next);
    setOpen(at);
  };
  const moves = (at: number, name: string) => (
    <Moves
      name={name}
      at={at}
      count={values.length}
      move={(from, to) => put(moved(values, from, to), open === from ? to : open === to ? from : open)}
      remove={() => put(values.toSpliced(at, 1), null)}
    />
  );
  return (
    <div className="stack" style={{ gap: 8 }}>
      {values.map((value, at) => {
        const name = `${label} ${at + 1}`;
        return isOpen(value, at) ? (
          <fieldset key={at} className="boxed">
            <legend className="wrap">
              {name}
              {moves(at, name)}
            </legend>
            <SchemaForm fields={fields} value={value} set={(next) => set(values.with(at, next))} kind={kind} of={of} checked={checked} />
          </fieldset>
        ) : (
          <div key={at} className="folded">
            <span className="said">{said(value) || name}</span>
            <Button type="text" icon={<EditOutlined />} aria-label={`${t('do.open')} ${name}`} onClick={() => setOpen(at)} />
            {moves(at, name)}
          </div>
        );
      })}
      <div>
        <Button id={id} aria-label={`${t('do.add')} ${label}`} icon={<PlusOutlined />} onClick={() => put([...values, own?.blank(fields, values) ?? {}], values.length)}>
          {t('do.add')} {label}
        </Button>
      </div>
    </div>
  );
}

/** What a closed line says. */
function useSaid(fields: readonly Field[]): (value: Json) => string {
  const t = useT();
  const labels = useLabels();
  const own = useContext(OwnForm);
  const one = (field: Field, value: unknown): string => {
    const said = own?.said(field, value) ?? null;
    if (said !== null) return said;
    if (field.shape.is === 'choice') return labels.choice(field.name, { code: String(value), title: field.shape.of.find(({ code }) => code === value)?.title });
    if (field.shape.is === 'switch') return value === true ? labels.field(field) : '';
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  };
  return (value) =>
    fields
      .flatMap((field) => (isEmpty(value[field.name]) ? [] : [one(field, value[field.name])]))
      .filter((text) => text !== '')
      .slice(0, SAID_MOST)
      .join(t('list.comma'));
}
