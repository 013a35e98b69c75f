/** The time limits, each with where it is written; what is plain about them can be changed. */

import { Button, Form, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';

import type { DeadlineRule } from '../../generated';
import { FormDrawer } from '../../parts/FormDrawer';
import { Section } from '../../parts/Page';
import { useT } from '../../words';
import type { Part } from './part';

type Unit = DeadlineRule['unit'];
type Typed = Pick<DeadlineRule, 'name' | 'basis' | 'length' | 'unit' | 'extendable' | 'warn_at_percent' | 'on_breach'>;

const UNITS: Record<Unit, true> = { day: true, working_day: true, month: true };

/** The section. */
export function Limits({ of, change }: Part) {
  const t = useT();
  const [edited, setEdited] = useState<DeadlineRule | null>(null);
  const said = (rule: DeadlineRule) => (rule.length === 0 ? t('config.length_declared') : t(`config.unit.${rule.unit}`, { n: rule.length }));
  return (
    <Section title={t('config.limits')}>
      {(['legal', 'holding'] as const).map((clock) => (
        <div key={clock} style={{ marginBottom: 12 }}>
          <h3 className="quiet small">{t(`clock.${clock}`)}</h3>
          <ul className="stack" style={{ gap: 6, listStyle: 'none' }}>
            {of.deadlines
              .filter((rule) => rule.clock === clock)
              .map((rule) => (
                <li key={rule.id} className="head" style={{ minHeight: 0 }}>
                  <span className="said">
                    {rule.name} <span className="quiet small">{rule.basis}</span>
                  </span>
                  <span className="number">{said(rule)}</span>
                  {change !== undefined && (
                    <Button size="small" aria-label={t('config.limit_edit', { name: rule.name })} onClick={() => setEdited(rule)}>
                      {t('config.edit')}
                    </Button>
                  )}
                </li>
              ))}
          </ul>
        </div>
      ))}
      <LimitForm
        of={edited}
        close={() => setEdited(null)}
        save={(rule) => change?.({ deadlines: of.deadlines.map((one) => (one.id === rule.id ? rule : one)) })}
      />
    </Section>
  );
}

function LimitForm({ of, close, save }: { of: DeadlineRule | null; close(): void; save(rule: DeadlineRule): void }) {
  const t = useT();
  const needed = [{ required: true, message: t('form.needed') }];
  return (
    <FormDrawer<Typed>
      title={of === null ? '' : t('config.limit_edit', { name: of.name })}
      draft={`config/limit/${of?.id ?? ''}`}
      open={of !== null}
      close={close}
      doing={t('do.save')}
      busy={false}
      failure={null}
      initial={of ?? {}}
      finish={(typed) => {
        if (of !== null) save({ ...of, ...typed });
        close();
      }}
    >
      <Form.Item name="name" label={t('config.field.name')} rules={needed}>
        <Input />
      </Form.Item>
      <Form.Item name="basis" label={t('config.field.basis')} rules={needed}>
        <Input />
      </Form.Item>
      <div className="wrap" style={{ alignItems: 'flex-start' }}>
        <Form.Item name="length" label={t('config.length')} rules={needed}>
          <InputNumber min={0} max={999} precision={0} />
        </Form.Item>
        <Form.Item name="unit" label={t('config.field.unit')}>
          <Select style={{ minWidth: 130 }} options={Object.keys(UNITS).map((value) => ({ value, label: t(`config.unit.${value as Unit}`, { n: '' }).trim() }))} />
        </Form.Item>
      </div>
      <Form.Item name="extendable" label={t('config.field.extendable')}>
        <InputNumber min={0} max={999} precision={0} />
      </Form.Item>
      <Form.Item name="warn_at_percent" label={t('config.field.warn_at_percent')} rules={needed}>
        <InputNumber min={1} max={100} precision={0} />
      </Form.Item>
      <Form.Item name="on_breach" label={t('config.field.on_breach')} rules={needed}>
        <Input />
      </Form.Item>
    </FormDrawer>
  );
}
