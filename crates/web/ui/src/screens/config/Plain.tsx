/** Settings that are one value each: numbers' patterns, bounds, duties, how long what is kept. */

import { Button, Checkbox, Form, Input, InputNumber } from 'antd';
import { useState } from 'react';

import type { Config } from '../../generated';
import { FormDrawer } from '../../parts/FormDrawer';
import { Facts, Section } from '../../parts/Page';
import { useT } from '../../words';
import type { Part } from './part';

const RULES = ['co_leads', 'superior_assigned_needs_team_member', 'major_needs_head'] as const;
type Typed = Pick<Config, 'name' | 'numbering' | 'group' | 'duties' | 'lead_rules' | 'colours' | 'retention'> & { simple_track: { enabled: boolean } };

/** The section. */
export function Plain({ of, change }: Part) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const years = (n: number | null | undefined) => (n === null || n === undefined ? t('config.years_for_good') : t('config.years', { n }));
  return (
    <Section title={t('config.plain')} extra={change !== undefined && <Button onClick={() => setOpen(true)}>{t('config.edit')}</Button>}>
      <Facts
        of={[
          [t('config.field.office'), <span key="office">{of.numbering.office}</span>],
          [t('config.field.official'), <span key="official">{of.numbering.official}</span>],
          [t('config.field.representatives_most'), of.group.representatives_most],
          [t('config.part.simple_track'), t(of.simple_track.enabled ? 'yes' : 'no')],
          [t('config.field.receptions_per_month'), of.duties.receptions_per_month],
          [t('config.field.resolved_per_leader_and_year'), of.duties.resolved_per_leader_and_year],
          [t('config.part.lead_rules'), RULES.filter((rule) => of.lead_rules[rule]).map((rule) => t(`config.field.${rule}`)).join(t('list.comma'))],
          [t('config.part.colours'), of.colours.map(({ label, days }) => `${label} ${t('config.n_days', { n: days })}`).join(t('list.comma'))],
          [t('config.part.retention'), of.retention.map((one) => `${t(`config.kept.${one.kept}`)} ${years(one.years)}`).join(t('list.comma'))],
        ]}
      />
      <PlainForm of={of} open={open} close={() => setOpen(false)} save={(parts) => change?.(parts)} />
    </Section>
  );
}

function PlainForm({ of, open, close, save }: { of: Config; open: boolean; close(): void; save(parts: Partial<Config>): void }) {
  const t = useT();
  const needed = [{ required: true, message: t('form.needed') }];
  const finish = (typed: Typed) => {
    save({
      name: typed.name,
      numbering: { ...of.numbering, ...typed.numbering },
      group: typed.group,
      duties: { ...of.duties, ...typed.duties },
      lead_rules: typed.lead_rules,
      simple_track: { ...of.simple_track, ...typed.simple_track },
      colours: of.colours.map((colour, at) => ({ ...colour, days: typed.colours[at]?.days ?? colour.days })),
      retention: of.retention.map(({ kept }, at) => {
        const years = typed.retention[at]?.years ?? null;
        return years === null ? { kept } : { kept, years };
      }),
    });
    close();
  };
  const whole = (name: (string | number)[], label: string, min: number, empty = false) => (
    <Form.Item key={name.join()} name={name} label={label} rules={empty ? [] : needed}>
      <InputNumber min={min} max={999} precision={0} />
    </Form.Item>
  );
  return (
    <FormDrawer
      title={t('config.plain_edit')}
      draft="config/plain"
      open={open}
      close={close}
      doing={t('do.save')}
      busy={false}
      failure={null}
      initial={of}
      finish={finish}
    >
      <Form.Item name="name" label={t('config.name')} rules={needed}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name={['numbering', 'office']} label={t('config.field.office')} extra={t('config.pattern_about')} rules={needed}>
        <Input />
      </Form.Item>
      <Form.Item name={['numbering', 'official']} label={t('config.field.official')} rules={needed}>
        <Input />
      </Form.Item>
      {whole(['group', 'representatives_most'], t('config.field.representatives_most'), 1)}
      <Form.Item name={['simple_track', 'enabled']} valuePropName="checked">
        <Checkbox>{t('config.part.simple_track')}</Checkbox>
      </Form.Item>
      {whole(['duties', 'receptions_per_month'], t('config.field.receptions_per_month'), 0)}
      {whole(['duties', 'resolved_per_leader_and_year'], t('config.field.resolved_per_leader_and_year'), 0)}
      <h3>{t('config.part.lead_rules')}</h3>
      {RULES.map((rule) => (
        <Form.Item key={rule} name={['lead_rules', rule]} valuePropName="checked" style={{ marginBottom: 4 }}>
          <Checkbox>{t(`config.field.${rule}`)}</Checkbox>
        </Form.Item>
      ))}
      <h3 style={{ marginTop: 16 }}>{`${t('config.part.colours')}${t('list.comma')}${t('config.colour_days')}`}</h3>
      <div className="wrap">{of.colours.map(({ label }, at) => whole(['colours', at, 'days'], label, 1))}</div>
      <h3>{t('config.keep_years')}</h3>
      <div className="wrap">{of.retention.map(({ kept }, at) => whole(['retention', at, 'years'], t(`config.kept.${kept}`), 0, true))}</div>
    </FormDrawer>
  );
}
