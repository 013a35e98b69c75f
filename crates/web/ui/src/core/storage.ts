/** What this browser can hold, what it promises, and which desks it has. */

import { isDeskName } from './desk';

/** What is missing for the app to run at all; null: nothing. */
export function canHold(): 'insecure' | 'no_opfs' | null {
  if (!isSecureContext) return 'insecure';
  const held = 'locks' in navigator && 'BroadcastChannel' in globalThis && typeof navigator.storage?.getDirectory === 'function';
  return held ? null : 'no_opfs';
}

/** Asks the browser not to clear what is here by itself. */
export async function askToKeep(): Promise<boolean> {
  try {
    return (await navigator.storage.persisted()) || (await navigator.storage.persist());
  } catch {
    return false;
  }
}

/** What the browser promised and how much room there is. */
export async function storageState(): Promise<{ kept: boolean; used: number | null; quota: number | null }> {
  const [kept, estimate] = await Promise.all([
    navigator.storage.persisted().catch(() => false),
    navigator.storage.estimate().catch((): StorageEstimate => ({})),
  ]);
  return { kept, used: estimate.usage ?? null, quota: estimate.quota ?? null };
}

/** A size in bytes: `12.3 MB`. */
export function sizeText(bytes: number | null): string {
  if (bytes === null) return '?';
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  let [size, unit] = [bytes, 0];
  while (size >= 1000 && unit < units.length - 1) [size, unit] = [size / 1000, unit + 1];
  return `${size >= 100 || unit === 0 ? Math.round(size) : size.toFixed(1)} ${units[unit]}`;
}

const DESKS = 'taizhang:desks';

/** The desks that were opened in this browser: name and office. No person is named outside of the encrypted database. */
export function knownDesks(): { name: string; office: string }[] {
  try {
    const kept = Object.entries(JSON.parse(localStorage.getItem(DESKS) ?? '{}') as object);
    return kept.filter(([name]) => isDeskName(name)).map(([name, office]) => ({ name, office: String(office) }));
  } catch {
    return [];
  }
}

/** Remembers that a desk is here. */
export function rememberDesk(name: string, office: string): void {
  try {
    const kept = Object.fromEntries(knownDesks().map((desk) => [desk.name, desk.office]));
    localStorage.setItem(DESKS, JSON.stringify({ ...kept, [name]: office }));
  } catch {
    // The list of desks is a convenience.
  }
}
