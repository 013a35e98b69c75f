/** What was compared, in the usage of the person's language: the core says days and shares as one writes them for machines. */

import type { Reason } from '../generated';
import type { Key } from '../words';

/** Two that differ stand so in the core's detail. */
const BETWEEN = ' / ';

/** The detail of a reason. */
export function reasonText({ kind, detail }: Pick<Reason, 'kind' | 'detail'>, t: (key: Key, values?: { [name: string]: string | number }) => string): string {
  if (kind === 'time') {
    const days = Number.parseInt(detail, 10);
    return days === 0 ? t('same.day') : t(days === 1 ? 'same.one_day' : 'same.days', { n: days });
  }
  if (kind === 'text') return detail.replace(' %', '%');
  return detail.split(BETWEEN).join(t('list.comma'));
}
