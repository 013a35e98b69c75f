/** The fields of a registration: what a counter asks first, the rest folded away. */

import { DownOutlined } from '@ant-design/icons';
import { AutoComplete, Button, Form, Input, InputNumber, Radio } from 'antd';
import { useMemo, useState } from 'react';

import { useCall } from '../../core/hooks';
import { useWords } from '../../core/words';
import { DayField } from '../../parts/form/DayField';
import { OfficePicker } from '../../parts/form/Picker';
import { usePhone } from '../../theme/layout';
import { useT } from '../../words';
import { BLANK, CHANNELS, type Draft } from './draft';

const AREAS_FROM = 500;

/** What the fields stand for. */
export interface FieldsProps {
  value: Draft;
  set(changes: Partial<Draft>): void;
}

/** The fields. */
export function Fields({ value, set }: FieldsProps) {
  const t = useT();
  const words = useWords();
  const phone = usePhone();
  const areas = useAreas();
  const said = (['persons', 'received', 'home', 'phone', 'id_number', 'address'] as const).some((name) => value[name] !== BLANK[name]) || value.without.length > 0;
  const [more, setMore] = useState(false);
  return (
    <>
      <Form.Item label={t('register.channel')}>
        <Radio.Group
          optionType="button"
          buttonStyle="solid"
          aria-label={t('register.channel')}
          value={value.channel}
          options={CHANNELS.map((code) => ({ value: code, label: words.value('channel', code) }))}
          onChange={(event) => set({ channel: event.target.value as string })}
        />
      </Form.Item>
      <div className="columns">
        <Form.Item label={t('register.petitioner')} htmlFor="petitioner">
          <Input id="petitioner" autoFocus={!phone} autoComplete="off" maxLength={40} value={value.petitioner} onChange={(event) => set({ petitioner: event.target.value })} />
        </Form.Item>
        <Form.Item label={t('register.area')} htmlFor="area">
          <AutoComplete
            id="area"
            value={value.area}
            options={areas}
            showSearch={{ filterOption: (typed, option) => String(option?.value ?? '').includes(typed) }}
            onChange={(area: string | undefined) => set({ area: area ?? '' })}
          />
        </Form.Item>
      </div>
      <Form.Item label={t('register.matter')} htmlFor="title">
        <Input id="title" autoComplete="off" maxLength={80} value={value.title} onChange={(event) => set({ title: event.target.value })} />
      </Form.Item>
      <Form.Item label={t('register.claims')} htmlFor="claims">
        <Input.TextArea id="claims" autoSize={{ minRows: 2, maxRows: 8 }} value={value.claims} onChange={(event) => set({ claims: event.target.value })} />
      </Form.Item>
      <Form.Item label={t('register.narrative')} htmlFor="narrative">
        <Input.TextArea id="narrative" autoSize={{ minRows: 2, maxRows: 12 }} value={value.narrative} onChange={(event) => set({ narrative: event.target.value })} />
      </Form.Item>
      {said || more ? (
        <More value={value} set={set} />
      ) : (
        <Button type="dashed" block icon={<DownOutlined />} style={{ height: 'auto', whiteSpace: 'normal' }} onClick={() => setMore(true)}>
          {t('register.more')}
        </Button>
      )}
    </>
  );
}

function More({ value, set }: FieldsProps) {
  const t = useT();
  return (
    <>
      <div className="columns">
        <Form.Item label={t('register.persons')} htmlFor="persons">
          <InputNumber id="persons" min={1} max={99_999} precision={0} value={value.persons} onChange={(persons) => set({ persons: persons ?? 1 })} />
        </Form.Item>
        <Form.Item label={t('register.received')} htmlFor="received">
          <DayField id="received" value={value.received} set={(received) => set({ received })} />
        </Form.Item>
      </div>
      <Form.Item label={t('register.home')} htmlFor="home">
        <OfficePicker id="home" value={value.home} set={(home) => set({ home: home as string | null })} />
      </Form.Item>
      <Form.Item label={t('register.without')} htmlFor="without">
        <OfficePicker id="without" several value={value.without} set={(without) => set({ without: (without as readonly string[] | null) ?? [] })} />
      </Form.Item>
      <div role="group" aria-labelledby="details" style={{ border: '1px solid var(--line)', borderRadius: 4, padding: '8px 12px 0' }}>
        <h3 id="details">{t('register.details')}</h3>
        <p className="quiet small" style={{ marginBottom: 8 }}>
          {t('register.details_about')}
        </p>
        <div className="columns">
          <Form.Item label={t('register.phone')} htmlFor="phone">
            <Input id="phone" type="tel" autoComplete="off" maxLength={60} value={value.phone} onChange={(event) => set({ phone: event.target.value })} />
          </Form.Item>
          <Form.Item label={t('register.id_number')} htmlFor="id_number">
            <Input id="id_number" autoComplete="off" maxLength={30} value={value.id_number} onChange={(event) => set({ id_number: event.target.value })} />
          </Form.Item>
        </div>
        <Form.Item label={t('register.address')} htmlFor="address">
          <Input id="address" autoComplete="off" maxLength={120} value={value.address} onChange={(event) => set({ address: event.target.value })} />
        </Form.Item>
      </div>
    </>
  );
}

/** The places of the latest cases: most contacts come from where others came from. */
function useAreas(): { value: string }[] {
  const { data } = useCall('case.list', { limit: AREAS_FROM });
  return useMemo(() => [...new Set(data?.cases.map(({ area }) => area).filter(Boolean))].map((value) => ({ value })), [data]);
}
