/** A field that was written at once: its values next to each other, who wrote each having seen what, and choosing in place. */

import { Button } from 'antd';

import { useAct } from '../../core/hooks';
import type { FieldConflict, StoryEntry } from '../../generated';
import { FailureNote } from '../../parts/FailureNote';
import type { Naming } from '../../parts/phrases';
import { Moment } from '../../parts/Values';
import { useT } from '../../words';
import { conflictName, writerOf } from './sides';

/** One field with several values. */
export function ConflictCard({ id, conflict, entries, naming }: { id: string; conflict: FieldConflict; entries: readonly StoryEntry[]; naming: Naming }) {
  const t = useT();
  const choose = useAct('conflict.choose');
  const field = naming.words.field(conflict.field);
  const name = conflict.claim == null ? field : `${naming.place(conflict.claim) ?? ''} ${field}`;
  return (
    <div className="stack" style={{ gap: 10 }} data-conflict={conflict.field}>
      <p>
        <strong>{t('decide.conflict', { field: name.trim() })}</strong> <span className="quiet small">{t('decide.conflict_note')}</span>
      </p>
      <FailureNote failure={choose.failure} close={choose.reset} />
      <div className="sides">
        {conflict.values.map((value, index) => {
          const writer = writerOf(value, conflict, entries);
          return (
            <section key={`${value.by} ${value.value}`} className="side-of" aria-label={`${t('decide.side', { n: index + 1 })} ${value.value}`}>
              <div className="value sentences">{value.value === '' ? t('history.empty') : value.value}</div>
              {writer === undefined ? null : (
                <div className="quiet small">
                  <div>
                    {t('kase.story_by', { office: writer.office_name, staff: writer.staff_name })} <Moment ms={writer.at_ms} />
                  </div>
                  <div>{t('decide.value_device', { device: writer.device_name })}</div>
                  <div>{writer.seen.length === 0 ? t('decide.seen_nothing') : t('decide.value_seen', { n: writer.seen.join(t('list.comma')) })}</div>
                </div>
              )}
              <div className="choose">
                <Button loading={choose.busy} onClick={() => void choose.run({ case: id, field: conflictName(conflict), value: index + 1 })}>
                  {t('decide.value')}
                </Button>
              </div>
            </section>
          );
        })}
      </div>
    </div>
  );
}
