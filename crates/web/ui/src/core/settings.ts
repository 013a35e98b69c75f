/**
 * What a person set in this browser: language, size of the text, how soon a desk locks. Not secret and needed before the database
 * is open, so it lies in the browser's plain local storage, shared by the tabs.
 */

import { useSyncExternalStore } from 'react';

import { desk } from './desk';
import type { Language } from './protocol';

/** What can be set. */
export interface Settings {
  language: Language;
  large: boolean;
  /** Minutes of idleness after which a desk with a passphrase locks; 0: never. */
  lockMinutes: number;
  /** Whether single letters are shortcuts. */
  shortcuts: boolean;
}

/** How soon a desk locks unless somebody sets it otherwise. */
export const LOCK_MINUTES = 10;
/** What can be chosen instead. */
export const LOCK_CHOICES = [2, 5, 10, 30, 0] as const;

const KEY = `taizhang:${desk}:settings`;

function read(): Settings {
  const language: Language = (globalThis.navigator?.language ?? 'zh').toLowerCase().startsWith('en') ? 'en' : 'zh';
  const defaults: Settings = { language, large: false, lockMinutes: LOCK_MINUTES, shortcuts: true };
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Settings>;
    return {
      language: kept.language === 'en' || kept.language === 'zh' ? kept.language : defaults.language,
      large: kept.large === true,
      shortcuts: kept.shortcuts !== false,
      lockMinutes: LOCK_CHOICES.some((minutes) => minutes === kept.lockMinutes) ? (kept.lockMinutes ?? LOCK_MINUTES) : LOCK_MINUTES,
    };
  } catch {
    return defaults;
  }
}

let current = read();
const listeners = new Set<() => void>();

function tell(): void {
  for (const listener of listeners) listener();
}

globalThis.addEventListener?.('storage', (event) => {
  if (event.key !== KEY) return;
  current = read();
  tell();
});

/** The settings as they stand. */
export function settings(): Settings {
  return current;
}

/** Changes some, here and in the other tabs. */
export function set(changes: Partial<Settings>): void {
  current = { ...current, ...changes };
  try {
    localStorage.setItem(KEY, JSON.stringify(current));
  } catch {
    // Storage is full or forbidden: the setting holds until the page goes.
  }
  tell();
}

/** The settings, for a component. */
export function useSettings(): Settings {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );
}
