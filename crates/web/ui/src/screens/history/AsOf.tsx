/** A case as it stood once. */

import type { AnswerOf } from '../../core/calls';
import { Facts, Section } from '../../parts/Page';
import type { Naming } from '../../parts/phrases';
import { Day, StageTag } from '../../parts/Values';
import { useT } from '../../words';

/** The case after so many entries of its story. */
export function AsOf({ of: data, n, naming }: { of: AnswerOf<'case.as-of'>; n: number; naming: Naming }) {
  const t = useT();
  const { words, nameOf } = naming;
  const view = data.case;
  const fields = Object.entries(data.fields).map(([name, values]) => [words.field(name), values.map(({ value }) => value).join(` ${t('history.or')} `)] as const);
  const leads = view.leads.map((lead) => t('kase.lead_of', { staff: nameOf(lead.staff), unit: nameOf(lead.unit) })).join(t('list.comma'));
  const claims = view.claims.map((claim, index) => (
    <div key={claim.id}>
      {index + 1}. {claim.text} {claim.amount}
    </div>
  ));
  const open = view.disputes.filter((dispute) => dispute.settled_by == null);
  return (
    <Section title={t('history.as_of', { n })} extra={<StageTag stage={view.stage} />}>
      <Facts
        of={[
          ...fields,
          [t('case.received_on'), view.received_on == null ? null : <Day day={view.received_on} />],
          [t('kase.lead'), leads],
          [t('kase.claims'), claims.length === 0 ? null : claims],
          [t('kase.narrative'), data.narrative === '' ? null : <span className="sentences">{data.narrative}</span>],
          [t('decide.of_case'), open.length === 0 ? null : open.map((dispute) => <div key={dispute.id}>{words.code(dispute.rule)}</div>)],
        ]}
      />
    </Section>
  );
}
