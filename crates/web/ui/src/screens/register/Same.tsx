/** Cases that may be the same matter, while somebody types: those that name the petitioner, and those with the same words. */

import { useEffect, useState } from 'react';
import { Link } from 'wouter';

import { useCall } from '../../core/hooks';
import type { CaseLine } from '../../generated';
import { caseHref } from '../../parts/Cases';
import { Section } from '../../parts/Page';
import { Day, StageTag } from '../../parts/Values';
import { useT } from '../../words';

const PAUSE_MS = 300;
const SHOWN_MAX = 4;
const CHARS_MIN = 2;
const PART_CHARS = 4;

/** The latest value, once nobody changed it for a moment. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

function useFound(typed: string): readonly CaseLine[] {
  const search = useSettled(typed.trim());
  const enough = [...search].length >= CHARS_MIN;
  const { data } = useCall('case.list', enough ? { search, limit: SHOWN_MAX } : null);
  return enough ? (data?.cases ?? []) : [];
}

/** Cases that name the petitioner or hold the same words. */
export function useSame({ petitioner, title }: { petitioner: string; title: string }): readonly CaseLine[] {
  const named = useFound(petitioner);
  const alike = useFound(title);
  // A longer line is said in other words elsewhere: its beginning and its end are looked for as well.
  const said = [...title.trim().replace(/^(反映|关于|因|与)/, '')];
  const longer = said.length > PART_CHARS;
  const begins = useFound(longer ? said.slice(0, PART_CHARS).join('') : '');
  const ends = useFound(longer ? said.slice(-PART_CHARS).join('') : '');
  return [...new Map([...named, ...alike, ...begins, ...ends].map((row) => [row.id, row])).values()].slice(0, SHOWN_MAX);
}

/** The cases, or nothing. */
export function Same({ id, found }: { id: string; found: readonly CaseLine[] }) {
  const t = useT();
  return (
    <div id={id} aria-live="polite">
      {found.length > 0 && (
        <Section title={t('register.same')}>
          <p className="quiet small">{t('register.same_about')}</p>
          <ul className="stack" style={{ listStyle: 'none', gap: 10, marginTop: 8 }}>
            {found.map((row) => (
              <li key={row.id}>
                <div className="wrap">
                  <Link href={caseHref(row.id)}>{row.reading === 'withheld' ? t('case.withheld') : row.title || t('case.untitled')}</Link>
                  <StageTag stage={row.stage} />
                  <Link href={`${caseHref(row.id)}/act/contact`}>{t('register.contact')}</Link>
                </div>
                <div className="quiet small">
                  {row.number} {row.petitioner} {row.area} <Day day={row.received_on} />
                </div>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </div>
  );
}
