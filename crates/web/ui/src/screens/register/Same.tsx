/** Cases that may be the same matter, while somebody types: found by the core's comparison, each with what speaks for it. */

import { useEffect, useMemo, useState } from 'react';
import { Link } from 'wouter';

import { useCall } from '../../core/hooks';
import type { Params, PossiblySame } from '../../generated';
import { caseHref } from '../../parts/Cases';
import { Section } from '../../parts/Page';
import { Reasons } from '../../parts/Reasons';
import { Day, StageTag } from '../../parts/Values';
import { useT } from '../../words';
import { comparedOf, type Draft } from './draft';

const PAUSE_MS = 300;
const SHOWN_MAX = 4;

/** The latest value, once nobody changed it for a moment. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

/** Cases like what is typed so far, the likeliest first. Typing never waits for it. */
export function useSame(draft: Draft): readonly PossiblySame[] {
  const typed = useSettled(JSON.stringify(comparedOf(draft)));
  const compared = useMemo(() => JSON.parse(typed) as Params['case.alike'] | null, [typed]);
  const { data } = useCall('case.alike', compared);
  return compared === null ? [] : (data?.alike.slice(0, SHOWN_MAX) ?? []);
}

/** The cases, or nothing. */
export function Same({ id, found }: { id: string; found: readonly PossiblySame[] }) {
  const t = useT();
  return (
    <div id={id} aria-live="polite">
      {found.length > 0 && (
        <Section title={t('register.same')}>
          <p className="quiet small">{t('register.same_about')}</p>
          <ul className="stack" style={{ listStyle: 'none', gap: 12, marginTop: 8 }}>
            {found.map(({ case: line, reasons }) => (
              <li key={line.id}>
                <div className="wrap">
                  <Link href={caseHref(line.id)}>{line.title || t('case.untitled')}</Link>
                  <StageTag stage={line.stage} />
                  <Link href={`${caseHref(line.id)}/act/contact`}>{t('register.contact')}</Link>
                </div>
                <div className="quiet small">
                  {line.number} {line.petitioner} {line.area} <Day day={line.received_on} />
                </div>
                <div className="wrap small" style={{ gap: 4 }}>
                  <Reasons of={reasons} />
                </div>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </div>
  );
}
