/** A case as its pages need it: what it is, what happened, and the words to say that in. */

import { useMemo } from 'react';

import { isSettled, useCall } from '../../core/hooks';
import { useNames } from '../../core/names';
import { useSettings } from '../../core/settings';
import { useWords } from '../../core/words';
import type { Answers, Config, StoryEntry } from '../../generated';
import type { NameOf, Naming } from '../../parts/phrases';
import { useT } from '../../words';

/** A case as it stands. */
export type Shown = Answers['case.show'];

/** The place of each act in the story. */
export function placesOf(entries: readonly StoryEntry[]): Map<string, number> {
  const places = new Map<string, number>();
  for (const entry of entries) for (const act of Object.keys(entry.acts)) places.set(act, entry.n);
  return places;
}

/** What the items of every checklist are called: the county's, and those of its campaigns. */
function itemsOf(config: Config | undefined): Map<string, string> {
  const lists = [...(config?.campaigns ?? []).map((campaign) => campaign.closing_checklist ?? []), config?.closing?.checklist ?? []];
  return new Map(lists.flat().map(({ id, name }) => [id, name]));
}

/** What phrases about a case are made with: acts are told by their place in the story, claims by theirs. */
export function useNaming(nameOf: NameOf, entries: readonly StoryEntry[], claims: readonly { id: string }[]): Naming {
  const t = useT();
  const words = useWords();
  const { language } = useSettings();
  const config = useCall('config.show', {}).data?.config;
  return useMemo(() => {
    const items = itemsOf(config);
    const places = placesOf(entries);
    const numbers = new Map(claims.map(({ id }, index) => [id, index + 1]));
    const place = (id: string): string | undefined => {
      const [step, claim] = [places.get(id), numbers.get(id)];
      return step !== undefined ? t('kase.story_n', { n: step }) : claim !== undefined ? t('kase.claim', { n: claim }) : undefined;
    };
    return { words, language, nameOf, place, item: (id) => items.get(id) };
    // `t` follows the language.
  }, [words, language, nameOf, entries, claims, config]);
}

const NONE: readonly StoryEntry[] = [];
const NO_CLAIMS: readonly { id: string }[] = [];

/**
 * Asks for a case and its story. There is none until all that its pages draw is there, so that nothing moves afterwards; what belongs
 * to another case, while this one is being read, is left out.
 */
export function useCase(id: string) {
  const asked = useCall('case.show', { case: id });
  const story = useCall('case.history', { case: id });
  const nameOf = useNames().office;
  const named = [useCall('words', {}), useCall('office.list', {}), useCall('staff.list', {}), useCall('config.show', {})].every(isSettled);
  const ready = named && isSettled(asked) && isSettled(story);
  const shown = ready ? asked.data : undefined;
  const entries = shown !== undefined && story.data?.case === shown.case.id ? story.data.entries : NONE;
  const naming = useNaming(nameOf, entries, shown?.case.claims ?? NO_CLAIMS);
  return { shown, entries, naming, nameOf, failure: asked.failure ?? story.failure, again: asked.again };
}
