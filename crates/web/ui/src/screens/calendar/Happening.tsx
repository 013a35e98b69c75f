/** One thing on a day: a reception, a meeting, or what is due around one. */

import { Link } from 'wouter';

import { useNames } from '../../core/names';
import { isKey, useT } from '../../words';
import type { Happens } from './Calendar';

const TONES = { reception: 'blue', meeting: 'green', due: 'amber' } as const;

/** The thing, as a link to its entry. */
export function Happening({ of }: { of: Happens }) {
  const t = useT();
  const names = useNames();
  const text = (name: string) => (typeof of.values[name] === 'string' ? (of.values[name] as string) : '');
  const rule = `rule.${of.rule}`;
  const what = of.kind === 'due' ? (isKey(rule) ? t(rule) : of.rule) : t(`calendar.${of.kind}`);
  const named = text('title') || [names.staff(text('leader')), text('place')].filter(Boolean).join(' ');
  return (
    <Link href={`/entry/${of.entry}`} className="happens">
      <span className={`tag ${of.done ? '' : TONES[of.kind]}`}>{what}</span> <span>{named}</span>
      {of.done && <span className="done small"> {t('calendar.done')}</span>}
    </Link>
  );
}
