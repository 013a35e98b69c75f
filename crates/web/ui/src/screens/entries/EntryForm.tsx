/** Writing an entry, or revising one: a form made from the schema of its kind, kept as a draft at every change. */

import { Alert, Button, Form } from 'antd';
import { useState } from 'react';
import { useLocation, useParams } from 'wouter';

import type { Json } from '../../core/calls';
import { useDirty } from '../../core/dirty';
import { type Kept, useKept } from '../../core/drafts';
import { useAct, useCall } from '../../core/hooks';
import { useMe } from '../../core/me';
import { placeWith, useAsked } from '../../core/place';
import type { EntryView } from '../../generated';
import { FailureNote } from '../../parts/FailureNote';
import { useLabels } from '../../parts/form/labels';
import { OfficePicker } from '../../parts/form/Picker';
import { SchemaForm } from '../../parts/form/SchemaForm';
import { type Field, isEmpty, missing, payloadOf } from '../../parts/form/shape';
import { dayOf } from '../../parts/format';
import { PageHead, Reach, Section } from '../../parts/Page';
import { useShortcut } from '../../parts/shortcuts';
import { usePhone } from '../../theme/layout';
import { useT } from '../../words';
import { InSight } from '../act/InSight';
import { useFields, useKinds } from './useKinds';
import { changedOf, isUpon, isWritten, type Revision, revisionOf, upon } from './values';

/** The page of a new entry: `/entries/new/:kind`. What is known of it beforehand stands in the address. */
export function NewEntryForm() {
  const { kind = '' } = useParams<{ kind: string }>();
  const fields = useFields(kind);
  const unknown = useCall('schema', { name: `entry.${kind}` }).failure;
  const me = useMe();
  const [asked] = useAsked();
  if (unknown !== null) {
    return (
      <div className="body">
        <FailureNote failure={unknown} />
      </div>
    );
  }
  if (fields === undefined || me === undefined) return null;
  // What is begun for another day is another draft.
  const name = placeWith(`entry/new/${kind}`, asked.toString(), {});
  return <New key={name} name={name} kind={kind} fields={fields} known={beforehand(fields, asked, me.office ?? null)} />;
}

function New({ name, kind, fields, known }: { name: string; kind: string; fields: readonly Field[]; known: Json }) {
  const t = useT();
  const kinds = useKinds();
  const [, go] = useLocation();
  const add = useAct('entry.add');
  const values = useKept<Json>(name, known);
  const readers = useKept<readonly string[]>(`${name}/readers`, []);
  const kept = { ...values, ready: values.ready && readers.ready, clear: () => (values.clear(), readers.clear()) };
  return (
    <ValuesForm
      kept={kept}
      more={readers.value.length > 0}
      title={t('entries.new_kind', { kind: kinds.label(kind) })}
      fields={fields}
      first={known}
      busy={add.busy}
      failure={<InSight failure={add.failure} />}
      save={async (values) => {
        const answer = await add.run({ kind, payload: values, reader: [...readers.value] });
        if (answer !== undefined) go(`/entry/${answer.entry}`, { replace: true });
        return answer !== undefined;
      }}
    >
      <Form.Item label={t('entries.readers')} htmlFor="readers">
        <OfficePicker id="readers" several value={readers.value} set={(value) => readers.set((value as readonly string[] | null) ?? [])} />
      </Form.Item>
    </ValuesForm>
  );
}

/** The page of a revision: `/entry/:entry/revise`. */
export function ReviseEntryForm() {
  const { entry = '' } = useParams<{ entry: string }>();
  const shown = useCall('entry.show', { entry });
  const view = shown.data?.entry;
  const fields = useFields(view?.kind);
  if (view === undefined || view.id !== entry || fields === undefined) return <FailureNote failure={shown.failure} />;
  return <Revising key={entry} view={view} fields={fields} />;
}

