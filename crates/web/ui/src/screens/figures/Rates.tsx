/** Every rate with its numerator and its denominator, and how a campaign's targets stand. */

import { Link } from 'wouter';

import { useSettings } from '../../core/settings';
import { useWords } from '../../core/words';
import type { Answers } from '../../generated';
import { Section } from '../../parts/Page';
import { Day } from '../../parts/Values';
import { useT } from '../../words';
import { listOf } from './tally';

type Rated = Answers['rates'];

/** The rates, each side of which opens to its cases. `common`: what all of them are of. */
export function Rates({ of, common }: { of: Rated; common: string }) {
  const t = useT();
  const words = useWords();
  const { language } = useSettings();
  const nameOf = (name: string, zh: string) => (language === 'zh' ? zh : words.of('figures', name));
  return (
    <Section title={t('figures.rates')}>
      <table className="rates">
        <tbody>
          {of.rates.map(({ name, label_zh, numerator, denominator, text }) => (
            <tr key={name}>
              <th scope="row">{nameOf(name, label_zh)}</th>
              <td className="bar" aria-hidden>
                <span style={{ width: `${denominator === 0 ? 0 : (100 * numerator) / denominator}%` }} />
              </td>
              <td className="right number">{text}</td>
              <td className="right number sides">
                <Link href={listOf(common, { figure: name })} aria-label={t('figures.side_n', { rate: nameOf(name, label_zh), n: numerator })}>
                  {numerator}
                </Link>
                /
                <Link href={listOf(common, { figure: name, part: 'denominator' })} aria-label={t('figures.all_n', { rate: nameOf(name, label_zh), n: denominator })}>
                  {denominator}
                </Link>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

/** The targets of a campaign's stages; nothing without a campaign. */
export function Targets({ of }: { of: Rated }) {
  const t = useT();
  const words = useWords();
  if (of.targets.length === 0) return null;
  return (
    <Section title={t('figures.targets')}>
      <table className="plain">
        <thead>
          <tr>
            {(['stage', 'last_day', 'target', 'stands'] as const).map((head) => (
              <th key={head} scope="col">
                {t(`figures.${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {of.targets.map(({ stage, until, metric, percent, reached }) => (
            <tr key={`${stage} ${metric}`}>
              <th scope="row">{stage}</th>
              <td>
                <Day day={until} />
              </td>
              <td>
                {words.of('figures', metric)} ≥ {percent}%
              </td>
              <td className={reached === true ? 'done' : reached === false ? 'late' : 'quiet'}>
                {t(reached === true ? 'figures.reached' : reached === false ? 'figures.not_reached' : 'figures.of_none')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
