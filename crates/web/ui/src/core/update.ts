/**
 * New versions of the app. The service worker fetches one in the background and it waits: it is taken when the person says so, or
 * when the page is opened anew; never under a half-written form, in no tab of the desk.
 */

import { useSyncExternalStore } from 'react';
import { Workbox } from 'workbox-window';

const HOUR_MS = 3_600_000;
const listeners = new Set<() => void>();
let waiting: Workbox | null = null;

/** Lets the service worker keep the app on this device. Called once. */
export function watchUpdates(): void {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return;
  const workbox = new Workbox('/sw.js', { scope: '/' });
  workbox.addEventListener('waiting', () => {
    waiting = workbox;
    for (const listener of listeners) listener();
  });
  // Another tab took it: this page goes on with what it has loaded, and is new when it is opened again.
  void workbox.register().catch(() => undefined);
  setInterval(() => void workbox.update().catch(() => undefined), HOUR_MS);
}

/** Takes the new version: the page is loaded again. */
export function takeUpdate(): void {
  waiting?.addEventListener('controlling', () => location.reload());
  waiting?.messageSkipWaiting();
}

/** Whether a new version waits. */
export function useUpdateWaits(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => waiting !== null,
  );
}
