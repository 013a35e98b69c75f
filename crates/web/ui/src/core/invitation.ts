/**
 * The code that came with the address: `https://relay/#enrol=CODE`. It is taken out of the address at once, so that it stays in no
 * history and on no screenshot, and is forgotten with the page.
 */

/** The code in a hash; null where there is none. */
export function invitationIn(hash: string): string | null {
  const match = /^#\/?enrol=(.+)$/.exec(hash);
  if (match?.[1] === undefined) return null;
  try {
    return decodeURIComponent(match[1]);
  } catch {
    return match[1];
  }
}

/** The address that takes a code up in a browser. The code stands behind the hash, which is sent to no server. */
export function invitationLink(origin: string, code: string): string {
  return `${origin}/#enrol=${code}`;
}

/** What was scanned or typed, as the core takes it: an address of this app is cut down to its code. */
export function linkOf(typed: string): { link: string; relay?: string } {
  const text = typed.trim();
  if (/^https?:\/\//i.test(text)) {
    try {
      const address = new URL(text);
      const code = invitationIn(address.hash);
      if (code !== null) return { link: code, relay: address.origin };
    } catch {
      // Not an address after all: the core says what is wrong with it.
    }
  }
  return { link: text };
}

let invitation: string | null = null;

/** Takes the code out of the address. Called once, before the router looks. */
export function takeInvitation(): void {
  invitation = invitationIn(location.hash);
  if (invitation !== null) history.replaceState(null, '', `${location.pathname}${location.search}#/`);
}

/** The code that came with the address. */
export function invited(): string | null {
  return invitation;
}
