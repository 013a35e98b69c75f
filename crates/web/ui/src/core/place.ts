/**
 * Where the app is: `#/cases?stage=handling`. The whole place stands behind the hash, what was asked for as well: the query before
 * the hash says which desk this is, and stays what it is.
 */

import { useCallback, useMemo, useSyncExternalStore } from 'react';

/** Path and query of a hash. */
export function placeOf(hash: string): { path: string; query: string } {
  const [path = '', query = ''] = hash.replace(/^#?\/?/, '').split(/\?(.*)/s);
  return { path: `/${path}`, query };
}

/** The place with these changes of what is asked for; what is empty or null is left out. */
export function placeWith(path: string, query: string, changes: Changes): string {
  const asked = new URLSearchParams(query);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === '') asked.delete(name);
    else asked.set(name, value);
  }
  const text = asked.toString();
  return text === '' ? path : `${path}?${text}`;
}

/** What changes in a query, by name. */
export type Changes = { [name: string]: string | null };

/** A day of an address; what is none is left out, and the list shows that nothing is asked of it. */
export function dayAsked(text: string | null): string | null {
  return text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text) ? text : null;
}

function subscribe(listener: () => void): () => void {
  addEventListener('hashchange', listener);
  return () => removeEventListener('hashchange', listener);
}

/** Goes to a place. */
export function navigate(to: string, { replace = false, state = null }: { replace?: boolean; state?: unknown } = {}): void {
  const oldURL = location.href;
  history[replace ? 'replaceState' : 'pushState'](state, '', `#${to}`);
  dispatchEvent(new HashChangeEvent('hashchange', { oldURL, newURL: location.href }));
}

function usePath(): [string, typeof navigate] {
  return [useSyncExternalStore(subscribe, () => placeOf(location.hash).path), navigate];
}

/** The router's hook: paths without the query, addresses behind the hash. */
export const usePlace = Object.assign(usePath, { hrefs: (href: string) => `#${href}` });

/** What this place is asked for, and a way to change it without a new entry in the history. */
export function useAsked(): [URLSearchParams, (changes: Changes) => void] {
  const query = useSyncExternalStore(subscribe, () => placeOf(location.hash).query);
  const change = useCallback((changes: Changes) => {
    const { path, query } = placeOf(location.hash);
    navigate(placeWith(path, query, changes), { replace: true });
  }, []);
  return [useMemo(() => new URLSearchParams(query), [query]), change];
}
