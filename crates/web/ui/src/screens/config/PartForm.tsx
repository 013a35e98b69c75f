/** One part of the configuration as a form made from its schema. */

import { Form } from 'antd';
import { useState } from 'react';

import type { Json } from '../../core/calls';
import type { Config } from '../../generated';
import { BY_SET, FormDrawer } from '../../parts/FormDrawer';
import { OwnForm } from '../../parts/form/own';
import { SchemaForm } from '../../parts/form/SchemaForm';
import { type Field, missing } from '../../parts/form/shape';
import { useT } from '../../words';
import { useOwn } from './own';
import type { Name } from './Parts';
import { emptiable, tidied } from './whole';

interface PartFormProps {
  part: Name | null;
  /** The fields of the configuration. */
  fields: readonly Field[];
  of: Config;
  close(): void;
  save(parts: Partial<Config>): void;
}

/** The form; closed while it is about none. */
export function PartForm({ part, fields: all, of, close, save }: PartFormProps) {
  const t = useT();
  const [checked, setChecked] = useState(false);
  const field = all.find(({ name }) => name === part);
  // A part with fields is asked for by these, a list as a whole.
  const inner = field?.shape.is === 'fields' ? field.shape.of : null;
  const fields = emptiable(inner ?? (field === undefined ? [] : [field]));
  const initial: Json = part === null ? {} : inner === null ? { [part]: of[part] } : ((of[part] as unknown as Json) ?? {});
  const whole = (_: unknown, value: Json) => {
    setChecked(true);
    return missing(fields, value).length === 0 ? Promise.resolve() : Promise.reject(new Error(t('form.needed')));
  };
  return (
    <FormDrawer<{ value: Json }>
      title={part === null ? '' : t(`config.part.${part}`)}
      draft={`config/part/${part ?? ''}`}
      open={part !== null}
      close={() => {
        setChecked(false);
        close();
      }}
      doing={t('do.save')}
      busy={false}
      failure={null}
      initial={{ value: initial }}
      finish={({ value }) => {
        const now = tidied(value) as Json;
        if (part !== null) save(inner === null ? now : { [part]: now });
        setChecked(false);
        close();
      }}
    >
      <Form.Item {...BY_SET} name="value" rules={[{ validator: whole }]} validateTrigger={[]}>
        <Fields part={part ?? ''} fields={fields} of={of} checked={checked} />
      </Form.Item>
    </FormDrawer>
  );
}

interface FieldsProps {
  part: string;
  fields: readonly Field[];
  of: Config;
  checked: boolean;
  value?: Json;
  set?(value: Json): void;
}

/** The fields; `value` and `set` are given by the form. */
function Fields({ part, fields, of, checked, value = {}, set }: FieldsProps) {
  const own = useOwn(of, part, value);
  return (
    <OwnForm value={own}>
      <SchemaForm fields={fields} value={value} set={(next) => set?.(next)} checked={checked} />
    </OwnForm>
  );
}
