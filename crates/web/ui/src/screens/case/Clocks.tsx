/** The time limits of the case, by both clocks. */

import { useCall } from '../../core/hooks';
import { FailureNote } from '../../parts/FailureNote';
import { dayOf } from '../../parts/format';
import { Nothing, Section } from '../../parts/Page';
import { ClockPair } from '../../parts/Values';
import { useT } from '../../words';

/** The time limits. */
export function Clocks({ id }: { id: string }) {
  const t = useT();
  const { data, failure } = useCall('case.deadlines', { case: id });
  return (
    <Section title={t('kase.deadlines')}>
      <FailureNote failure={failure} />
      {data === undefined || data.case !== id ? null : data.deadlines.length === 0 ? (
        <Nothing text={t('kase.no_deadlines')} />
      ) : (
        <ClockPair deadlines={data.deadlines} today={dayOf(Date.now())} />
      )}
    </Section>
  );
}
