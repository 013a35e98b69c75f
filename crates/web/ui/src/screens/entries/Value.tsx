/** One value of an entry as people read it, by the shape of its field. */

import { Fragment, type ReactNode } from 'react';

import type { Json } from '../../core/calls';
import { useNames } from '../../core/names';
import { useLabels } from '../../parts/form/labels';
import { type Field, isEmpty, type Shape } from '../../parts/form/shape';
import { CaseRef, EntryRef } from '../../parts/Refs';
import { Day, Money } from '../../parts/Values';
import { useT } from '../../words';

/** A value. */
export function Value({ field, value }: { field: Field; value: unknown }) {
  return <Shaped name={field.name} shape={field.shape} value={value} />;
}

function Shaped({ name, shape, value }: { name: string; shape: Shape; value: unknown }): ReactNode {
  const t = useT();
  const names = useNames();
  const labels = useLabels();
  if (isEmpty(value)) return null;
  switch (shape.is) {
    case 'day':
      return <Day day={String(value)} weekday />;
    case 'money':
      return <Money fen={Number(value)} />;
    case 'switch':
      return t(value === true ? 'yes' : 'no');
    case 'choice': {
      const choice = shape.of.find(({ code }) => code === value);
      return choice === undefined ? String(value) : labels.choice(name, choice);
    }
    case 'id':
      if (shape.of === 'case') return <CaseRef id={String(value)} />;
      if (shape.of === 'entry') return <EntryRef id={String(value)} />;
      return names.staff(String(value));
    case 'list': {
      const values = Array.isArray(value) ? value : [value];
      if (shape.of.is === 'fields') return <Rows fields={shape.of.of} rows={values as Json[]} />;
      const apart = shape.of.is === 'id' && (shape.of.of === 'case' || shape.of.of === 'entry');
      return values.map((one, index) => (
        <Fragment key={index}>
          {index > 0 && (apart ? <br /> : t('list.comma'))}
          <Shaped name={name} shape={shape.of} value={one} />
        </Fragment>
      ));
    }
    case 'fields':
      return <Rows fields={shape.of} rows={[value as Json]} />;
    default:
      return <span className="sentences">{String(value)}</span>;
  }
}

function Rows({ fields, rows }: { fields: readonly Field[]; rows: readonly Json[] }) {
  const labels = useLabels();
  const used = fields.filter(({ name }) => rows.some((row) => !isEmpty(row[name])));
  return (
    <div style={{ overflowX: 'auto' }}>
      <table className="plain">
        <thead>
          <tr>
            {used.map((field) => (
              <th key={field.name} scope="col">
                {labels.field(field)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {used.map((field) => (
                <td key={field.name}>
                  <Value field={field} value={row[field.name]} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
