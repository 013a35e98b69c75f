/**
 * Fields, claims and the free text of a case. What is written is kept at every change; what others save meanwhile is shown beside it,
 * and a field that was written at once is chosen here.
 */

import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { App, Button, Form, Input } from 'antd';
import { Link, useLocation, useParams } from 'wouter';

import { useDirty } from '../../core/dirty';
import { useKept } from '../../core/drafts';
import { useAct } from '../../core/hooks';
import { caseHref } from '../../parts/Cases';
import { FailureNote } from '../../parts/FailureNote';
import { PageHead, Reach, Section } from '../../parts/Page';
import { useShortcut } from '../../parts/shortcuts';
import { usePhone } from '../../theme/layout';
import { useT } from '../../words';
import '../case/case.css';
import { NotReadable } from '../case/NotReadable';
import { type Shown, useCase } from '../case/useCase';
import { InSight } from '../act/InSight';
import { ConflictCard } from '../inbox/ConflictCard';
import { conflictName } from '../inbox/sides';
import { changedMeanwhile, type Edits, editOf, NARRATIVE, NO_EDITS, untouched, written } from './changes';

/** The plain fields in the order of the form. */
const FIELDS = ['title', 'petitioner', 'area', 'subject', 'measures', 'status_note', 'group_persons'];
/** Fields that hold sentences. */
const LONG = new Set(['measures', 'status_note', 'text', NARRATIVE]);

/** The form of the case that the address names. */
export default function EditCasePage() {
  const { case: id = '' } = useParams();
  return <EditCase key={id} id={id} />;
}

function EditCase({ id }: { id: string }) {
  const t = useT();
  const phone = usePhone();
  const [, go] = useLocation();
  const { message } = App.useApp();
  const { shown, entries, naming, failure } = useCase(id);
  const draft = useKept<Edits>(`edit:${id}`, NO_EDITS);
  const stands = (name: string) => (shown === undefined ? '' : standing(shown, name));
  const params = shown === undefined ? null : editOf(id, draft.value, stands);
  const edit = useAct('case.edit', () => {
    draft.clear();
    void message.success(t('edit.saved'));
    go(caseHref(id), { replace: true });
  });
  useDirty(params !== null, true);
  const save = () => {
    if (edit.busy) return;
    if (params === null) void message.info(t('edit.unchanged'));
    else void edit.run(params);
  };
  useShortcut('mod+s', t('do.save'), save);
  useShortcut('mod+enter', t('do.save'), save);
  if (shown === undefined || !draft.ready) {
    return (
      <div className="body">
        <FailureNote failure={failure ?? draft.failure} />
      </div>
    );
  }
  const view = shown.case;
  if (view.reading?.state === 'withheld') return <NotReadable id={id} />;
  const listed = Object.keys(shown.fields).filter((name) => name.startsWith('listed_') || name === 'flags');
  const row = (name: string, label: string) => (
    <Row key={name} name={name} label={label} stands={stands(name)} edits={draft.value} set={draft.set} />
  );
  const buttons = (
    <>
      <Button onClick={() => (draft.clear(), go(caseHref(id)))}>{t(params === null ? 'do.back' : 'edit.discard')}</Button>
      <Button type="primary" loading={edit.busy} disabled={params === null} onClick={save}>
        {t('do.save')}
      </Button>
    </>
  );
  return (
    <div className="body">
      <PageHead title={t('edit.title')} about={<Link href={caseHref(id)}>{`${view.number} ${view.title}`}</Link>} actions={phone ? null : buttons} />
      <FailureNote failure={failure} />
      {phone ? null : <InSight failure={edit.failure} />}
      {draft.restored && params !== null && <p className="quiet">{t('edit.restored')}</p>}
      {view.conflicts.length > 0 && (
        <Section title={<span className="late">{t('decide.of_case')}</span>}>
          <div className="stack">
            {view.conflicts.map((conflict) => (
              <ConflictCard key={conflictName(conflict)} id={id} conflict={conflict} entries={entries} naming={naming} />
            ))}
          </div>
        </Section>
      )}
      <Form layout="vertical" component="div" className="stack">
        <Section title={t('edit.fields')}>
          {FIELDS.map((name) => row(name, naming.words.field(name)))}
          {row(NARRATIVE, t('kase.narrative'))}
        </Section>
        <Section title={t('edit.claims')}>
          {view.claims.map((claim, index) => (
            <div key={claim.id} className="claim-fields">
              {row(`${claim.id}.text`, t('kase.claim', { n: index + 1 }))}
              {row(`${claim.id}.amount`, naming.words.field('amount'))}
            </div>
          ))}
          <NewClaims edits={draft.value} set={draft.set} />
        </Section>
        {listed.length > 0 && <Section title={t('edit.listed')}>{listed.map((name) => row(name, naming.words.field(name)))}</Section>}
      </Form>
      {phone && <InSight failure={edit.failure} />}
      {phone && <Reach>{buttons}</Reach>}
    </div>
  );
}

