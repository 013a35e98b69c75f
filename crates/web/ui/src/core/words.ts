/** The desk's own words for stages, acts, fields and values, from the core's catalogue: never typed twice. */

import { useMemo } from 'react';

import { type Words, wordsOf } from './catalogue';
import { useCall } from './hooks';

export type { Words } from './catalogue';

/** The desk's words in the person's language. */
export function useWords(): Words {
  const { data } = useCall('words', {});
  return useMemo(() => wordsOf(data ?? {}), [data]);
}
