/** What the relay did that an honest one does not, and which devices of the office were shut out. */

import { Button } from 'antd';
import { Link } from 'wouter';

import { useAct } from '../../core/hooks';
import type { Me } from '../../core/me';
import { useWords } from '../../core/words';
import { caseHref } from '../../parts/Cases';
import { Section } from '../../parts/Page';
import { Moment } from '../../parts/Values';
import { useT } from '../../words';

/** The two lists; nothing where both are empty. */
export function Findings({ me }: { me: Me }) {
  const t = useT();
  const words = useWords();
  const seen = useAct('status');
  return (
    <>
      {me.relay_findings.length > 0 && (
        <Section
          title={t('sync.findings')}
          extra={
            <Button onClick={() => void seen.run({ seen: true })} loading={seen.busy}>
              {t('sync.seen')}
            </Button>
          }
        >
          <ul className="stack" style={{ listStyle: 'none', gap: 8 }}>
            {me.relay_findings.map((finding, index) => (
              <li key={`${finding.code} ${finding.at_ms} ${index}`}>
                {words.of('relay_faults', finding.code)}{' '}
                {finding.case ? <Link href={caseHref(finding.case)}>{finding.number || finding.case}</Link> : null}{' '}
                <span className="quiet">
                  <Moment ms={finding.at_ms} />
                </span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {me.shut_out.length > 0 && (
        <Section title={t('sync.shut_out')}>
          <ul className="stack" style={{ listStyle: 'none', gap: 8 }}>
            {me.shut_out.map((device) => (
              <li key={device.device}>
                {device.name}
                {t('list.comma')}
                {words.code(device.why)} <Moment ms={device.at_ms} />
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}
