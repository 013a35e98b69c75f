/**
 * Which desk this page is. One browser may hold several devices of a county, each with its own key, files and lock; the address
 * says which: `?desk=village`. Without it the desk is `main`.
 */

/** What a desk may be called: a folder, a lock and a channel bear the name. */
const NAME = /^[a-z0-9][a-z0-9-]{0,31}$/;

/** The desk that an address names. A name that cannot be one is the main desk. */
export function deskOf(search: string): string {
  const named = new URLSearchParams(search).get('desk') ?? '';
  return NAME.test(named) ? named : 'main';
}

/** This page's desk. */
export const desk = deskOf(globalThis.location?.search ?? '');

/** The address of another desk in this browser. */
export function deskAddress(name: string): string {
  return name === 'main' ? location.pathname : `${location.pathname}?desk=${encodeURIComponent(name)}`;
}

/** Whether a typed name can be a desk's. */
export function isDeskName(name: string): boolean {
  return NAME.test(name);
}
