/** What can be done with an entry beside revising it: respond, publish, strike. Each a small form made from its schema. */

import { Button, Form, Modal } from 'antd';
import { useMemo, useState } from 'react';

import type { Json } from '../../core/calls';
import { useDirty } from '../../core/dirty';
import { useKept } from '../../core/drafts';
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
  const draft = useKept<Json>(['entry', entry, verb, ...Object.values(first)].join('/'), known);
  const { value } = draft;
  const [checked, setChecked] = useState(false);
  const leave = () => {
    draft.clear();
    close();
  };
  const act = useAct(`entry.${verb}`, leave);
  const fields = useMemo(() => (schema.data === undefined ? [] : fieldsOf(schema.data)), [schema.data]);
  const dirty = JSON.stringify(value) !== JSON.stringify(known);
  useDirty(dirty, true);
  const save = () => {
    setChecked(true);
    if (act.busy) return;
    if (missing(fields, value).length === 0) void act.run({ entry, payload: payloadOf(fields, value) });
  };
  return (
    <Modal
      open
      title={t(`entry.${verb}`)}
      // Put aside, it is there at the next opening.
      onCancel={close}
      mask={{ closable: false }}
      footer={
        <>
          <Button onClick={leave}>{t('do.cancel')}</Button>
          <Button type="primary" danger={verb === 'strike'} loading={act.busy} disabled={!draft.ready || schema.data === undefined} onClick={save}>
            {t(`entry.${verb}`)}
          </Button>
        </>
      }
    >
      {draft.ready && (
        <Form layout="vertical" component="div">
          {draft.restored && dirty && <p className="quiet">{t('edit.restored')}</p>}
          <SchemaForm fields={fields} value={value} set={draft.set} kind={verb} checked={checked} />
        </Form>
      )}
      <FailureNote failure={act.failure ?? draft.failure} />
    </Modal>
  );
}
