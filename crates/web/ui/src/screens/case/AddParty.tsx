/**
 * Entering somebody in a case: what they are to it and the name to show stand in the case; number, telephone and address go into a
 * document of their own, which no list names and no search finds.
 */

import { App, Button, Checkbox, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';

import { useAct } from '../../core/hooks';
import { useWords } from '../../core/words';
import type { CaseView, PartyRole } from '../../generated';
import { FailureNote } from '../../parts/FailureNote';
import { useT } from '../../words';
import { named, type Typed } from './party';
import { PartyFields } from './PartyFields';

const ROLES: readonly PartyRole[] = ['petitioner', 'representative', 'principal', 'opponent', 'agent'];

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
  const [name, setName] = useState('');
  const [role, setRole] = useState<PartyRole>('petitioner');
  const [chosen, setChosen] = useState(false);
  const [details, setDetails] = useState<Typed>({});
  /** The document of the details, once it is kept: a second try does not keep it twice. */
  const [party, setParty] = useState<string | null>(null);
  const add = useAct('party.add');
  const link = useAct('party.link');
  const enter = useAct('act');
  const said = Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined && value.trim() !== '')) as Typed;
  const save = async () => {
    const shown = name.trim();
    if (Object.keys(said).length === 0 && party === null) {
      if ((await enter.run({ kind: 'party', case: id, payload: { name: shown, role, chosen_by_group: chosen } })) === undefined) return;
    } else {
      const kept = party ?? (await add.run({ ...named(said), name: shown }))?.party;
      if (kept === undefined) return;
      setParty(kept);
      if ((await link.run({ case: id, party: kept, name: shown, role, chosen_by_group: chosen })) === undefined) return;
    }
    void message.success(t('act.done', { kind: words.kind('party') }));
    close();
  };
  return (
    <Modal
      open
      title={t('kase.people_add')}
      onCancel={close}
      okText={t('do.save')}
      cancelText={t('do.cancel')}
      okButtonProps={{ disabled: name.trim() === '', loading: add.busy || link.busy || enter.busy }}
      onOk={() => void save()}
      mask={{ closable: false }}
      destroyOnHidden
    >
      <Form layout="vertical" component="div">
        <FailureNote failure={add.failure ?? link.failure ?? enter.failure} />
        <Form.Item label={t('kase.people_name')} htmlFor="party-name" required>
          <Input id="party-name" autoFocus value={name} onChange={(event) => setName(event.target.value)} autoComplete="off" />
        </Form.Item>
        <Form.Item label={words.part('role')} htmlFor="party-role">
          <Select id="party-role" value={role} options={ROLES.map((one) => ({ value: one, label: words.value('role', one) }))} onChange={setRole} />
        </Form.Item>
        {role === 'representative' && (
          <Form.Item>
            <Checkbox checked={chosen} onChange={(event) => setChosen(event.target.checked)}>
              {words.part('chosen_by_group')}
            </Checkbox>
          </Form.Item>
        )}
        <p className="quiet small" style={{ marginBottom: 12 }}>
          {t('kase.people_apart')}
        </p>
        <PartyFields value={details} set={setDetails} disabled={party !== null} />
      </Form>
    </Modal>
  );
}
