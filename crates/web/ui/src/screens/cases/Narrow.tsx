/** Search as one types, and the filters: beside it on a desk, in a drawer on a phone. */

import { FilterOutlined, SearchOutlined } from '@ant-design/icons';
import { Button, Checkbox, Drawer, Form, Input, Select, Tag } from 'antd';
import { type ReactNode, useEffect, useRef, useState } from 'react';

import { useCall } from '../../core/hooks';
import { useNames } from '../../core/names';
import { useAsked } from '../../core/place';
import { useWords } from '../../core/words';
import { DayField } from '../../parts/form/DayField';
import { usePhone } from '../../theme/layout';
import { useT } from '../../words';
import { CLEARED, countOf, type Filter, ORDERS, STANDINGS } from './filter';

const PAUSE_MS = 150;

/** The fields that narrow the list. */
export function Narrow({ filter }: { filter: Filter }) {
  const t = useT();
  const phone = usePhone();
  const [, change] = useAsked();
  const [open, setOpen] = useState(false);
  const on = countOf(filter);
  const clear = on > 0 && (
    <Button type="text" onClick={() => change(CLEARED)}>
      {t('cases.clear')}
    </Button>
  );
  if (!phone) {
    return (
      <div className="wrap" role="search">
        <Search value={filter.search} />
        <Fields filter={filter} wrap={(_, field) => field} />
        <OfFigure filter={filter} />
        {clear}
      </div>
    );
  }
  return (
    <div className="wrap" role="search" style={{ flexWrap: 'nowrap' }}>
      <Search value={filter.search} />
      <Button icon={<FilterOutlined />} onClick={() => setOpen(true)}>
        {on === 0 ? t('cases.filters') : t('cases.filters_on', { n: on })}
      </Button>
      <Drawer open={open} placement="bottom" size="80dvh" title={t('cases.filters')} extra={clear} onClose={() => setOpen(false)}>
        <OfFigure filter={filter} />
        <Form layout="vertical" component="div">
          <Fields
            filter={filter}
            wrap={(label, field) => (
              <Form.Item label={label} style={{ marginBottom: 12 }}>
                {field}
              </Form.Item>
            )}
          />
          <Button type="primary" block onClick={() => setOpen(false)}>
            {t('do.close')}
          </Button>
        </Form>
      </Drawer>
    </div>
  );
}

/** The figure that the list was opened from: it can only be left. */
function OfFigure({ filter: { figure, part, campaign } }: { filter: Filter }) {
  const t = useT();
  const words = useWords();
  const [, change] = useAsked();
  const campaigns = useCall('config.show', campaign === null ? null : {}).data?.config.campaigns ?? [];
  const name = campaigns.find(({ id }) => id === campaign)?.name ?? campaign ?? '';
  return (
    <>
      {figure !== null && (
        <Tag closable={{ 'aria-label': t('do.remove') }} onClose={() => change({ figure: null, part: null })}>
          {t(part === 'denominator' ? 'cases.figure_of' : 'cases.figure_n', { name: words.of('figures', figure) })}
        </Tag>
      )}
      {campaign !== null && (
        <Tag closable={{ 'aria-label': t('do.remove') }} onClose={() => change({ campaign: null })}>
          {t('cases.campaign_n', { name })}
        </Tag>
      )}
    </>
  );
}

/** What is typed is searched for at once; the address follows after a moment. */
function Search({ value }: { value: string }) {
  const t = useT();
  const [, change] = useAsked();
  const [typed, setTyped] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const told = useRef(value);
  useEffect(() => {
    if (value !== told.current) setTyped(value);
    told.current = value;
  }, [value]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const type = (text: string) => {
    setTyped(text);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      told.current = text;
      change({ q: text });
    }, PAUSE_MS);
  };
  return (
    <Input
      allowClear
      type="search"
      prefix={<SearchOutlined />}
      style={{ flex: '1 1 220px', maxWidth: 420 }}
      aria-label={t('cases.search')}
      placeholder={t('cases.search')}
      value={typed}
      onChange={(event) => type(event.target.value)}
    />
  );
}

function Fields({ filter, wrap }: { filter: Filter; wrap(label: string, field: ReactNode): ReactNode }) {
  const t = useT();
  const [, change] = useAsked();
  const { offices } = useNames();
  const phone = usePhone();
  const wide = (width: string) => (phone ? '100%' : width);
  const stages = useCall('words', {}).data?.stages ?? {};
  const day = (name: 'from' | 'until') => (
    <DayField label={t(`cases.${name}`)} value={filter[name]} set={(value) => change({ [name]: value })} />
  );
  return (
    <>
      {wrap(
        t('cases.stage'),
        <Select
          allowClear
          aria-label={t('cases.stage')}
          placeholder={t('cases.stage')}
          style={{ width: wide('8.5em') }}
          value={filter.stage}
          options={Object.entries(stages).map(([value, label]) => ({ value, label }))}
          onChange={(stage: string | undefined) => change({ stage: stage ?? null })}
        />,
      )}
      {wrap(
        t('cases.state'),
        <Select
          allowClear
          aria-label={t('cases.state')}
          placeholder={t('cases.state')}
          style={{ width: wide('7.5em') }}
          value={filter.state}
          options={STANDINGS.map((state) => ({ value: state, label: t(`cases.state.${state}`) }))}
          onChange={(state: string | undefined) => change({ state: state ?? null })}
        />,
      )}
      {wrap(
          t('cases.home_below'),
          <Select
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            aria-label={t('cases.home_below')}
            placeholder={t('cases.home')}
            style={{ width: wide('9em') }}
            value={filter.home}
            options={offices.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(home: string | undefined) => change({ home: home ?? null })}
          />,
        )}
      {wrap(
        t('cases.area'),
        <Input
          allowClear
          aria-label={t('cases.area')}
          placeholder={t('cases.area')}
          style={{ width: wide('8.5em') }}
          value={filter.area}
          onChange={(event) => change({ area: event.target.value, whole: null })}
        />,
      )}
      {wrap(
        t('cases.received'),
        <span className="wrap" style={{ gap: 4, flexWrap: 'nowrap' }} role="group" aria-label={t('cases.received')}>
          {day('from')}
          {day('until')}
        </span>,
      )}
      <Checkbox checked={filter.mine} onChange={(event) => change({ mine: event.target.checked ? '1' : null })}>
        {t('which.mine')}
      </Checkbox>
      <Checkbox checked={filter.disputes} onChange={(event) => change({ disputes: event.target.checked ? '1' : null })}>
        {t('cases.disputes')}
      </Checkbox>
      <Checkbox checked={filter.conflicts} onChange={(event) => change({ conflicts: event.target.checked ? '1' : null })}>
        {t('cases.conflicts')}
      </Checkbox>
      {wrap(
        t('cases.order'),
        <Select
          aria-label={t('cases.order')}
          style={{ width: wide('8.5em') }}
          value={filter.order}
          options={ORDERS.map((order) => ({ value: order, label: t(`cases.order.${order}`) }))}
          onChange={(order) => change({ order: order === 'touched' ? null : order })}
        />,
      )}
    </>
  );
}
