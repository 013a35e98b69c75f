/**
 * Whether somebody is writing. A new version of the app, a lock after idleness and the closing of the page all ask here first: none
 * of them may come under a half-written form.
 */

import { useEffect, useId, useSyncExternalStore } from 'react';

const writing = new Set<string>();
const listeners = new Set<() => void>();
/** Held, by as many pages as there are, while they hold what is not saved. */
const LOCK = 'taizhang:writing';
let letGo: (() => void) | null = null;

/** Other pages of this browser know of it by a lock, which goes with the page. */
function tellOtherPages(): void {
  if (writing.size === 0) {
    letGo?.();
    letGo = null;
  } else if (letGo === null) {
    const held = new Promise<void>((resolve) => (letGo = resolve));
    void navigator.locks.request(LOCK, { mode: 'shared' }, () => held);
  }
}

/** Whether any page of this browser holds what is not saved, of whichever desk. */
export async function isAnyPageDirty(): Promise<boolean> {
  const { held } = await navigator.locks.query();
  return held?.some(({ name }) => name === LOCK) ?? false;
}

function tell(): void {
  tellOtherPages();
  for (const listener of listeners) listener();
}

/** Whether any form holds what is not saved. */
export function isDirty(): boolean {
  return writing.size > 0;
}

/** Says that this component's form holds what is not saved. `kept`: a draft has it, so that closing the page loses nothing. */
export function useDirty(dirty: boolean, kept = false): void {
  const id = useId();
  useEffect(() => {
    if (!dirty) return;
    writing.add(id);
    tell();
    return () => {
      writing.delete(id);
      tell();
    };
  }, [dirty, id]);
  useEffect(() => {
    if (!dirty || kept) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [dirty, kept]);
}

/** Whether any form holds what is not saved, for a component. */
export function useAnyDirty(): boolean {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, isDirty);
}
