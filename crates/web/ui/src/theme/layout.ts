/** Which of the two layouts: a desk, or a phone below 768 px. */

import { useSyncExternalStore } from 'react';

const narrow = matchMedia('(max-width: 767.98px)');

/** Whether the page is a phone's. */
export function usePhone(): boolean {
  return useSyncExternalStore(
    (listener) => {
      narrow.addEventListener('change', listener);
      return () => narrow.removeEventListener('change', listener);
    },
    () => narrow.matches,
  );
}
