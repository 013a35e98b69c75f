/** A configuration on its way to being put in force: kept on this device until it is, or until it is discarded. */

import { useCall } from '../../core/hooks';
import { useKept } from '../../core/drafts';
import { useMe } from '../../core/me';
import { useNames } from '../../core/names';
import type { Config, Office } from '../../generated';
import { type Change, diffOf } from './diff';

/** The configuration as a screen changes it. */
export interface Drafting {
  /** The one in force; undefined until the first answer. */
  current: Config | undefined;
  /** What is shown: the draft, or else the one in force. */
  shown: Config | undefined;
  editing: boolean;
  /** Whether the draft, if there is one, was read: until then the one in force is shown in its place. */
  ready: boolean;
  changes: readonly Change[];
  /** Puts something else into the draft, beginning one where there is none. */
  change(parts: Partial<Config>): void;
  begin(from?: Config): void;
  discard(): void;
}

/** The draft of this device. */
export function useDraft(): Drafting {
  const current = useCall('config.show', {}).data?.config;
  const draft = useKept<Config | null>('config.edit', null);
  const shown = draft.value ?? current;
  return {
    current,
    shown,
    editing: draft.value !== null,
    ready: draft.ready,
    changes: draft.value === null || current === undefined ? [] : diffOf(current, draft.value),
    change: (parts) => shown !== undefined && draft.set({ ...shown, ...parts }),
    begin: (from) => {
      const first = from ?? current;
      if (first !== undefined) draft.set(first);
    },
    discard: draft.clear,
  };
}

/** The office that puts configurations in force, and whether that is this one. */
export function useTop(): { top: Office | undefined; here: boolean } {
  const me = useMe();
  const { offices } = useNames();
  const top = offices.find(({ parent }) => (parent ?? null) === null);
  return { top, here: top !== undefined && me?.office === top.id };
}
