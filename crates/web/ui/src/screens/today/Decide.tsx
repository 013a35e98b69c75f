/** What this office has to decide, in a few lines each: what it is about, and what was done where. */

import { Link } from 'wouter';

import { useNames } from '../../core/names';
import type { InboxItem } from '../../generated';
import { CaseTitle } from '../../parts/Cases';
import { Nothing, Section } from '../../parts/Page';
import { type Naming, phraseOf } from '../../parts/phrases';
import { Moment } from '../../parts/Values';
import { useT } from '../../words';
import { useNaming } from '../case/useCase';

const NONE: never[] = [];

/** The decisions. */
export function Decide({ items }: { items: readonly InboxItem[] }) {
  const t = useT();
  const { office } = useNames();
  const naming = useNaming(office, NONE, NONE);
  // The page of the case names its acts and claims by their place: here they are left out.
  const brief: Naming = { ...naming, place: (id) => (naming.nameOf(id) === id ? '' : undefined) };
  return (
    <Section title={t('today.decide')} extra={<Link href="/inbox">{t('today.all')}</Link>} bare={items.length === 0}>
      {items.length === 0 ? (
        <Nothing text={t('today.nothing_to_decide')} />
      ) : (
        <ul className="stack" style={{ listStyle: 'none', gap: 14 }}>
          {items.map((item) => (
            <li key={`${item.case.id} ${item.dispute.id}`}>
              <CaseTitle of={item.case} /> <span className="quiet small number">{item.case.number}</span>
              <Question item={item} naming={brief} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Question({ item, naming }: { item: InboxItem; naming: Naming }) {
  const t = useT();
  const { conflict, dispute, sides } = item;
  const { words, nameOf } = naming;
  if (conflict != null) {
    const values = conflict.values.map(({ value }) => value || t('history.empty')).join(` ${t('history.or')} `);
    return (
      <p>
        {t('decide.conflict', { field: words.field(conflict.field) })}
        <span className="quiet"> {values}</span>
      </p>
    );
  }
  return (
    <>
      <p>{words.code(dispute.rule)}</p>
      <ul className="small quiet" style={{ listStyle: 'none' }}>
        {sides.map((side) => (
          <li key={side.act} className="clip">
            {t('kase.story_by', { office: nameOf(side.office), staff: nameOf(side.by) })} <Moment ms={Date.parse(side.made_at)} /> {words.kind(side.kind)}{' '}
            {phraseOf(side.says, naming)}
          </li>
        ))}
      </ul>
    </>
  );
}
