/** Installing the app beside ordinary programs, where the browser offers it. */

import { useSyncExternalStore } from 'react';

/** What Chromium tells when the app can be installed. */
interface InstallOffer extends Event {
  prompt(): Promise<unknown>;
}

let offer: InstallOffer | null = null;
const listeners = new Set<() => void>();

addEventListener('beforeinstallprompt', (event) => {
  event.preventDefault();
  offer = event as InstallOffer;
  for (const listener of listeners) listener();
});

/** Whether this page runs as an installed app. */
export function isInstalled(): boolean {
  return matchMedia('(display-mode: standalone)').matches;
}

/** Whether the browser offers to install it. */
export function canInstall(): boolean {
  return offer !== null;
}

/** Installs it; the browser asks once more. */
export async function install(): Promise<void> {
  await offer?.prompt();
  offer = null;
  for (const listener of listeners) listener();
}

/** Draws a component again when the offer comes or goes. */
export function useInstall(): void {
  useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, canInstall);
}
