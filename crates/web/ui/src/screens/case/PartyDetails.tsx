/**
 * The details of somebody in the case: looked at with a reason, which is logged before anything is shown; corrected, shared with an
 * office, chosen where two corrected them at once. Nothing of it stays on the page when the window closes; what was typed to correct
 * it is kept as a draft, and is there at the next correction.
 */

import { App, Button, Checkbox, Form, Input, Modal } from 'antd';
import { useEffect, useState } from 'react';

import { useDirty } from '../../core/dirty';
import { useKept } from '../../core/drafts';
import { useAct } from '../../core/hooks';
import { useWords } from '../../core/words';
import type { Answers, CaseView } from '../../generated';
import { FailureNote } from '../../parts/FailureNote';
import { Facts } from '../../parts/Page';
import type { NameOf } from '../../parts/phrases';
import { Readers } from '../../parts/Readers';
import { useT } from '../../words';
import { changesOf, type Correction, DETAILS, named, standing, touched } from './party';
import { PartyFields } from './PartyFields';

type Shown = Answers['party.show'];

/** The window. */
export function PartyDetails({ party, name, of, nameOf, close }: { party: string; name: string; of: CaseView; nameOf: NameOf; close: () => void }) {
  const t = useT();
  useFocusBack();
  const [why, setWhy] = useState('');
  const [full, setFull] = useState(false);
  const [shown, setShown] = useState<Shown | null>(null);
  const [correcting, setCorrecting] = useState(false);
  const show = useAct('party.show', setShown);
  const restricted = of.reading?.state === 'restricted' || (of.reading?.openings ?? []).length > 0;
  // What was written is looked at again for the same reason, and logged like every look.
  const look = () => show.run({ party, case: of.id, full, why: why.trim() });
  return (
    <Modal
      open
      title={name}
      // Put aside, what was typed is there at the next correction.
      onCancel={close}
      destroyOnHidden
      mask={{ closable: !correcting }}
      {...(correcting ? { footer: null } : {})}
      okText={t('kase.people_show')}
      cancelText={t('do.close')}
      okButtonProps={{ disabled: why.trim() === '', loading: show.busy, style: shown === null ? {} : { display: 'none' } }}
      onOk={() => void look()}
    >
      <div className="stack">
        <FailureNote failure={show.failure} />
        {shown === null ? (
          <>
            <p>{t('kase.people_why_note')}</p>
            {restricted && <p className="soon">{t('kase.people_restricted')}</p>}
            <label className="stack" style={{ gap: 4 }}>
              {t('kase.people_why')}
              <Input value={why} onChange={(event) => setWhy(event.target.value)} maxLength={200} autoFocus onPressEnter={() => why.trim() !== '' && void look()} />
            </label>
            <Checkbox checked={full} onChange={(event) => setFull(event.target.checked)}>
              {t('kase.people_full')}
            </Checkbox>
          </>
        ) : correcting ? (
          <Correcting shown={shown} full={full} of={of} done={() => look().then(() => setCorrecting(false))} cancel={() => setCorrecting(false)} />
        ) : (
          <>
            <PartyFacts shown={shown} nameOf={nameOf} />
            <AtOnce shown={shown} of={of} done={() => void look()} />
            <div>
              <Button onClick={() => setCorrecting(true)}>{t('kase.people_correct')}</Button>
            </div>
            <h3>{t('kase.people_readers')}</h3>
            <PartyReaders shown={shown} of={of} nameOf={nameOf} />
          </>
        )}
      </div>
    </Modal>
  );
}

/** Whoever came by keyboard goes on where they were when the window has gone. */
function useFocusBack(): void {
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (before instanceof HTMLElement) setTimeout(() => before.focus());
    },
    [before],
  );
}

/** A detail as people say it: what is a word of a list, by its word. */
function useSaid(): (field: string, value: string) => string {
  const words = useWords();
  return (field, value) => (field === 'id_type' || field === 'preferred_contact' ? words.value(field, value) : value);
}

