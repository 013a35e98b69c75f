/** One act as a form made from its schema. What the model refuses stands above the form, word for word; what was written is kept. */

import { App, Button, Form } from 'antd';
import { useMemo, useState } from 'react';
import { Link, useLocation, useParams } from 'wouter';

import type { Json, ParamsOf } from '../../core/calls';
import { useDirty } from '../../core/dirty';
import { useKept } from '../../core/drafts';
import { useAct, useCall } from '../../core/hooks';
import { useWords } from '../../core/words';
import { caseHref } from '../../parts/Cases';
import { FailureNote } from '../../parts/FailureNote';
import { DayField } from '../../parts/form/DayField';
import { SchemaForm } from '../../parts/form/SchemaForm';
import { fieldsOf, missing, payloadOf } from '../../parts/form/shape';
import { PageHead, Reach } from '../../parts/Page';
import { useShortcut } from '../../parts/shortcuts';
import { usePhone } from '../../theme/layout';
import { useT } from '../../words';
import { useCase } from '../case/useCase';
import './act.css';
import { Checklist } from './Checklist';
import { useForms } from './forms';

/** What was written of an act that is not recorded yet. */
interface Draft {
  on: string | null;
  value: Json;
}

const EMPTY: Draft = { on: null, value: {} };

/** The form of the act that the address names. */
export default function ActFormPage() {
  const { case: id = '', kind = '' } = useParams();
  return <ActForm key={`${id} ${kind}`} id={id} kind={kind} />;
}

function ActForm({ id, kind }: { id: string; kind: string }) {
  const t = useT();
  const words = useWords();
  const phone = usePhone();
  const [, go] = useLocation();
  const { message } = App.useApp();
  const { shown, failure } = useCase(id);
  const schema = useCall('schema', { name: kind });
  const form = useForms(id).forms?.find((one) => one.kind === kind);
  const fields = useMemo(() => (schema.data === undefined || schema.earlier ? [] : fieldsOf(schema.data, kind)), [schema.data, schema.earlier, kind]);
  const draft = useKept<Draft>(`act:${id}:${kind}`, EMPTY);
  const [checked, setChecked] = useState(false);
  const act = useAct('act', (answer) => {
    draft.clear();
    void message.success(t('act.done', { kind: words.kind(kind) }));
    go(answer.receipt_code === null ? caseHref(id) : `${caseHref(id)}/slip?code=${encodeURIComponent(answer.receipt_code)}`, { replace: true });
  });
  const written = draft.value.on !== null || Object.keys(payloadOf(fields, draft.value.value)).length > 0;
  useDirty(written, true);
  const record = () => {
    setChecked(true);
    if (missing(fields, draft.value.value).length > 0 || act.busy) return;
    const checklist = draft.value.value['checklist'];
    const payload = { ...payloadOf(fields, draft.value.value), ...(kind === 'close' && checklist !== undefined ? { checklist } : {}) };
    void act.run({ kind: kind as ParamsOf<'act'>['kind'], case: id, payload, ...(draft.value.on === null ? {} : { on: draft.value.on }) });
  };
  useShortcut('mod+enter', t('act.do'), record);
  const set = (value: Json) => {
    act.reset();
    draft.set({ ...draft.value, value });
  };
  const buttons = (
    <>
      <Link href={`${caseHref(id)}/act`} asChild>
        <Button>{t('act.other')}</Button>
      </Link>
      <Button type="primary" loading={act.busy} onClick={record}>
        {t('act.do')}
      </Button>
    </>
  );
  return (
    <div className="body">
      <PageHead
        title={form?.label ?? words.kind(kind)}
        about={shown === undefined ? null : <Link href={caseHref(id)}>{`${shown.case.number} ${shown.case.title}`}</Link>}
      />
      <FailureNote failure={failure ?? schema.failure} />
      <FailureNote failure={act.failure ?? form?.refusal ?? null} />
      {draft.ready && (
        <section className="section form">
          <div className="inner">
            {draft.restored && written && (
              <p className="wrap quiet" style={{ marginBottom: 12 }}>
                {t('edit.restored')}
                <Button size="small" onClick={draft.clear}>
                  {t('edit.discard')}
                </Button>
              </p>
            )}
            <Form layout="vertical" component="div">
              <SchemaForm fields={fields} value={draft.value.value} set={set} kind={kind} of={shown?.case} checked={checked} />
              {kind === 'close' && shown !== undefined && <Checklist view={shown.case} value={draft.value.value['checklist']} set={(checklist) => set({ ...draft.value.value, checklist })} />}
              <Form.Item label={t('form.on')} htmlFor="act-on" style={{ marginBottom: 0 }}>
                <DayField id="act-on" value={draft.value.on} set={(on) => draft.set({ ...draft.value, on })} />
              </Form.Item>
            </Form>
            {phone ? null : (
              <div className="wrap" style={{ marginTop: 16, justifyContent: 'flex-end' }}>
                {buttons}
              </div>
            )}
          </div>
        </section>
      )}
      {phone && <Reach>{buttons}</Reach>}
    </div>
  );
}
