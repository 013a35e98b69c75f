/** How far the lists lag behind: what came in by the thousand is taken into account between the calls. */

import { t } from '../words';
import { useCall } from './hooks';

/** A sentence for the line below a list's title while its figures are not of everything that is here; null otherwise. */
export function useLag(): string | null {
  const lag = useCall('shell.sync', {}).data?.lag ?? 0;
  return lag === 0 ? null : t('lists.lag', { n: lag });
}
