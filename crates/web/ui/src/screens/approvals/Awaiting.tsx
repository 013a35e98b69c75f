/** What waits for a second person: what it says, since when, and whose word it takes. */

import { App, Button, Popconfirm } from 'antd';

import { useAct } from '../../core/hooks';
import { useSettings } from '../../core/settings';
import type { ApproverLine, ToApprove } from '../../generated';
import { FailureNote } from '../../parts/FailureNote';
import { Nothing, Section } from '../../parts/Page';
import { Moment } from '../../parts/Values';
import { dayOf, dayText } from '../../parts/format';
import { useT } from '../../words';

const RECORD_LETTERS = 12;

/** The section. */
export function Awaiting({ waiting, approvers }: { waiting: readonly ToApprove[]; approvers: readonly ApproverLine[] }) {
  const t = useT();
  const { message } = App.useApp();
  const give = useAct('approval.give', () => void message.success(t('approval.given')));
  return (
    <Section title={t('approval.waiting')}>
      <div className="stack">
        <FailureNote failure={give.failure} close={give.reset} />
        {waiting.length === 0 && <Nothing text={t('approval.nothing')} />}
        {waiting.map((line) => (
          <div key={line.record} className="head">
            <div className="said">
              <div>
                <What of={line} />
              </div>
              <div className="quiet small">
                <Moment ms={line.made_at_ms} /> · {t('approval.record')} <span className="number">{line.record.slice(0, RECORD_LETTERS)}</span>
              </div>
              {!line.may_approve && approvers.length > 0 && (
                <div className="quiet small">
                  {t('approval.who_could')}
                  {approvers.map(({ staff_name }) => staff_name).join(t('list.comma'))}
                </div>
              )}
            </div>
            {line.may_approve && (
              <Popconfirm
                title={t('approval.give')}
                description={<div style={{ maxWidth: 320 }}>{t('approval.give_about')}</div>}
                okText={t('approval.give')}
                cancelText={t('do.cancel')}
                onConfirm={() => give.run({ record: line.record })}
              >
                <Button type="primary" loading={give.busy}>
                  {t('approval.give')}
                </Button>
              </Popconfirm>
            )}
          </div>
        ))}
      </div>
    </Section>
  );
}

function What({ of: { what } }: { of: ToApprove }) {
  const t = useT();
  const { language } = useSettings();
  if (what.kind === 'delegation') {
    return t('approval.delegation', { device: what.device_name, office: what.office_name, day: dayText(dayOf(what.until_ms), language) });
  }
  return t(what.active ? 'approval.approver' : 'approval.approver_end', { name: what.staff_name });
}
