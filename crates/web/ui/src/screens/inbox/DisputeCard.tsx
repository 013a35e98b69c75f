/** A dispute of record: its sides next to each other, who saw what, what holds meanwhile, and deciding it in place. */

import { Button, Input, Radio } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'wouter';

import type { Json } from '../../core/calls';
import { useDirty } from '../../core/dirty';
import { type Kept, useKept } from '../../core/drafts';
import { useAct } from '../../core/hooks';
import type { CaseLine, Dispute, Side } from '../../generated';
import { CaseTitle } from '../../parts/Cases';
import { FailureNote } from '../../parts/FailureNote';
import { phraseOf, type Naming } from '../../parts/phrases';
import { Moment } from '../../parts/Values';
import { dayText } from '../../parts/format';
import { useT } from '../../words';
import { SameOrNot } from '../case/SameOrNot';
import { Says } from '../case/Story';

/** A dispute as it is shown. */
export interface DisputeProps {
  id: string;
  dispute: Dispute;
  sides: readonly Side[];
  /** The case on the other side, where it lies between two. */
  other?: CaseLine | null;
  /** The return that an act came too late for. */
  entry?: string | null;
  /** The disputes that may be settled here. */
  maySettle: readonly string[];
  deviceOf(id: string): string;
  naming: Naming;
}

/** A decision that is being written: kept, as every form is. */
interface Decision {
  chosen: string | null;
  reason: string;
}

const UNDECIDED: Decision = { chosen: null, reason: '' };

/** One dispute. */
export function DisputeCard({ id, dispute, sides, other, entry, maySettle, deviceOf, naming }: DisputeProps) {
  const t = useT();
  const { words, nameOf } = naming;
  const draft = useKept<Decision>(`decide:${id}:${dispute.id}`, UNDECIDED);
  const { chosen } = draft.value;
  const canChoose = !dispute.notice && dispute.settled_by == null && maySettle.includes(dispute.id) && !['K3', 'K11', 'K14', 'K17'].includes(dispute.rule);
  const office = dispute.settle_at == null ? t('decide.joint') : nameOf(dispute.settle_at);
  const by = words.code(dispute.settle_by ?? 'anyone');
  return (
    <div className="stack" style={{ gap: 10 }} data-dispute={dispute.rule}>
      <p>
        <strong>{words.code(dispute.rule)}</strong> <span className="quiet small">{t('rule.own', { rules: dispute.rule })}</span>
      </p>
      {other == null ? null : (
        <p>
          {t('decide.other_case')}
          <CaseTitle of={other} /> <span className="quiet">{[other.number, other.petitioner, other.area].filter(Boolean).join(' · ')}</span>
        </p>
      )}
      <div className="sides" role="group" aria-label={words.code(dispute.rule)}>
        {sides.map((side, index) => (
          <SideCard key={side.act} side={side} n={index + 1} deviceOf={deviceOf} naming={naming} chosen={side.act === chosen || side.act === dispute.chosen}>
            {canChoose ? (
              <Radio name={dispute.id} checked={side.act === chosen} onChange={() => draft.set({ ...draft.value, chosen: side.act })}>
                {t('decide.choose')}
              </Radio>
            ) : null}
          </SideCard>
        ))}
      </div>
      <p className="small">
        {t('decide.meanwhile')}
        {words.code(dispute.interim)}
      </p>
      {dispute.settled_by != null ? (
        <p className="done">{t('decide.settled', { reason: dispute.reason ?? '' })}</p>
      ) : dispute.notice ? (
        <p className="quiet small">{t('decide.notice')}</p>
      ) : (
        <p className="small">
          {t('decide.who')}
          {t('decide.who_of', { office, by })}
        </p>
      )}
      {canChoose && chosen !== null && <Decide id={id} dispute={dispute.id} choose={chosen} draft={draft} />}
      {dispute.settled_by == null && dispute.rule === 'K11' && <Link href={numberAnew(id, sides)}>{t('decide.number')}</Link>}
      {dispute.settled_by == null && dispute.rule === 'K17' && entry != null && <Link href={`/entry/${entry}`}>{t('decide.entry')}</Link>}
      {dispute.settled_by == null && dispute.rule === 'K3' && other != null && <SameOrNot id={id} other={other.id} />}
    </div>
  );
}

/** The form of another number of the same scheme. */
function numberAnew(id: string, sides: readonly Side[]): string {
  const scheme = sides.map(({ says }) => (says as Json)['scheme']).find((one) => typeof one === 'string');
  return `/case/${id}/act/number${typeof scheme === 'string' ? `?scheme=${encodeURIComponent(scheme)}` : ''}`;
}

function SideCard(props: { side: Side; n: number; chosen: boolean; deviceOf(id: string): string; naming: Naming; children: ReactNode }) {
  const { side, n, chosen, deviceOf, naming, children } = props;
  const t = useT();
  const seen = side.seen.map((act) =>
    t('decide.seen_act', { kind: naming.words.kind(act.kind), office: naming.nameOf(act.office), day: dayText(act.effective_on, naming.language, { brief: true }) }),
  );
  return (
    <section className={chosen ? 'side-of chosen' : 'side-of'} aria-label={`${t('decide.side', { n })} ${phraseOf(side.says, naming)}`}>
      <div className="value">{naming.words.kind(side.kind)}</div>
      <Says payload={side.says} naming={naming} label={t('decide.side', { n })} />
      <div className="quiet small">
        <div>
          {naming.nameOf(side.office)} {naming.nameOf(side.by)} <Moment ms={Date.parse(side.made_at)} />
        </div>
        <div>{t('decide.value_device', { device: deviceOf(side.device) })}</div>
        <div>{seen.length === 0 ? t('decide.seen_nothing') : `${t('decide.seen')}${seen.join(t('list.comma'))}`}</div>
      </div>
      <div className="choose">{children}</div>
    </section>
  );
}

/** The reason, and the decision itself. What the model refuses it says here. */
function Decide({ id, dispute, choose, draft }: { id: string; dispute: string; choose: string; draft: Kept<Decision> }) {
  const t = useT();
  const { reason } = draft.value;
  const settle = useAct('dispute.settle', draft.clear);
  useDirty(reason.trim() !== '', true);
  return (
    <form
      className="stack"
      style={{ gap: 8 }}
      onSubmit={(event) => {
        event.preventDefault();
        void settle.run({ case: id, dispute, choose, reason: reason.trim() });
      }}
    >
      <FailureNote failure={settle.failure} close={settle.reset} />
      <label className="stack" style={{ gap: 4 }}>
        {t('decide.reason')}
        <Input.TextArea autoFocus={!draft.restored} value={reason} onChange={(event) => draft.set({ chosen: choose, reason: event.target.value })} autoSize={{ minRows: 2 }} />
      </label>
      <div>
        <Button type="primary" htmlType="submit" disabled={reason.trim() === ''} loading={settle.busy}>
          {t('decide.do')}
        </Button>
      </div>
    </form>
  );
}
