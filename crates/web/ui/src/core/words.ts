/** The desk's own words for stages, acts, fields and values, from the core's catalogue: never typed twice. */

import { QueryObserver } from '@tanstack/react-query';
import { useCallback, useMemo, useSyncExternalStore } from 'react';

import type { Answers } from '../generated';
import { type Words, wordsOf } from './catalogue';
import { answers, asking } from './hooks';
import type { Language } from './protocol';
import { useSettings } from './settings';

export type { Words } from './catalogue';

/** One for all who read the words of a language: a list that is scrolled has some new ones in every row. */
const watches = new Map<Language, QueryObserver<Answers['words']>>();

function watchOf(language: Language): QueryObserver<Answers['words']> {
  const known = watches.get(language);
  if (known !== undefined) return known;
  const watch = new QueryObserver(answers, asking('words', {}, language));
  watches.set(language, watch);
  return watch;
}

/** The words of a language; until they are here those of the language that was shown before. */
function wordsNow(watch: QueryObserver<Answers['words']>): Answers['words'] | undefined {
  const known = [watch, ...watches.values()].map((one) => one.getCurrentResult().data);
  return known.find((words) => words !== undefined);
}

/** The desk's words in the person's language. */
export function useWords(): Words {
  const watch = watchOf(useSettings().language);
  const data = useSyncExternalStore(
    useCallback((changed) => watch.subscribe(changed), [watch]),
    () => wordsNow(watch),
  );
  return useMemo(() => wordsOf(data ?? {}), [data]);
}
