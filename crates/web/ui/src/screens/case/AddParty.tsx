/**
 * Entering somebody in a case: what they are to it and the name to show stand in the case; number, telephone and address go into a
 * document of their own, which no list names and no search finds.
 */

import { App, Button, Checkbox, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';

import { useDirty } from '../../core/dirty';
import { useKept } from '../../core/drafts';
import { useAct } from '../../core/hooks';
import { useWords } from '../../core/words';
import type { CaseView, PartyRole } from '../../generated';
import { FailureNote } from '../../parts/FailureNote';
import { useT } from '../../words';
import { named, type Typed } from './party';
import { PartyFields } from './PartyFields';

const ROLES: readonly PartyRole[] = ['petitioner', 'representative', 'principal', 'opponent', 'agent'];

/** What was typed of somebody: kept until it is saved or given up. */
interface Draft {
  name: string;
  role: PartyRole;
  chosen: boolean;
  details: Typed;
  /** The document of the details, once it is kept: a second try does not keep it twice. */
  party: string | null;
}

const BLANK: Draft = { name: '', role: 'petitioner', chosen: false, details: {}, party: null };

/** A button, and the form behind it. */
export function AddParty({ view }: { view: CaseView }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {t('do.add')}
      </Button>
      {open && <Entering id={view.id} close={() => setOpen(false)} />}
    </>
  );
}

function Entering({ id, close }: { id: string; close: () => void }) {
  const t = useT();
  const words = useWords();
  const { message } = App.useApp();
  const draft = useKept<Draft>(`party:${id}`, BLANK);
  const { name, role, chosen, details, party } = draft.value;
  const set = (changes: Partial<Draft>) => draft.set({ ...draft.value, ...changes });
  const add = useAct('party.add');
  const link = useAct('party.link');
  const enter = useAct('act');
  useDirty(name !== '' || Object.keys(details).length > 0, true);
  const leave = () => {
    draft.clear();
    close();
  };
  const said = Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined && value.trim() !== '')) as Typed;
  const save = async () => {
    const shown = name.trim();
    if (Object.keys(said).length === 0 && party === null) {
      if ((await enter.run({ kind: 'party', case: id, payload: { name: shown, role, chosen_by_group: chosen } })) === undefined) return;
    } else {
      const kept = party ?? (await add.run({ ...named(said), name: shown }))?.party;
      if (kept === undefined) return;
      set({ party: kept });
      if ((await link.run({ case: id, party: kept, name: shown, role, chosen_by_group: chosen })) === undefined) return;
    }
    void message.success(t('act.done', { kind: words.kind('party') }));
    leave();
  };
  return (
    <Modal
      open
      title={t('kase.people_add')}
      // Put aside, it is there at the next opening.
      onCancel={close}
      okText={t('do.save')}
      cancelText={t('do.cancel')}
      cancelButtonProps={{ onClick: leave }}
      okButtonProps={{ disabled: name.trim() === '', loading: add.busy || link.busy || enter.busy }}
      onOk={() => void save()}
      mask={{ closable: false }}
      destroyOnHidden
    >
      <Form layout="vertical" component="div">
        <FailureNote failure={add.failure ?? link.failure ?? enter.failure} />
        <Form.Item label={t('kase.people_name')} htmlFor="party-name" required>
          <Input id="party-name" autoFocus value={name} onChange={(event) => set({ name: event.target.value })} autoComplete="off" />
        </Form.Item>
        <Form.Item label={words.part('role')} htmlFor="party-role">
          <Select id="party-role" value={role} options={ROLES.map((one) => ({ value: one, label: words.value('role', one) }))} onChange={(role: PartyRole) => set({ role })} />
        </Form.Item>
        {role === 'representative' && (
          <Form.Item>
            <Checkbox checked={chosen} onChange={(event) => set({ chosen: event.target.checked })}>
              {words.part('chosen_by_group')}
            </Checkbox>
          </Form.Item>
        )}
        <p className="quiet small" style={{ marginBottom: 12 }}>
          {t('kase.people_apart')}
        </p>
        <PartyFields value={details} set={(details) => set({ details })} disabled={party !== null} />
      </Form>
    </Modal>
  );
}
