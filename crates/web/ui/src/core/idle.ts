/**
 * A desk with a passphrase locks after idleness. Somebody active in one tab keeps the desk open in all. What is being written is
 * kept as a draft by its screen before the lock falls.
 */

import { link, call } from './core';
import { answers } from './hooks';
import { settings } from './settings';
import type { ShellState } from './shell';

const LOOK_MS = 5_000;
const TELL_MS = 15_000;

let active = performance.now();
let told = 0;

function awake(): void {
  active = performance.now();
  if (active - told < TELL_MS) return;
  told = active;
  link.sayAwake();
}

function isOpenByPassphrase(): boolean {
  return answers
    .getQueriesData<ShellState>({ predicate: ({ queryKey }) => queryKey[0] === 'shell.state' })
    .some(([, state]) => state?.state === 'open' && state.lock === 'passphrase');
}

/** Locks the desk. */
export async function lockNow(): Promise<void> {
  // Screens keep their drafts when they hear this.
  dispatchEvent(new Event('taizhang:before-lock'));
  await call('shell.lock', {}).catch(() => undefined);
  answers.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'shell.state' });
  await answers.invalidateQueries();
}

/** Locks the desk after idleness. Called once. */
export function watchIdleness(): void {
  for (const sign of ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const) {
    addEventListener(sign, awake, { passive: true, capture: true });
  }
  link.onAwake(() => (active = performance.now()));
  const look = () => {
    const { lockMinutes } = settings();
    if (lockMinutes === 0 || performance.now() - active < lockMinutes * 60_000) return;
    if (link.leads && isOpenByPassphrase()) void lockNow();
  };
  setInterval(look, LOOK_MS);
  document.addEventListener('visibilitychange', look);
}