/** What stands in a field now: of values written at once the one shown elsewhere. */
function standing(shown: Shown, name: string): string {
  if (name === NARRATIVE) return shown.narrative;
  const [first = '', second] = name.split('.');
  if (second === undefined) return shown.fields[first]?.[0]?.value ?? '';
  const claim = shown.case.claims.find((one) => one.id === first);
  return (second === 'text' ? claim?.text : claim?.amount) ?? '';
}

interface RowProps {
  name: string;
  label: string;
  stands: string;
  edits: Edits;
  set(edits: Edits): void;
}

function Row({ name, label, stands, edits, set }: RowProps) {
  const t = useT();
  const id = `edit-${name}`;
  const value = edits.value[name] ?? stands;
  const change = (next: string) => set(next === stands ? untouched(edits, name) : written(edits, name, stands, next));
  const meanwhile = changedMeanwhile(edits, name, stands);
  return (
    <Form.Item
      label={label}
      htmlFor={id}
      {...(meanwhile
        ? {
            validateStatus: 'warning' as const,
            help: (
              <span className="wrap">
                {t('edit.meanwhile', { value: stands === '' ? t('history.empty') : stands })}
                <Button size="small" onClick={() => set(untouched(edits, name))}>
                  {t('edit.take_theirs')}
                </Button>
              </span>
            ),
          }
        : {})}
    >
      {LONG.has(name.split('.').at(-1) ?? name) ? (
        <Input.TextArea id={id} autoSize={{ minRows: name === NARRATIVE ? 4 : 2, maxRows: 20 }} value={value} onChange={(event) => change(event.target.value)} />
      ) : (
        <Input id={id} value={value} onChange={(event) => change(event.target.value)} />
      )}
    </Form.Item>
  );
}

function NewClaims({ edits, set }: { edits: Edits; set(edits: Edits): void }) {
  const t = useT();
  return (
    <>
      {edits.claims.map((text, index) => (
        <Form.Item key={index} label={t('edit.new_claim')} htmlFor={`edit-new-${index}`}>
          <div className="wrap" style={{ flexWrap: 'nowrap' }}>
            <Input.TextArea id={`edit-new-${index}`} autoSize={{ minRows: 2 }} value={text} onChange={(event) => set({ ...edits, claims: edits.claims.with(index, event.target.value) })} />
            <Button
              icon={<DeleteOutlined />}
              aria-label={`${t('do.remove')} ${t('edit.new_claim')}`}
              onClick={() => set({ ...edits, claims: edits.claims.filter((_, other) => other !== index) })}
            />
          </div>
        </Form.Item>
      ))}
      <Button icon={<PlusOutlined />} onClick={() => set({ ...edits, claims: [...edits.claims, ''] })}>
        {t('edit.add_claim')}
      </Button>
    </>
  );
}
