/**
 * New versions of the app. The service worker fetches one in the background and it waits: it is taken when the person says so, or
 * when the app is opened anew; never under a half-written form. All pages of the browser take it together, so that none goes on
 * with parts of an older one.
 */

import { useSyncExternalStore } from 'react';
import { Workbox } from 'workbox-window';

import { isAnyPageDirty, isDirty } from './dirty';

const HOUR_MS = 3_600_000;
const listeners = new Set<() => void>();
let waiting: Workbox | null = null;

function tell(): void {
  for (const listener of listeners) listener();
}

/**
 * Lets the service worker keep the app on this device. The first time it fetches all of it, which must not keep the line from the first
 * screen: that waits until `free`. Called once.
 */
export async function watchUpdates(free: Promise<void>): Promise<void> {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return;
  if (navigator.serviceWorker.controller === null) await Promise.race([free, hasController()]);
  const workbox = new Workbox('/sw.js', { scope: '/' });
  const before = navigator.serviceWorker.controller;
  workbox.addEventListener('waiting', () => {
    waiting = workbox;
    tell();
  });
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    // The first worker of all takes pages over that are new already.
    if (before !== null && !isDirty()) location.reload();
  });
  void workbox.register().catch(() => undefined);
  setInterval(() => void workbox.update().catch(() => undefined), HOUR_MS);
}

/** Another page of the app let it be kept meanwhile. */
function hasController(): Promise<void> {
  return new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', () => resolve(), { once: true }));
}

/** Takes the new version, unless somebody is writing in another page: false. */
export async function takeUpdate(): Promise<boolean> {
  if (await isAnyPageDirty()) return false;
  waiting?.messageSkipWaiting();
  return true;
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
