/** Every rate with its numerator and its denominator, and how a campaign's targets stand. */

import { useSettings } from '../../core/settings';
import { useWords } from '../../core/words';
import type { Answers } from '../../generated';
import { Section } from '../../parts/Page';
import { Day } from '../../parts/Values';
import { useT } from '../../words';

type Rated = Answers['rates'];

/** The rates. */
export function Rates({ of }: { of: Rated }) {
  const t = useT();
  const words = useWords();
  const { language } = useSettings();
  return (
    <Section title={t('figures.rates')}>
      <table className="rates">
        <tbody>
          {of.rates.map(({ name, label_zh, numerator, denominator, text }) => (
            <tr key={name}>
              <th scope="row">{language === 'zh' ? label_zh : words.of('figures', name)}</th>
              <td className="bar" aria-hidden>
                <span style={{ width: `${denominator === 0 ? 0 : (100 * numerator) / denominator}%` }} />
              </td>
              <td className="right number">{text}</td>
              <td className="right number quiet">
                {numerator}/{denominator}
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
