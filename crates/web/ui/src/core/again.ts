/** Pauses between two tries at what the network did not bring: longer each time, and over at once when the network is back. */

const FIRST_MS = 1_000;
/** Somebody is looking: no longer than the core itself waits beside a page. */
const LONGEST_MS = 10_000;

/** How long to wait after so many tries in vain. */
export function pauseMs(tries: number): number {
  return Math.min(FIRST_MS * 2 ** tries, LONGEST_MS);
}

/** Waits before the next try. */
export function beforeNext(tries: number): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      clearTimeout(timer);
      removeEventListener('online', go);
      resolve();
    };
    const timer = setTimeout(go, pauseMs(tries));
    addEventListener('online', go);
  });
}
