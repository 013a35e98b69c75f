/**
 * The sentences of the app in the person's language. Each area has its own file with rows of both languages; it is entered by one line
 * in `all.ts`. The words for stages, acts, fields and values are not here: the core has them (`core/words.ts`).
 */

import { useCallback, useSyncExternalStore } from 'react';

import { beforeNext } from '../core/again';
import type { Language } from '../core/protocol';
import { settings, useSettings } from '../core/settings';
import type { all } from './all';
import { fill, type Values } from './rows';

/** The key of a sentence. */
export type Key = keyof typeof all;

type Sentences = { [key: string]: string };

const loads: { [language in Language]: () => Promise<{ default: Sentences }> } = {
  zh: () => import('@words/zh'),
  en: () => import('@words/en'),
};
const NONE: Sentences = {};
/** Those that are here. */
const known: { [language in Language]?: Sentences } = {};
const loading = new Map<Language, Promise<void>>();
const listeners = new Set<() => void>();

/** Loads a language; where the network does not bring it, goes on until it does. */
function load(language: Language): Promise<void> {
  const goOn = async () => {
    for (let tries = 0; known[language] === undefined; tries += 1) {
      const loaded = await loads[language]().catch(() => null);
      if (loaded === null) await beforeNext(tries);
      else known[language] = loaded.default;
    }
    for (const listener of listeners) listener();
  };
  const under = loading.get(language) ?? goOn();
  loading.set(language, under);
  return under;
}

/** When the sentences of the person's language are here: nothing can be said before. */
export function loadWords(): Promise<void> {
  return load(settings().language);
}

/** The sentences of a language; until they are here those of the language that was shown before. */
function sentences(language: Language): Sentences {
  const here = known[language];
  if (here !== undefined) return here;
  void load(language);
  return Object.values(known)[0] ?? NONE;
}

/** Whether something has a sentence. */
export function isKey(key: string): key is Key {
  return key in sentences(settings().language);
}

/** A sentence in the person's language. */
export function t(key: Key, values?: Values): string {
  return fill(sentences(settings().language)[key] ?? key, values);
}

/** The same for a component, which is drawn again when the language changes. */
export function useT(): (key: Key, values?: Values) => string {
  const { language } = useSettings();
  const said = useSyncExternalStore(listen, () => sentences(language));
  return useCallback((key, values) => fill(said[key] ?? key, values), [said]);
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
