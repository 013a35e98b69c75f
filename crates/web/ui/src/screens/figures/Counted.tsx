/** Counts as a chart and as a table of links. */

import { Suspense } from 'react';
import { Link } from 'wouter';

import { later } from '../../parts/Later';
import { Nothing, Section } from '../../parts/Page';
import { useT } from '../../words';
import type { Bar } from './tally';

const Chart = later(() => import('./Chart'));

/** Counts under a title. */
export function Counted({ title, bars, lying = false }: { title: string; bars: readonly Bar[]; lying?: boolean }) {
  const t = useT();
  const height = lying ? bars.length * 30 + 24 : 260;
  return (
    <Section title={title}>
      {bars.length === 0 ? (
        <Nothing text={t('figures.no_cases')} />
      ) : (
        <>
          <Suspense fallback={<div style={{ height }} />}>
            <Chart bars={bars} lying={lying} label={`${title}：${bars.map(({ name, n }) => `${name} ${n}`).join('，')}`} />
          </Suspense>
          <details style={{ marginTop: 8 }}>
            <summary className="quiet">{t('figures.as_table')}</summary>
            <table className="plain" style={{ marginTop: 8 }}>
              <tbody>
                {bars.map(({ name, n, href }) => (
                  <tr key={name}>
                    <th scope="row">{href === null ? name : <Link href={href}>{name}</Link>}</th>
                    <td className="right number">{n}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </details>
        </>
      )}
    </Section>
  );
}
