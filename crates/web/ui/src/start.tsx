/** Starts the app in a browser that can run it. */

import type { Root } from 'react-dom/client';

import { App } from './App';
import { link } from './core/core';
import { watchCore } from './core/hooks';
import { watchIdleness } from './core/idle';
import { takeInvitation } from './core/invitation';
import { watchNetwork } from './core/network';
import { watchUpdates } from './core/update';

/** Starts the app. */
export function start(root: Root): void {
  takeInvitation();
  watchCore();
  watchIdleness();
  watchNetwork();
  void watchUpdates(link.complete);
  root.render(<App />);
}
