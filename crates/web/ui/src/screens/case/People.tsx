/**
 * People of the case: what they are to it and the name to show. Numbers, telephone and address stand in a document of their own; looking
 * at them says why, is logged before anything is shown, and nothing of it stays on the page.
 */

import { Button } from 'antd';
import { useState } from 'react';

import { useWords } from '../../core/words';
import type { CaseParty, CaseView } from '../../generated';
import type { NameOf } from '../../parts/phrases';
import { Nothing, Section } from '../../parts/Page';
import { useT } from '../../words';
import { AddParty } from './AddParty';
import { PartyDetails } from './PartyDetails';

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
        <PartyDetails key={open.party} party={open.party} name={open.name} of={view} nameOf={nameOf} close={() => setOpen(null)} />
      )}
    </Section>
  );
}
