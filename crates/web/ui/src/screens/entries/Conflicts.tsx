/** Fields that two people wrote at once: every value with who wrote it, chosen in place. */

import { Button } from 'antd';

import { useAct } from '../../core/hooks';
import { useNames } from '../../core/names';
import type { EntryView } from '../../generated';
import { FailureNote } from '../../parts/FailureNote';
import { useLabels } from '../../parts/form/labels';
import type { Field } from '../../parts/form/shape';
import { Section } from '../../parts/Page';
import { useT } from '../../words';
import { Value } from './Value';

/** The fields, or nothing. */
export function Conflicts({ view, fields }: { view: EntryView; fields: readonly Field[] }) {
  const t = useT();
  const names = useNames();
  const labels = useLabels();
  const revise = useAct('entry.revise');
  if (view.conflicts.length === 0) return null;
  return (
    <Section title={t('entry.at_once')}>
      <FailureNote failure={revise.failure} />
      {view.conflicts.map(({ field: name, values }) => {
        const field = fields.find((one) => one.name === name);
        if (field === undefined) return null;
        return (
          <div key={name}>
            <h3>{labels.field(field)}</h3>
            <ul className="stack" style={{ listStyle: 'none', gap: 8, margin: '8px 0 16px' }}>
              {values.map(({ act, by, value }) => (
                <li key={act} className="wrap">
                  <span style={{ flex: '1 1 200px' }}>{value === null || value === undefined ? '—' : <Value field={field} value={value} />}</span>
                  <span className="quiet">{names.staff(by)}</span>
                  <Button loading={revise.busy} onClick={() => void revise.run({ entry: view.id, payload: { [name]: value ?? '' } })}>
                    {t('entry.choose')}
                  </Button>
                </li>
              ))}
            </ul>
          </div>
        );
      })}
    </Section>
  );
}
