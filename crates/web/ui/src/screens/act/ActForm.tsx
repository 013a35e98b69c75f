/** One act as a form made from its schema. What the model refuses stands above the form, word for word; what was written is kept. */

import { Alert, App, Button, Form } from 'antd';
import { useMemo, useRef, useState } from 'react';
import { Link, useLocation, useParams } from 'wouter';

import type { Json, ParamsOf } from '../../core/calls';
import { useDirty } from '../../core/dirty';
import { useKept } from '../../core/drafts';
import { isSettled, useAct, useCall } from '../../core/hooks';
import { placeWith, useAsked } from '../../core/place';
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
import { NotReadable } from '../case/NotReadable';
import { useCase } from '../case/useCase';
import './act.css';
import { Checklist } from './Checklist';
import { useForms } from './forms';
import { InSight } from './InSight';
import { Refused } from './Refused';

/** What was written of an act that is not recorded yet. */
interface Draft {
  on: string | null;
  value: Json;
}

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
  const config = useCall('config.show', kind === 'close' ? {} : null);
  const forms = useForms(id);
  const form = forms.forms?.find((one) => one.kind === kind);
  const fields = useMemo(() => (schema.data === undefined || schema.earlier ? [] : fieldsOf(schema.data)), [schema.data, schema.earlier]);
  const [asked] = useAsked();
  // Whoever leads here may know some of it: `?scheme=official`.
  const draft = useKept<Draft>(placeWith(`act:${id}:${kind}`, asked.toString(), {}), { on: null, value: Object.fromEntries(asked) });
  const [checked, setChecked] = useState(false);
  const page = useRef<HTMLDivElement>(null);
  const act = useAct('act', (answer) => {
    draft.clear();
    void message.success(t('act.done', { kind: words.kind(kind) }));
    go(answer.receipt_code === null ? caseHref(id) : `${caseHref(id)}/slip?code=${encodeURIComponent(answer.receipt_code)}`, { replace: true });
  });
  const checklist = kind === 'close' ? draft.value.value['checklist'] : undefined;
  const written = draft.value.on !== null || checklist !== undefined || Object.keys(payloadOf(fields, draft.value.value)).length > 0;
  useDirty(written, true);
  const record = () => {
    setChecked(true);
    if (missing(fields, draft.value.value).length > 0) {
      // The first field that is needed and empty, once it is marked.
      setTimeout(() => page.current?.querySelector<HTMLElement>('.ant-form-item-has-error :is(input, textarea, button)')?.focus());
      return;
    }
    if (act.busy) return;
    const payload = { ...payloadOf(fields, draft.value.value), ...(checklist === undefined ? {} : { checklist }) };
    void act.run({ kind: kind as ParamsOf<'act'>['kind'], case: id, payload, ...(draft.value.on === null ? {} : { on: draft.value.on }) });
  };
  const set = (value: Json) => {
    act.reset();
    draft.set({ ...draft.value, value });
  };
  const settled = isSettled(schema) && (kind !== 'close' || isSettled(config)) && (forms.forms !== undefined || forms.failure !== null);
  const ready = draft.ready && shown !== undefined && schema.data !== undefined && settled;
  useShortcut('mod+enter', t('act.do'), ready ? record : null);
  const buttons = (
    <>
      <Link href={`${caseHref(id)}/act`} asChild>
        <Button>{t('act.other')}</Button>
      </Link>
      <Button type="primary" loading={act.busy} disabled={!ready} onClick={record}>
        {t('act.do')}
      </Button>
    </>
  );
  if (shown?.case.reading?.state === 'withheld') return <NotReadable id={id} />;
  return (
    <div className="body" ref={page}>
      <PageHead
        title={form?.label ?? words.kind(kind)}
        about={shown === undefined ? '\u00a0' : <Link href={caseHref(id)}>{`${shown.case.number} ${shown.case.title}`}</Link>}
      />
      <FailureNote failure={failure ?? schema.failure ?? draft.failure} />
      {form?.refusal == null ? null : <Alert type={form.may ? 'info' : 'warning'} showIcon title={<Refused refusal={form.refusal} />} />}
      {ready && (
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
              <SchemaForm fields={fields} value={draft.value.value} set={set} kind={kind} of={shown.case} checked={checked} />
              {kind === 'close' && config.data !== undefined && (
                <Checklist config={config.data.config} view={shown.case} value={checklist} set={(next) => set({ ...draft.value.value, checklist: next })} />
              )}
              <Form.Item label={t('form.on')} htmlFor="act-on" style={{ marginBottom: 0 }}>
                <DayField id="act-on" value={draft.value.on} set={(on) => draft.set({ ...draft.value, on })} />
              </Form.Item>
            </Form>
            <InSight failure={act.failure} />
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
