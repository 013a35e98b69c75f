/** What can be done with an entry beside revising it: respond, publish, strike. Each a small form made from its schema. */

import { Button, Form, Modal } from 'antd';
import { useMemo, useState } from 'react';

import type { Json } from '../../core/calls';
import { useDirty } from '../../core/dirty';
import { useAct, useCall } from '../../core/hooks';
import { FailureNote } from '../../parts/FailureNote';
import { dayOf } from '../../parts/format';
import { SchemaForm } from '../../parts/form/SchemaForm';
import { fieldsOf, missing, payloadOf } from '../../parts/form/shape';
import { useT } from '../../words';

/** What can be done. */
export type Verb = 'respond' | 'publish' | 'strike';

/** The form of one of them. `first`: what is known beforehand. */
export function VerbForm({ entry, verb, first = {}, close }: { entry: string; verb: Verb; first?: Json; close(): void }) {
  const t = useT();
  const schema = useCall('schema', { name: verb });
  const known = { ...(verb === 'strike' ? {} : { on: dayOf(Date.now()) }), ...first };
  const [value, setValue] = useState<Json>(known);
  const [checked, setChecked] = useState(false);
  const act = useAct(`entry.${verb}`, close);
  const fields = useMemo(() => (schema.data === undefined ? [] : fieldsOf(schema.data)), [schema.data]);
  useDirty(JSON.stringify(value) !== JSON.stringify(known));
  const save = () => {
    setChecked(true);
    if (missing(fields, value).length === 0) void act.run({ entry, payload: payloadOf(fields, value) });
  };
  return (
    <Modal
      open
      title={t(`entry.${verb}`)}
      onCancel={close}
      footer={
        <>
          <Button onClick={close}>{t('do.cancel')}</Button>
          <Button type="primary" danger={verb === 'strike'} loading={act.busy} onClick={save}>
            {t(`entry.${verb}`)}
          </Button>
        </>
      }
    >
      <Form layout="vertical" component="div">
        <SchemaForm fields={fields} value={value} set={setValue} kind={verb} checked={checked} />
      </Form>
      <FailureNote failure={act.failure} />
    </Modal>
  );
}
