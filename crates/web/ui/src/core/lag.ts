/** How far the lists lag behind: what came in by the thousand is taken into account between the calls. */

import { t } from '../words';
import { useCall } from './hooks';
import { lastSettledMs } from './settled';

/** A sentence for the line below a list's title while its figures are not of everything that is here; null otherwise. */
export function useLag(): string | null {
  const sync = useCall('shell.sync', {}).data;
  if (sync === undefined) return null;
  // A new device, before all that it may read was here once.
  if (sync.phase === 'receiving' && lastSettledMs(sync) === null) return t('lists.coming');
  return sync.lag === 0 ? null : t('lists.lag', { n: sync.lag });
}
