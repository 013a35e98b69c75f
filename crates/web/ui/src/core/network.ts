/**
 * Somebody looks at the page again, or the network is back: what waited for the relay is tried at once, and not when the pause after the
 * last failure is over.
 */

import { call } from './core';
import { answers } from './hooks';
import type { SyncState } from './shell';

function isOffline(): boolean {
  const known = answers.getQueriesData<SyncState>({ predicate: ({ queryKey }) => queryKey[0] === 'shell.sync' });
  return known.some(([, state]) => state?.online === false);
}

/** Tries at those moments. Called once. */
export function watchNetwork(): void {
  const look = () => {
    if (document.visibilityState === 'visible' && isOffline()) void call('shell.sync_now', {}).catch(() => undefined);
  };
  document.addEventListener('visibilitychange', look);
  addEventListener('online', look);
}
