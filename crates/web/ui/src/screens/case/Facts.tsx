/** What the case is: the plain fields, the claims, the narrative. */

import { Link } from 'wouter';

import { useWords } from '../../core/words';
import type { CaseView } from '../../generated';
import { Facts as Pairs, Nothing, Section } from '../../parts/Page';
import type { NameOf } from '../../parts/phrases';
import { Day } from '../../parts/Values';
import { codeText } from '../../parts/Slip';
import { useT } from '../../words';
import type { Shown } from './useCase';

/** Fields that stand elsewhere on the page. */
const ELSEWHERE = new Set(['title']);

/** The facts of a case. */
export function CaseFacts({ shown, nameOf }: { shown: Shown; nameOf: NameOf }) {
  const t = useT();
  const words = useWords();
  const view = shown.case;
  const fields = Object.entries(shown.fields)
    .filter(([name]) => !ELSEWHERE.has(name))
    .map(([name, values]) => [words.field(name), values[0]?.value ?? ''] as const);
  return (
    <Section title={t('kase.facts')} extra={<Link href={`/case/${view.id}/edit`}>{t('kase.edit')}</Link>}>
      <Pairs
        of={[
          ...fields,
          [t('case.received_on'), view.received_on === null || view.received_on === undefined ? null : <Day day={view.received_on} weekday />],
          [t('kase.channel'), view.channel === null || view.channel === undefined ? null : words.value('channel', view.channel)],
          [t('kase.persons'), view.persons > 1 ? view.persons : null],
          [t('kase.contacts'), view.contacts > 0 ? t('kase.contacts_n', { n: view.contacts }) : null],
          [t('kase.home'), nameOf(view.home)],
          [t('kase.lead'), leads(view, nameOf, t)],
          [t('kase.receipt_code'), view.receipt_code === '' ? null : <span className="number">{codeText(view.receipt_code)}</span>],
        ]}
      />
    </Section>
  );
}

function leads(view: CaseView, nameOf: NameOf, t: ReturnType<typeof useT>) {
  if (view.leads.length === 0) return null;
  return view.leads.map((lead) => (
    <div key={lead.act}>
      {t('kase.lead_of', { staff: nameOf(lead.staff), unit: nameOf(lead.unit) })}
      {lead.due === null || lead.due === undefined ? null : (
        <span className="quiet">
          {' '}
          <Day day={lead.due} />
        </span>
      )}
    </div>
  ));
}

/** What is asked for. */
export function Claims({ view }: { view: CaseView }) {
  const t = useT();
  const words = useWords();
  const handled = new Map((view.handling?.claims ?? []).map((one) => [one.claim, one]));
  return (
    <Section title={t('kase.claims')}>
      {view.claims.length === 0 ? (
        <Nothing text={t('kase.no_claims')} />
      ) : (
        <ol className="claims">
          {view.claims.map((claim, index) => {
            const outcome = handled.get(claim.id)?.outcomes.at(-1)?.outcome;
            return (
              <li key={claim.id}>
                <span className="quiet number">{index + 1}.</span>
                <span>
                  {claim.text} {claim.amount === '' ? null : <span className="quiet">{claim.amount}</span>}
                </span>
                {outcome === undefined ? null : <span className="tag">{words.value('outcome', outcome)}</span>}
              </li>
            );
          })}
        </ol>
      )}
    </Section>
  );
}

/** The free text. */
export function Narrative({ text }: { text: string }) {
  const t = useT();
  return <Section title={t('kase.narrative')}>{text === '' ? <Nothing text={t('kase.no_narrative')} /> : <p className="sentences">{text}</p>}</Section>;
}
