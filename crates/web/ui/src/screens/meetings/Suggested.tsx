/** What a meeting may want to discuss: cases in dispute and cases that are late. */

import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { Link } from 'wouter';

import { useCall } from '../../core/hooks';
import type { CaseLine } from '../../generated';
import { caseHref } from '../../parts/Cases';
import { Section } from '../../parts/Page';
import { StageTag } from '../../parts/Values';
import { useT } from '../../words';

const SHOWN_MAX = 8;

/** The cases that are not on the agenda yet. */
export function Suggested({ on, add }: { on: readonly string[]; add(id: string): void }) {
  const t = useT();
  const disputed = useCall('case.list', { disputes: true, limit: SHOWN_MAX }).data?.cases ?? [];
  const late = useCall('due', { below: true, state: 'late', limit: 40 }).data?.lines.map((line) => line.case) ?? [];
  const cases = [...new Map([...disputed, ...late].map((row) => [row.id, row])).values()].filter(({ id }) => !on.includes(id)).slice(0, SHOWN_MAX);
  if (cases.length === 0) return null;
  return (
    <Section title={t('meetings.suggest')}>
      <ul className="stack" style={{ listStyle: 'none', gap: 6 }}>
        {cases.map((row) => (
          <li key={row.id} style={{ display: 'flex', gap: 12, alignItems: 'center' }}>
            <Button icon={<PlusOutlined />} aria-label={`${t('meetings.add')} ${row.number}`} onClick={() => add(row.id)} />
            <span className="clip" style={{ flex: 1 }}>
              <Link href={caseHref(row.id)}>{title(row, t('case.withheld'), t('case.untitled'))}</Link> <span className="quiet small">{row.number}</span>
            </span>
            <StageTag stage={row.stage} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function title(row: CaseLine, withheld: string, untitled: string): string {
  return row.reading === 'withheld' ? withheld : row.title || untitled;
}
