/** Writing an entry, or revising one: a form made from the schema of its kind, kept as a draft at every change. */

import { Button, Form } from 'antd';
import { useState } from 'react';
import { useLocation, useParams } from 'wouter';

import type { Json } from '../../core/calls';
import { useDirty } from '../../core/dirty';
import { useKept } from '../../core/drafts';
import { useAct, useCall } from '../../core/hooks';
import { useMe } from '../../core/me';
import { useAsked } from '../../core/place';
import { FailureNote } from '../../parts/FailureNote';
import { OfficePicker } from '../../parts/form/Picker';
import { SchemaForm } from '../../parts/form/SchemaForm';
import { type Field, isEmpty, missing, payloadOf } from '../../parts/form/shape';
import { dayOf } from '../../parts/format';
import { PageHead, Reach, Section } from '../../parts/Page';
import { useShortcut } from '../../parts/shortcuts';
import { usePhone } from '../../theme/layout';
import { useT } from '../../words';
import { useFields, useKinds } from './useKinds';
import { changedOf } from './values';

/** The page of a new entry: `/entries/new/:kind`. What is known of it beforehand stands in the address. */
export function NewEntryForm() {
  const t = useT();
  const { kind = '' } = useParams<{ kind: string }>();
  const kinds = useKinds();
  const fields = useFields(kind);
  const me = useMe();
  const [asked] = useAsked();
  const [, go] = useLocation();
  const [readers, setReaders] = useState<readonly string[]>([]);
  const add = useAct('entry.add');
  if (fields === undefined || me === undefined) return null;
  const known = beforehand(fields, asked, me.office ?? null);
  return (
    <ValuesForm
      key={`${kind} ${asked.toString()}`}
      draft={`entry/new/${kind}`}
      title={t('entries.new_kind', { kind: kinds.label(kind) })}
      fields={fields}
      first={known}
      busy={add.busy}
      failure={<FailureNote failure={add.failure} close={add.reset} />}
      save={async (values) => {
        const answer = await add.run({ kind, payload: values, reader: [...readers] });
        if (answer !== undefined) go(`/entry/${answer.entry}`, { replace: true });
        return answer !== undefined;
      }}
    >
      <Form.Item label={t('entries.readers')} htmlFor="readers">
        <OfficePicker id="readers" several value={readers} set={(value) => setReaders((value as readonly string[] | null) ?? [])} />
      </Form.Item>
    </ValuesForm>
  );
}

/** The page of a revision: `/entry/:entry/revise`. */
export function ReviseEntryForm() {
  const t = useT();
  const { entry = '' } = useParams<{ entry: string }>();
  const [, go] = useLocation();
  const shown = useCall('entry.show', { entry });
  const view = shown.data?.entry;
  const fields = useFields(view?.kind);
  const kinds = useKinds();
  const revise = useAct('entry.revise');
  if (view === undefined || fields === undefined) return <FailureNote failure={shown.failure} />;
  const before = payloadOf(fields, view.values as Json);
  return (
    <ValuesForm
      key={entry}
      draft={`entry/${entry}`}
      title={`${t('entry.revise')}：${kinds.label(view.kind)}`}
      fields={fields}
      first={before}
      busy={revise.busy}
      failure={<FailureNote failure={revise.failure} close={revise.reset} />}
      save={async (values) => {
        const answer = await revise.run({ entry, payload: changedOf(before, values) });
        if (answer !== undefined) go(`/entry/${entry}`, { replace: true });
        return answer !== undefined;
      }}
    />
  );
}

interface ValuesFormProps {
  draft: string;
  title: string;
  fields: readonly Field[];
  first: Json;
  busy: boolean;
  failure: React.ReactNode;
  save(values: Json): Promise<boolean>;
  children?: React.ReactNode;
}

function ValuesForm({ draft, title, fields, first, busy, failure, save, children }: ValuesFormProps) {
  const t = useT();
  const phone = usePhone();
  const kept = useKept<Json>(draft, first);
  const [checked, setChecked] = useState(false);
  const [saved, setSaved] = useState(false);
  const dirty = JSON.stringify(kept.value) !== JSON.stringify(first);
  useDirty(dirty && !saved, true);
  const finish = async () => {
    setChecked(true);
    if (missing(fields, kept.value).length > 0 || busy) return;
    if (await save(payloadOf(fields, kept.value))) {
      setSaved(true);
      kept.clear();
    }
  };
  useShortcut('mod+enter', t('do.save'), () => void finish());
  if (!kept.ready) return null;
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
        <Form layout="vertical" component="div" style={{ maxWidth: 860 }}>
          <SchemaForm fields={fields} value={kept.value} set={kept.set} checked={checked} />
          {children}
        </Form>
      </Section>
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
