/** Routes of a campaign, which come before the county's: which kind of office, which office, or whose industry it is leads a category. */

import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Form, Select } from 'antd';

import { useNames } from '../../core/names';
import { useWords } from '../../core/words';
import type { Category, RouteTarget } from '../../generated';
import { BY_SET } from '../../parts/FormDrawer';
import { OFFICE_KINDS } from '../../parts/form/officeKinds';
import { useT } from '../../words';
import { choiceOf, targetOf } from './lead';

/** The fields within a campaign's form. */
export function CampaignRoutes({ categories }: { categories: readonly Category[] }) {
  const t = useT();
  const needed = [{ required: true, message: t('form.needed') }];
  const name = (id: string | null | undefined) => categories.find((category) => category.id === id)?.name;
  const options = categories.map((category) => ({ value: category.id, label: [name(category.parent), category.name].filter(Boolean).join(' · ') }));
  return (
    <Form.List name="routes">
      {(routes, { add, remove }) => (
        <div style={{ marginBottom: 16 }}>
          {routes.map(({ key, name }) => (
            <div key={key} className="wrap" style={{ alignItems: 'flex-start', flexWrap: 'nowrap' }}>
              <Form.Item name={[name, 'category']} rules={needed} style={{ flex: '1 1 0', minWidth: 0 }}>
                <Select aria-label={t('config.category')} placeholder={t('config.category')} showSearch={{ optionFilterProp: 'label' }} options={options} />
              </Form.Item>
              <Form.Item {...BY_SET} name={[name, 'lead']} rules={needed} style={{ flex: '1 1 0', minWidth: 0 }}>
                <LeadField />
              </Form.Item>
              <Button icon={<DeleteOutlined />} aria-label={t('do.remove')} onClick={() => remove(name)} />
            </div>
          ))}
          <Button icon={<PlusOutlined />} onClick={() => add({})}>
            {t('config.route_add')}
          </Button>
        </div>
      )}
    </Form.List>
  );
}

/** Who leads: never a person. `value` and `set` are given by the form. */
export function LeadField({ id, value, set }: { id?: string; value?: RouteTarget | undefined; set?(value: RouteTarget): void }) {
  const t = useT();
  const words = useWords();
  const { offices } = useNames();
  const options = [
    { value: 'industry', label: t('config.lead.industry') },
    { label: t('config.lead.kind'), options: OFFICE_KINDS.map((kind) => ({ value: choiceOf({ kind }), label: words.of('office_kinds', kind) })) },
    { label: t('config.lead.name'), options: offices.map((office) => ({ value: choiceOf({ name: office.name }), label: office.name })) },
  ];
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      aria-label={t('config.lead')}
      style={{ width: '100%' }}
      placeholder={t('config.lead')}
      showSearch={{ optionFilterProp: 'label' }}
      value={value === undefined ? null : choiceOf(value)}
      options={options}
      onChange={(choice: string | null) => choice !== null && set?.(targetOf(choice))}
    />
  );
}

/** Who leads, in words. */
export function useLeadText(): (target: RouteTarget) => string {
  const t = useT();
  const words = useWords();
  return (target) => {
    if (target === 'industry') return t('config.lead.industry');
    return 'name' in target ? target.name : words.of('office_kinds', target.kind);
  };
}
