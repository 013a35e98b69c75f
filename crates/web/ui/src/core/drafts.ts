/**
 * A draft that survives everything: every change goes into the encrypted database of this device within a moment, and is there
 * again after a crash, a lock or another tab. Also the place of saved views and a screen's own settings; never synced.
 */

import { useCallback, useEffect, useRef, useState } from 'react';

import { call, link } from './core';
import { Failure } from './failure';

/** How long a change may wait for those that follow it. */
const PAUSE_MS = 250;

/** On its way to the disk. */
interface Write {
  name: string;
  body: string | null;
}

/** What is not known to be written, by name: the latest counts. What failed is tried again whenever the core tells something. */
const unwritten = new Map<string, Write & { failed: boolean }>();
link.on(() => {
  for (const one of [...unwritten.values()]) if (one.failed) write(one);
});

function write({ name, body }: Write): void {
  const one = { name, body, failed: false };
  unwritten.set(name, one);
  call('shell.draft_put', { name, body }).then(
    () => unwritten.get(name) === one && unwritten.delete(name),
    () => (one.failed = true),
  );
}

/** What was kept, unless another version of the app wrote it in a way that nobody reads any more. */
function parsed<T>(body: string): T | undefined {
  try {
    return JSON.parse(body) as T;
  } catch {
    return undefined;
  }
}

/** A value that is kept under a name. */
export interface Kept<T> {
  value: T;
  set(value: T): void;
  /** Forgets it: it was saved elsewhere. */
  clear(): void;
  /** Keeps what was typed last at once: calls that follow find it. */
  flush(): void;
  /** Whether the kept value was read: until then `value` is the first one. */
  ready: boolean;
  /** Whether what is in `value` was kept from before. */
  restored: boolean;
  /** Why the kept value cannot be read now. It is tried again whenever the core tells something. */
  failure: Failure | null;
}

/** Keeps a value of this screen under a name. */
export function useKept<T>(name: string, first: T): Kept<T> {
  const [value, setValue] = useState(first);
  const [ready, setReady] = useState(false);
  const [restored, setRestored] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const latest = useRef<Write | null>(null);
  const initial = useRef(first);
  const [named, setNamed] = useState(name);
  if (named !== name) {
    // Something else is written from now on.
    setNamed(name);
    initial.current = first;
    setValue(first);
    setReady(false);
    setRestored(false);
  }

  const flush = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = undefined;
    const said = latest.current;
    latest.current = null;
    if (said !== null) write(said);
  }, []);

  useEffect(() => {
    let gone = false;
    let isRead = false;
    setReady(false);
    setFailure(null);
    const read = () =>
      call('shell.draft_get', { name }).then(
        ({ draft }) => {
          if (gone || isRead) return;
          isRead = true;
          const body = unwritten.has(name) ? unwritten.get(name)?.body : draft?.body;
          const kept = body == null || latest.current !== null ? undefined : parsed<T>(body);
          if (kept !== undefined) {
            setValue(kept);
            setRestored(true);
          }
          setFailure(null);
          setReady(true);
        },
        // What was kept is there all the same: nothing may be written in its place until it was read.
        (thrown: unknown) => gone || isRead || setFailure(Failure.of(thrown)),
      );
    void read();
    const stop = link.on(() => void (isRead || read()));
    return () => {
      gone = true;
      stop();
      flush();
    };
  }, [name, flush]);

  useEffect(() => {
    const hidden = () => document.visibilityState === 'hidden' && flush();
    document.addEventListener('visibilitychange', hidden);
    addEventListener('taizhang:before-lock', flush);
    return () => {
      document.removeEventListener('visibilitychange', hidden);
      removeEventListener('taizhang:before-lock', flush);
    };
  }, [flush]);

  const keep = useCallback(
    (body: string | null) => {
      latest.current = { name, body };
      // Not put off by the next letter: who types without a pause would have nothing kept.
      timer.current ??= setTimeout(flush, PAUSE_MS);
    },
    [name, flush],
  );
  const set = useCallback(
    (next: T) => {
      setValue(next);
      keep(JSON.stringify(next));
    },
    [keep],
  );
  const clear = useCallback(() => {
    setValue(initial.current);
    setRestored(false);
    keep(null);
    flush();
  }, [keep, flush]);
  return { value, set, clear, flush, ready, restored, failure };
}
