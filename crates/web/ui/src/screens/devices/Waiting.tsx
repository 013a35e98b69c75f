/** What devices that were shut out wrote before, and what came only later: it counts where somebody confirms it. */

import { App, Button } from 'antd';
import { Link } from 'wouter';

import { useAct, useCall } from '../../core/hooks';
import { useSettings } from '../../core/settings';
import { useWords } from '../../core/words';
import type { ToConfirm } from '../../generated';
import { caseHref } from '../../parts/Cases';
import { FailureNote } from '../../parts/FailureNote';
import { Section } from '../../parts/Page';
import { dayOf, dayText } from '../../parts/format';
import { useT } from '../../words';

/** The section; nothing while nothing waits. */
export function Waiting({ may }: { may: boolean }) {
  const t = useT();
  const { message } = App.useApp();
  const waiting = useCall('device.waiting', {}).data?.waiting ?? [];
  const confirm = useAct('device.confirm', ({ documents }) => void message.success(t('device.confirmed', { n: documents })));
  if (waiting.length === 0) return null;
  const devices = [...new Map(waiting.map((line) => [line.device, line.device_name]))];
  return (
    <Section title={t('device.waiting')}>
      <div className="stack">
        <p className="quiet">{t('device.waiting_about')}</p>
        <FailureNote failure={confirm.failure} close={confirm.reset} />
        {devices.map(([device, name]) => (
          <div key={device} className="stack" style={{ gap: 8 }}>
            <div className="head">
              <strong className="said">{name}</strong>
              {may && (
                <Button loading={confirm.busy} onClick={() => void confirm.run({ device })}>
                  {t('device.confirm_all')}
                </Button>
              )}
            </div>
            <ul className="stack" style={{ gap: 8, listStyle: 'none' }}>
              {waiting
                .filter((line) => line.device === device)
                .map((line) => (
                  <li key={line.case} className="head">
                    <Line of={line} />
                    {may && (
                      <Button loading={confirm.busy} onClick={() => void confirm.run({ device, cases: [line.case] })}>
                        {t('device.confirm')}
                      </Button>
                    )}
                  </li>
                ))}
            </ul>
          </div>
        ))}
      </div>
    </Section>
  );
}

function Line({ of }: { of: ToConfirm }) {
  const t = useT();
  const words = useWords();
  const { language } = useSettings();
  const day = (ms: number) => dayText(dayOf(ms), language);
  return (
    <div className="said">
      <div>
        {of.number === '' ? of.case.slice(0, 8) : <Link href={caseHref(of.case)}>{`${of.number} ${of.title}`}</Link>}
      </div>
      <div className="quiet small">
        {t('device.waiting_line', { n: of.changes, from: day(of.from_ms), until: day(of.until_ms) })}{' '}
        {[...new Set(of.acts)].map((kind) => words.kind(kind)).join(t('list.comma'))}
      </div>
    </div>
  );
}
