/**
 * A form made from a JSON schema: of an act's payload, of an entry's values. Labels are the desk's words, what an id points at is
 * chosen by name, and what nobody needs to say stays folded away. It holds nothing itself: the value lies with the caller, in a draft.
 */

import { PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox, Form, Input, InputNumber, Radio, Select, Switch } from 'antd';
import { type ReactNode, useContext, useId, useState } from 'react';

import type { Json } from '../../core/calls';
import type { CaseView } from '../../generated';
import { useT } from '../../words';
import { DayField } from './DayField';
import { useLabels } from './labels';
import { type Money, MoneyField } from './MoneyField';
import { OwnForm } from './own';
import { pickerOf } from './Picker';
import { Several } from './Several';
import { type Field, isEmpty, type Shape } from './shape';

/** Choices that are few are shown side by side. */
const SHOWN_CHOICES = 4;
/** Fewer optional fields than this are not folded away. */
const FOLD_FROM = 4;

/** A switch stands beside its label where there is room. */
const BESIDE = { layout: 'horizontal', labelAlign: 'left' } as const;

/** What a form shows. */
export interface SchemaFormProps {
  fields: readonly Field[];
  value: Json;
  set(value: Json): void;
  /** Of which act: some fields point at acts of their own kind. */
  kind?: string;
  /** The case that acts and claims are chosen from. */
  of?: CaseView | undefined;
  /** Whether to say which needed fields are empty: once somebody tried to save. */
  checked?: boolean;
}

/** The fields of a form; the `Form` around them and the button are the caller's. */
export function SchemaForm(props: SchemaFormProps) {
  const t = useT();
  const { fields, value } = props;
  const optional = fields.filter((field) => !field.required && !field.usual);
  const folds = optional.length >= FOLD_FROM;
  const [open, setOpen] = useState(false);
  const said = (field: Field) => !isEmpty(value[field.name]);
  const shown = folds && !open ? fields.filter((field) => field.required || field.usual || said(field)) : fields;
  return (
    <>
      {shown.map((field) => (
        <Row key={field.name} field={field} {...props} />
      ))}
      {folds && !open && shown.length < fields.length && (
        <Button type="dashed" block icon={<PlusOutlined />} onClick={() => setOpen(true)} style={{ marginBottom: 16 }}>
          {t('form.more')}
        </Button>
      )}
    </>
  );
}

function Row({ field, value, set, kind = '', of, checked = false }: SchemaFormProps & { field: Field }) {
  const t = useT();
  const { field: label } = useLabels();
  const id = useId();
  const current = value[field.name];
  const lacking = checked && field.required && field.shape.is !== 'switch' && isEmpty(current);
  const wrong = checked && field.shape.is === 'money' && typeof current === 'string';
  const change = (next: unknown) => set({ ...value, [field.name]: next });
  return (
    <Form.Item
      label={label(field)}
      htmlFor={id}
      required={field.required}
      {...(wrong ? { validateStatus: 'error' as const } : {})}
      {...(lacking ? { validateStatus: 'error' as const, help: t('form.needed') } : {})}
      {...(field.shape.is === 'switch' ? BESIDE : {})}
    >
      <Control id={id} label={label(field)} field={field} shape={field.shape} value={current} set={change} kind={kind} of={of} checked={checked} />
    </Form.Item>
  );
}

interface ControlProps {
  id: string;
  label: string;
  field: Field;
  shape: Shape;
  value: unknown;
  set(value: unknown): void;
  kind: string;
  of: CaseView | undefined;
  checked: boolean;
}

function Control(props: ControlProps): ReactNode {
  const { id, field, shape, value, set, kind, of } = props;
  const labels = useLabels();
  const own = useContext(OwnForm)?.control(field, props) ?? null;
  if (own !== null) return own;
  switch (shape.is) {
    case 'text':
      return shape.long ? (
        <Input.TextArea id={id} autoSize={{ minRows: 2, maxRows: 12 }} value={(value as string) ?? ''} onChange={(event) => set(event.target.value)} {...most(shape.max)} />
      ) : (
        <Input id={id} value={(value as string) ?? ''} onChange={(event) => set(event.target.value)} {...most(shape.max)} />
      );
    case 'day':
      return <DayField id={id} value={(value as string) ?? null} set={set} />;
    case 'whole':
      return <InputNumber id={id} precision={0} min={shape.min ?? Number.MIN_SAFE_INTEGER} max={shape.max ?? Number.MAX_SAFE_INTEGER} value={(value as number) ?? null} onChange={set} />;
    case 'money':
      return <MoneyField id={id} value={(value as Money | undefined) ?? null} set={set} />;
    case 'switch':
      return <Switch id={id} checked={value === true} onChange={set} />;
    case 'id': {
      const chosen = { id, value: (value as string) ?? null, set };
      return pickerOf(shape.of, chosen, { case: of, kind, field: field.name }) ?? <Input id={id} value={(value as string) ?? ''} onChange={(event) => set(event.target.value)} />;
    }
    case 'choice': {
      const options = shape.of.map((choice) => ({ value: choice.code, label: labels.choice(field.name, choice) }));
      return options.length <= SHOWN_CHOICES ? (
        <Radio.Group id={id} aria-label={props.label} value={value} options={options} onChange={(event) => set(event.target.value)} />
      ) : (
        <Select id={id} aria-label={props.label} allowClear={!field.required} showSearch={{ optionFilterProp: 'label' }} value={(value as string) ?? null} options={options} onChange={(next) => set(next ?? null)} />
      );
    }
    case 'list':
      return <List {...props} shape={shape.of} />;
    case 'fields':
      return (
        <div style={{ borderLeft: '3px solid var(--line)', paddingLeft: 12 }}>
          <SchemaForm fields={shape.of} value={(value as Json) ?? {}} set={set} kind={kind} of={of} checked={props.checked} />
        </div>
      );
    case 'other':
      return null;
  }
}

const most = (max: number | undefined) => (max === undefined ? {} : { maxLength: max });

/** Several of one shape. */
function List(props: ControlProps) {
  const labels = useLabels();
  const { id, label, field, shape, set, kind, of } = props;
  const values = (props.value as unknown[] | undefined) ?? [];
  if (shape.is === 'choice') {
    const options = shape.of.map((choice) => ({ value: choice.code, label: labels.choice(field.name, choice) }));
    return <Checkbox.Group aria-label={label} options={options} value={values as string[]} onChange={set} />;
  }
  if (shape.is === 'id') {
    const picker = pickerOf(shape.of, { id, value: values as string[], set, several: true }, { case: of, kind, field: field.name });
    if (picker !== null) return picker;
  }
  if (shape.is !== 'fields') {
    return <Select id={id} mode="tags" open={false} suffixIcon={null} value={values as string[]} onChange={set} tokenSeparators={['、', '，', ',', ';', '；']} />;
  }
  return <Several id={id} label={label} fields={shape.of} values={values as Json[]} set={set} kind={kind} of={of} checked={props.checked} />;
}
