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

/** A moment by the wall's clock, which may be set, and by the browser's, which may stand still while the machine sleeps. */
const moment = () => ({ wall: Date.now(), running: performance.now() });

let active = moment();
let told = 0;

function awake(): void {
  // Whoever wakes the machine is not somebody who was active all the while.
  look();
  active = moment();
  if (active.running - told < TELL_MS) return;
  told = active.running;
  link.sayAwake();
}

/** For how long nobody was active: what the clock that went further says. */
function idleMs(): number {
  const { wall, running } = moment();
  return Math.max(wall - active.wall, running - active.running);
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

function look(): void {
  const { lockMinutes } = settings();
  if (lockMinutes === 0 || idleMs() < lockMinutes * 60_000) return;
  if (link.leads && isOpenByPassphrase()) void lockNow();
}

/** Locks the desk after idleness. Called once. */
export function watchIdleness(): void {
  for (const sign of ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const) {
    addEventListener(sign, awake, { passive: true, capture: true });
  }
  link.onAwake(() => {
    look();
    active = moment();
  });
  setInterval(look, LOOK_MS);
  document.addEventListener('visibilitychange', look);
}