function PartyFacts({ shown: { party }, nameOf }: { shown: Shown; nameOf: NameOf }) {
  const t = useT();
  const words = useWords();
  const said = useSaid();
  return <Facts of={[...(['name', ...DETAILS] as const).map((field) => [words.field(field), said(field, party[field])] as const), [t('kase.people_kept_by'), nameOf(party.home)]]} />;
}

/** Details that two people corrected at once: every value, chosen in place. */
function AtOnce({ shown: { party }, of, done }: { shown: Shown; of: CaseView; done(): void }) {
  const t = useT();
  const words = useWords();
  const said = useSaid();
  const choose = useAct('party.choose', done);
  if (party.conflicts.length === 0) return null;
  return (
    <div className="stack" style={{ gap: 8 }}>
      <FailureNote failure={choose.failure} close={choose.reset} />
      {party.conflicts.map(({ field, values }) => (
        <div key={field} data-conflict={field}>
          <p>
            <strong>{t('decide.conflict', { field: words.field(field) })}</strong>
          </p>
          <ul className="plain">
            {values.map(({ by, value }, index) => (
              <li key={`${by} ${value}`}>
                <span>{value === '' ? t('history.empty') : said(field, value)}</span>
                <Button size="small" loading={choose.busy} onClick={() => void choose.run({ party: party.id, case: of.id, field, value: index + 1 })}>
                  {t('decide.value')}
                </Button>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}

/** Who reads them. A change holds once the relay has it, so there is nothing new to look at before. */
function PartyReaders({ shown: { party, readers }, of, nameOf }: { shown: Shown; of: CaseView; nameOf: NameOf }) {
  const t = useT();
  const { message } = App.useApp();
  const later = () => void message.success(t('kase.readers_later'));
  const share = useAct('party.share', later);
  const withdraw = useAct('party.withdraw', later);
  const with_ = (office: string) => ({ party: party.id, case: of.id, office });
  return (
    <Readers
      readers={readers}
      home={party.home}
      nameOf={nameOf}
      share={(office) => share.run(with_(office))}
      withdraw={(office) => void withdraw.run(with_(office))}
      busy={share.busy}
      failure={share.failure ?? withdraw.failure}
      reset={() => (share.reset(), withdraw.reset())}
    />
  );
}

interface CorrectingProps {
  shown: Shown;
  full: boolean;
  of: CaseView;
  /** Shows what was written. */
  done(): Promise<void>;
  cancel(): void;
}

function Correcting({ shown, full, of, done, cancel }: CorrectingProps) {
  const t = useT();
  const words = useWords();
  const { party } = shown;
  const stands = standing(shown, full);
  const draft = useKept<Correction>(`details:${party.id}`, {});
  const { name, ...typed } = { ...stands, ...draft.value };
  const set = (value: Correction) => draft.set(touched(stands, { name, ...typed, ...value }));
  // Not before it is shown as well: it would be as it was for a moment.
  const edit = useAct('party.edit', () => void done().then(draft.clear));
  const { name: renamed, ...details } = changesOf(shown, full, name, typed);
  const changes = { ...named(details), ...(renamed === undefined ? {} : { name: renamed }) };
  const changed = Object.keys(changes).length > 0;
  useDirty(changed, true);
  if (!draft.ready) return <FailureNote failure={draft.failure} />;
  return (
    <Form layout="vertical" onFinish={() => void edit.run({ party: party.id, case: of.id, ...changes })}>
      <FailureNote failure={edit.failure} />
      {draft.restored && changed && (
        <p className="quiet" style={{ marginBottom: 12 }}>
          {t('edit.restored')}
        </p>
      )}
      <Form.Item label={words.field('name')} htmlFor="party-name">
        <Input id="party-name" value={name} onChange={(event) => set({ name: event.target.value })} autoComplete="off" />
      </Form.Item>
      <PartyFields value={typed} set={set} hint={party.id_number} />
      <div className="wrap">
        <Button type="primary" htmlType="submit" disabled={!changed} loading={edit.busy}>
          {t('do.save')}
        </Button>
        <Button onClick={() => (draft.clear(), cancel())}>{t('do.cancel')}</Button>
      </div>
    </Form>
  );
}
