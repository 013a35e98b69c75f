/** What people have to decide: disputes, fields written at once, and openings of restricted cases to be known. */

import { useMemo, useRef } from 'react';

import { isSettled, useAnswered, useCall } from '../../core/hooks';
import { useNames } from '../../core/names';
import { useSettings } from '../../core/settings';
import { useWords } from '../../core/words';
import type { Answers } from '../../generated';
import { CaseTitle } from '../../parts/Cases';
import { FailureNote } from '../../parts/FailureNote';
import { momentText } from '../../parts/format';
import { type NameOf, shortened } from '../../parts/phrases';
import { Nothing, PageHead, Section } from '../../parts/Page';
import { useT } from '../../words';
import '../case/case.css';
import { useNaming } from '../case/useCase';
import { ConflictCard } from './ConflictCard';
import { DisputeCard } from './DisputeCard';

type Item = Answers['inbox']['items'][number];

const NONE: never[] = [];

/** The list of all decisions. */
export default function Inbox() {
  const t = useT();
  const inbox = useCall('inbox', {});
  const known = useCall('device.list', {});
  const nameOf = useNames().office;
  const devices = known.data?.devices;
  const disputed = [...new Set(inbox.data?.items.map((item) => item.case.id))].map((id) => ({ case: id }));
  const told = [useAnswered('case.history', disputed), useAnswered('case.show', disputed)].every(Boolean);
  const settled = [inbox, known, useCall('words', {}), useCall('office.list', {}), useCall('staff.list', {}), useCall('config.show', {})].every(isSettled);
  const drawn = useRef(false);
  // Once it is drawn, a decision that comes later comes in by itself.
  if (settled && told) drawn.current = true;
  const data = drawn.current ? inbox.data : undefined;
  const deviceOf = useMemo(() => {
    const names = new Map(devices?.map(({ device, name }) => [device, name]));
    return (id: string) => names.get(id) || shortened(nameOf(id));
  }, [devices, nameOf]);
  const nothing = data !== undefined && data.items.length + data.openings.length + data.parties.length === 0;
  return (
    <div className="body">
      <PageHead title={t('decide.title')} />
      <FailureNote failure={inbox.failure} />
      {nothing && <Nothing text={t('decide.none')} />}
      {([true, false] as const).map((here) => {
        const items = data?.items.filter((item) => item.here === here) ?? [];
        return items.length === 0 ? null : (
          <div key={String(here)} className="stack">
            <h2>{t(here ? 'decide.here' : 'decide.elsewhere')}</h2>
            {items.map((item) => (
              <Section key={`${item.dispute.id} ${item.case.id}`} title={<CaseTitle of={item.case} />} extra={<span className="quiet">{[item.case.number, item.case.petitioner, item.case.area].filter(Boolean).join(' · ')}</span>}>
                {item.conflict === null ? <OneDispute item={item} nameOf={nameOf} deviceOf={deviceOf} /> : <OneConflict item={item} conflict={item.conflict} nameOf={nameOf} />}
              </Section>
            ))}
          </div>
        );
      })}
      {data !== undefined && <ToBeKnown inbox={data} nameOf={nameOf} />}
    </div>
  );
}

function OneDispute({ item, nameOf, deviceOf }: { item: Item; nameOf: NameOf; deviceOf(id: string): string }) {
  const { shown, naming } = useNamingOf(item.case.id, nameOf);
  return (
    <DisputeCard
      id={item.case.id}
      dispute={item.dispute}
      sides={item.sides}
      other={item.other}
      entry={item.entry}
      maySettle={shown?.may_settle ?? NONE}
      deviceOf={deviceOf}
      naming={naming}
    />
  );
}

/** What a side says names acts and claims of its case. */
function useNamingOf(id: string, nameOf: NameOf) {
  const story = useCall('case.history', { case: id }).data;
  const asked = useCall('case.show', { case: id }).data;
  const shown = asked?.case.id === id ? asked : undefined;
  return { shown, naming: useNaming(nameOf, story?.case === id ? story.entries : NONE, shown?.case.claims ?? NONE) };
}

function OneConflict({ item, conflict, nameOf }: { item: Item; conflict: NonNullable<Item['conflict']>; nameOf: NameOf }) {
  const { data } = useCall('case.history', { case: item.case.id });
  const entries = data?.case === item.case.id ? data.entries : NONE;
  const naming = useNaming(nameOf, entries, NONE);
  return <ConflictCard id={item.case.id} conflict={conflict} entries={entries} naming={naming} />;
}

/** Nothing to decide here, but to be known. */
function ToBeKnown({ inbox, nameOf }: { inbox: Answers['inbox']; nameOf: NameOf }) {
  const t = useT();
  const words = useWords();
  const { language } = useSettings();
  return (
    <>
      {inbox.parties.length > 0 && (
        <Section title={t('decide.parties')}>
          <ul className="plain">
            {inbox.parties.map(({ party, field, home }) => (
              <li key={`${party} ${field}`}>{t('decide.parties_note', { field: words.field(field), office: nameOf(home) })}</li>
            ))}
          </ul>
        </Section>
      )}
      {inbox.openings.length > 0 && (
        <Section title={t('decide.openings')}>
          <ul className="plain">
            {inbox.openings.map((line) => (
              <li key={line.act}>
                <CaseTitle of={line.case} />
                <span className="small">
                  {t('kase.opened_until', {
                    staff: nameOf(line.by),
                    office: nameOf(line.office),
                    until: momentText(Date.parse(line.until), language, Date.now()),
                    reason: line.reason,
                  })}
                </span>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}
