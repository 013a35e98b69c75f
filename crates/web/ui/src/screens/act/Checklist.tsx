/** The checklist of a closing: by item, the act of the case that fulfils it. */

import { Form } from 'antd';
import { useId } from 'react';

import type { CaseView, ChecklistItem, Config } from '../../generated';
import { ActPicker } from '../../parts/form/Picker';
import { useT } from '../../words';

/** The list that a case is closed by: that of its campaign, else the county's. */
export function checklistOf(config: Config, view: CaseView): readonly ChecklistItem[] {
  const campaigns = (view.links?.campaigns ?? []).map(({ campaign }) => campaign);
  const own = config.campaigns?.find(({ id, closing_checklist: list }) => campaigns.includes(id) && (list ?? []).length > 0);
  return own?.closing_checklist ?? config.closing?.checklist ?? [];
}

/** The items, each with the act that fulfils it. */
export function Checklist({ config, view, value, set }: { config: Config; view: CaseView; value: unknown; set(value: { [item: string]: string }): void }) {
  const t = useT();
  const prefix = useId();
  const chosen = (value ?? {}) as { [item: string]: string };
  return (
    <fieldset style={{ border: '1px solid var(--line)', borderRadius: 4, padding: '8px 12px 0', margin: '0 0 16px' }}>
      <legend style={{ padding: '0 4px' }}>{t('act.checklist')}</legend>
      {checklistOf(config, view).map((item) => (
        <Form.Item key={item.id} label={item.name} htmlFor={`${prefix}${item.id}`} required={item.optional !== true}>
          <ActPicker
            id={`${prefix}${item.id}`}
            of={view}
            kind="close"
            field="checklist"
            value={chosen[item.id] ?? null}
            set={(act) => {
              const { [item.id]: _, ...rest } = chosen;
              set(typeof act === 'string' ? { ...rest, [item.id]: act } : rest);
            }}
          />
        </Form.Item>
      ))}
    </fieldset>
  );
}
