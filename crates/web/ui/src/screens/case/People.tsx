/**
 * People of the case: what they are to it and the name to show. Numbers, telephone and address stand in a document of their own; looking
 * at them says why, is logged before anything is shown, and nothing of it stays on the page.
 */

import { Button, Checkbox, Input, Modal } from 'antd';
import { useState } from 'react';

import { useAct } from '../../core/hooks';
import { useWords } from '../../core/words';
import type { Answers, CaseParty, CaseView } from '../../generated';
import { FailureNote } from '../../parts/FailureNote';
import type { NameOf } from '../../parts/phrases';
import { Facts, Nothing, Section } from '../../parts/Page';
import { useT } from '../../words';
import { AddParty } from './AddParty';

/** The people of a case. */
export function People({ view, nameOf }: { view: CaseView; nameOf: NameOf }) {
  const t = useT();
  const words = useWords();
  const [open, setOpen] = useState<CaseParty | null>(null);
  const parties = view.links?.parties ?? [];
  return (
    <Section title={t('kase.people')} extra={<AddParty view={view} />}>
      {parties.length === 0 ? (
        <Nothing text={t('kase.no_people')} />
      ) : (
        <ul className="plain">
          {parties.map((party) => (
            <li key={party.act}>
              <span>
                <span className="quiet">{words.value('role', party.role)}</span> {party.name}
              </span>
              {party.party === null || party.party === undefined ? (
                <span className="quiet small">{t('kase.people_none_kept')}</span>
              ) : (
                <Button size="small" onClick={() => setOpen(party)}>
                  {t('kase.people_details')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {open?.party === null || open?.party === undefined ? null : (
        <Details key={open.party} party={open.party} name={open.name} of={view} nameOf={nameOf} close={() => setOpen(null)} />
      )}
    </Section>
  );
}

function Details({ party, name, of, nameOf, close }: { party: string; name: string; of: CaseView; nameOf: NameOf; close: () => void }) {
  const t = useT();
  const [why, setWhy] = useState('');
  const [full, setFull] = useState(false);
  const [shown, setShown] = useState<Answers['party.show'] | null>(null);
  const show = useAct('party.show', setShown);
  const restricted = of.reading?.state === 'restricted' || (of.reading?.openings ?? []).length > 0;
  return (
    <Modal
      open
      title={name}
      onCancel={close}
      destroyOnHidden
      okText={t('kase.people_show')}
      cancelText={t('do.close')}
      okButtonProps={{ disabled: why.trim() === '', loading: show.busy, style: shown === null ? {} : { display: 'none' } }}
      onOk={() => void show.run({ party, case: of.id, full, why: why.trim() })}
    >
      <div className="stack">
        <FailureNote failure={show.failure} />
        {shown === null ? (
          <>
            <p>{t('kase.people_why_note')}</p>
            {restricted && <p className="soon">{t('kase.people_restricted')}</p>}
            <label className="stack" style={{ gap: 4 }}>
              {t('kase.people_why')}
              <Input value={why} onChange={(event) => setWhy(event.target.value)} maxLength={200} autoFocus />
            </label>
            <Checkbox checked={full} onChange={(event) => setFull(event.target.checked)}>
              {t('kase.people_full')}
            </Checkbox>
          </>
        ) : (
          <PartyFacts shown={shown} nameOf={nameOf} />
        )}
      </div>
    </Modal>
  );
}

function PartyFacts({ shown: { party, readers }, nameOf }: { shown: Answers['party.show']; nameOf: NameOf }) {
  const t = useT();
  const words = useWords();
  const row = (field: 'name' | 'id_type' | 'id_number' | 'phone' | 'address' | 'preferred_contact') => {
    const others = party.conflicts.find((conflict) => conflict.field === field)?.values.slice(1) ?? [];
    const value = field === 'id_type' || field === 'preferred_contact' ? words.value(field, party[field]) : party[field];
    const said = others.map((other) => t('kase.people_conflict', { value: other.value })).join(t('list.comma'));
    return [words.field(field), said === '' ? value : `${value} (${said})`] as const;
  };
  return (
    <Facts
      of={[
        row('name'),
        row('id_type'),
        row('id_number'),
        row('phone'),
        row('address'),
        row('preferred_contact'),
        [t('kase.people_kept_by'), nameOf(party.home)],
        [t('kase.people_readers'), readers.map(nameOf).join(t('list.comma'))],
      ]}
    />
  );
}
