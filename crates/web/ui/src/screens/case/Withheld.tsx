/** A restricted case as those see it who may not read it: what is open to all, and opening it all the same. */

import { Button, Input, InputNumber } from 'antd';

import { useDirty } from '../../core/dirty';
import { useKept } from '../../core/drafts';
import { useAct } from '../../core/hooks';
import { FailureNote } from '../../parts/FailureNote';
import type { NameOf } from '../../parts/phrases';
import { Facts, PageHead, Section } from '../../parts/Page';
import { Day, StageTag } from '../../parts/Values';
import { useT } from '../../words';
import { Clocks } from './Clocks';
import type { Shown } from './useCase';

/** The hours that are proposed; the model knows the most there can be. */
const HOURS = 2;

/** A case that is withheld from this reader. */
export function Withheld({ shown, nameOf }: { shown: Shown; nameOf: NameOf }) {
  const t = useT();
  const view = shown.case;
  const draft = useKept(`glass:${view.id}`, { why: '', hours: HOURS });
  const { why, hours } = draft.value;
  useDirty(why.trim() !== '', true);
  const open = useAct('act', draft.clear);
  return (
    <div className="body">
      <PageHead title={t('kase.withheld')} about={<span className="number">{view.number}</span>} actions={<StageTag stage={view.stage} />} />
      <div className="kase">
        <div className="main">
          <Section title={t('kase.glass')}>
            <form
              className="stack"
              onSubmit={(event) => {
                event.preventDefault();
                void open.run({ kind: 'break_glass', case: view.id, payload: { hours, reason: why.trim() } });
              }}
            >
              <p>{t('kase.withheld_note')}</p>
              <FailureNote failure={open.failure} />
              <label className="stack" style={{ gap: 4 }}>
                {t('kase.glass_why')}
                <Input.TextArea value={why} onChange={(event) => draft.set({ why: event.target.value, hours })} autoSize={{ minRows: 2 }} />
              </label>
              <label className="stack" style={{ gap: 4 }}>
                {t('kase.glass_hours')}
                <InputNumber min={1} max={24} value={hours} onChange={(value) => draft.set({ why, hours: value ?? HOURS })} />
              </label>
              <div>
                <Button type="primary" danger htmlType="submit" disabled={why.trim() === ''} loading={open.busy}>
                  {t('kase.glass')}
                </Button>
              </div>
            </form>
          </Section>
        </div>
        <div className="also">
          <Section title={t('kase.facts')}>
            <Facts
              of={[
                [t('kase.home'), nameOf(view.home)],
                [t('case.received_on'), view.received_on === null || view.received_on === undefined ? null : <Day day={view.received_on} />],
              ]}
            />
          </Section>
          <Clocks id={view.id} />
        </div>
      </div>
    </div>
  );
}
