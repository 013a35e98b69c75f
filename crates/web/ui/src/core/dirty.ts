/**
 * Whether somebody is writing. A new version of the app, a lock after idleness and the closing of the page all ask here first: none
 * of them may come under a half-written form.
 */

import { useEffect, useId, useSyncExternalStore } from 'react';

const writing = new Set<string>();
const listeners = new Set<() => void>();

function tell(): void {
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
