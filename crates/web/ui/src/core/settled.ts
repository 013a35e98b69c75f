/**
 * When everything was last here and on the server. The core knows it since it was started; across starts it is remembered beside the
 * settings, because a browser must not hold the only copy of an edit for long without saying so.
 */

import { desk } from './desk';
import type { SyncState } from './shell';

const KEY = `taizhang:${desk}:settled`;

/** Remembers what the core tells. */
export function rememberSettled({ last_settled_ms }: SyncState): void {
  if (last_settled_ms === null || last_settled_ms === undefined) return;
  try {
    localStorage.setItem(KEY, String(last_settled_ms));
  } catch {
    // Without it the warning comes earlier than it need.
  }
}

/** When everything was exchanged last, in milliseconds since 1970; null where that is not known. */
export function lastSettledMs(state: SyncState | undefined): number | null {
  if (state?.last_settled_ms) return state.last_settled_ms;
  const kept = Number(globalThis.localStorage?.getItem(KEY) ?? 0);
  return kept > 0 ? kept : null;
}
