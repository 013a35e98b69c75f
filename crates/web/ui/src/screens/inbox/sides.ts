/** Who wrote what, having seen what: the sides of a dispute and the values of a field that was written at once. */

import type { CaseView, Dispute, FieldConflict, FieldValue, Side, StoryEntry } from '../../generated';

/** The sides of a dispute, from the case itself; an inbox brings them ready. */
export function sidesOf(dispute: Dispute, view: CaseView, entries: readonly StoryEntry[]): Side[] {
  const items = new Map(view.timeline.map((item) => [item.act, item]));
  const bodies = new Map(entries.flatMap((entry) => Object.entries(entry.acts)));
  return dispute.acts.flatMap((act) => {
    const item = items.get(act);
    if (item === undefined) return [];
    const { by, device, effective_on, kind, made_at, office } = item;
    const seen = item.based_on.flatMap((id) => {
      const before = items.get(id);
      return before === undefined ? [] : [{ act: id, effective_on: before.effective_on, kind: before.kind, office: before.office }];
    });
    return [{ act, by, device, effective_on, kind, made_at, office, says: bodies.get(act)?.[1] ?? {}, seen }];
  });
}

/** The name by which a field's conflict is chosen. */
export function conflictName({ claim, field }: FieldConflict): string {
  return claim === null || claim === undefined ? field : `${claim}.${field}`;
}

/** The change that wrote a value: the last one of that device that wrote this to the field. */
export function writerOf(value: FieldValue, conflict: FieldConflict, entries: readonly StoryEntry[]): StoryEntry | undefined {
  const wrote = (entry: StoryEntry) =>
    entry.device === value.by &&
    entry.touched.some((touched) =>
      touched.what === 'claim'
        ? touched.claim === conflict.claim && touched.name === conflict.field && touched.value === value.value
        : touched.what === 'field' && !conflict.claim && touched.name === conflict.field && touched.value === value.value,
    );
  return entries.findLast(wrote);
}