function Revising({ view, fields }: { view: EntryView; fields: readonly Field[] }) {
  const t = useT();
  const [, go] = useLocation();
  const kinds = useKinds();
  const revise = useAct('entry.revise');
  const now = revisionOf(view.heads, payloadOf(fields, view.values as Json));
  const kept = useKept<Revision>(`entry/${view.id}/revision`, now);
  // Where nothing is written yet, it is written upon what the entry says now.
  const revision = isWritten(kept.value) ? kept.value : now;
  return (
    <ValuesForm
      kept={{ ...kept, value: revision.values, set: (values) => kept.set({ ...revision, values }) }}
      title={`${t('entry.revise')}：${kinds.label(view.kind)}`}
      fields={fields}
      first={revision.before}
      busy={revise.busy}
      failure={<InSight failure={revise.failure} />}
      notice={<Meanwhile fields={fields} revision={revision} now={now} take={() => kept.set(upon(revision, now))} />}
      save={async (values) => {
        const answer = await revise.run({ entry: view.id, payload: changedOf(revision.before, values), base: [...revision.base] });
        if (answer !== undefined) go(`/entry/${view.id}`, { replace: true });
        return answer !== undefined;
      }}
    />
  );
}

/** What others wrote since the form was begun: it is saved as written before that, unless it is put upon the entry as it is now. */
function Meanwhile({ fields, revision, now, take }: { fields: readonly Field[]; revision: Revision; now: Revision; take(): void }) {
  const t = useT();
  const labels = useLabels();
  if (isUpon(revision, now)) return null;
  const theirs = changedOf(revision.before, now.before);
  const names = fields.filter(({ name }) => name in theirs).map((field) => labels.field(field));
  return (
    <Alert
      type="warning"
      showIcon
      role="status"
      title={t('entry.meanwhile', { fields: names.length === 0 ? t('entry.meanwhile_other') : names.join(t('list.comma')) })}
      description={t('entry.meanwhile_about')}
      action={<Button onClick={take}>{t('entry.meanwhile_take')}</Button>}
    />
  );
}

interface ValuesFormProps {
  kept: Kept<Json>;
  title: string;
  fields: readonly Field[];
  first: Json;
  /** Whether something beside the values was said. */
  more?: boolean;
  busy: boolean;
  failure: React.ReactNode;
  /** What came up meanwhile: below the fields, which must not move under who writes. */
  notice?: React.ReactNode;
  save(values: Json): Promise<boolean>;
  children?: React.ReactNode;
}

function ValuesForm({ kept, title, fields, first, more = false, busy, failure, notice, save, children }: ValuesFormProps) {
  const t = useT();
  const phone = usePhone();
  const [checked, setChecked] = useState(false);
  const [saved, setSaved] = useState(false);
  const dirty = more || JSON.stringify(kept.value) !== JSON.stringify(first);
  useDirty(dirty && !saved, true);
  const finish = async () => {
    setChecked(true);
    if (missing(fields, kept.value).length > 0 || busy) return;
    if (await save(payloadOf(fields, kept.value))) {
      setSaved(true);
      kept.clear();
    }
  };
  useShortcut('mod+enter', t('do.save'), kept.ready ? () => void finish() : null);
  if (!kept.ready) return <FailureNote failure={kept.failure} />;
  const actions = (
    <>
      {dirty && <Button onClick={kept.clear}>{t('register.anew')}</Button>}
      <Button type="primary" loading={busy} onClick={() => void finish()}>
        {t('do.save')}
      </Button>
    </>
  );
  return (
    <div className="body">
      <PageHead title={title} about={t('register.kept')} actions={phone ? undefined : actions} />
      <Section title={t('entry.content')}>
        {kept.restored && dirty && <p className="quiet">{t('edit.restored')}</p>}
        <Form layout="vertical" component="div" style={{ maxWidth: 860 }}>
          <SchemaForm fields={fields} value={kept.value} set={kept.set} checked={checked} />
          {children}
        </Form>
      </Section>
      {notice}
      {failure}
      {phone && <Reach>{actions}</Reach>}
    </div>
  );
}

/** What is known before anything is typed: what the address says, this office where one convenes, today. */
function beforehand(fields: readonly Field[], asked: URLSearchParams, office: string | null): Json {
  const known: Json = {};
  for (const { name, shape, required } of fields) {
    const said = asked.getAll(name);
    if (said.length > 0) known[name] = shape.is === 'list' ? said : said[0];
    else if (required && name === 'office' && !isEmpty(office)) known[name] = office;
    else if (required && name === 'on' && shape.is === 'day') known[name] = dayOf(Date.now());
  }
  return known;
}
