/** Who entered, revised, answered, published or struck an entry, and when. */

import { useCall } from '../../core/hooks';
import { useWords } from '../../core/words';
import { Section } from '../../parts/Page';
import { Moment } from '../../parts/Values';
import { useT } from '../../words';

/** The history. */
export function History({ entry }: { entry: string }) {
  const t = useT();
  const words = useWords();
  const { data } = useCall('entry.history', { entry });
  if (data === undefined) return null;
  return (
    <Section title={t('entry.history')}>
      <ol className="stack" style={{ listStyle: 'none', gap: 6 }}>
        {data.entries.toReversed().map((change) => (
          <li key={change.hash} className="wrap">
            <span className="quiet">
              <Moment ms={change.at_ms} />
            </span>
            <span>{t('entry.by', { office: change.office_name, staff: change.staff_name })}</span>
            {Object.values(change.acts).map(([kind, payload], index) => (
              <span key={index}>
                {words.kind(kind)} <span className="sentences">{saidIn(payload)}</span>
              </span>
            ))}
          </li>
        ))}
      </ol>
    </Section>
  );
}

/** What an act says beside the values of the entry: an answer, a reason, a place. */
function saidIn(payload: unknown): string {
  const said = typeof payload === 'object' && payload !== null ? Object.entries(payload) : [];
  const text = said.find(([name, value]) => SAID.has(name) && typeof value === 'string')?.[1] as string | undefined;
  return text === undefined ? '' : `“${text}”`;
}

const SAID = new Set(['text', 'reason', 'place']);
