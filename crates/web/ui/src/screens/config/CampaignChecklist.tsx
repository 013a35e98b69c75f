/** What a case of a campaign needs to be closed: items in their order. Without any, the county's list holds. */

import { PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox, Form, Input } from 'antd';

import type { ChecklistItem } from '../../generated';
import { Moves } from '../../parts/form/Moves';
import { useT } from '../../words';
import { unusedId } from './ids';

/** The fields within a campaign's form. */
export function CampaignChecklist() {
  const t = useT();
  const form = Form.useFormInstance<{ closing_checklist?: ChecklistItem[] }>();
  const needed = [{ required: true, whitespace: true, message: t('form.needed') }];
  const blank = () => ({ id: unusedId('item', form.getFieldValue('closing_checklist') ?? []), name: '', optional: false });
  return (
    <Form.List name="closing_checklist">
      {(items, { add, remove, move }) => (
        <div style={{ marginBottom: 16 }}>
          {items.map(({ key, name }) => (
            <div key={key} className="wrap" style={{ alignItems: 'flex-start', flexWrap: 'nowrap' }}>
              <Form.Item name={[name, 'id']} hidden>
                <Input />
              </Form.Item>
              <div style={{ flex: '1 1 0', minWidth: 0 }}>
                <Form.Item name={[name, 'name']} rules={needed} style={{ marginBottom: 0 }}>
                  <Input aria-label={t('config.item_n', { n: name + 1 })} placeholder={t('config.item')} maxLength={120} autoComplete="off" />
                </Form.Item>
                <Form.Item name={[name, 'optional']} valuePropName="checked">
                  <Checkbox>{t('config.item_optional')}</Checkbox>
                </Form.Item>
              </div>
              <Moves name={t('config.item_n', { n: name + 1 })} at={name} count={items.length} move={move} remove={remove} />
            </div>
          ))}
          <Button icon={<PlusOutlined />} onClick={() => add(blank())}>
            {t('config.item_add')}
          </Button>
        </div>
      )}
    </Form.List>
  );
}
