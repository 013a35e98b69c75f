/** Whose cases a list tells of: this office's, those of the offices below it too, or those that the person works on. */

import { Segmented, Select } from 'antd';

import { useNames } from '../core/names';
import { useAsked } from '../core/place';
import { useT } from '../words';

const REACHES = ['office', 'below', 'mine'] as const;
type Reach = (typeof REACHES)[number];

/** What a list is asked for: see docs/CLI.md, Lists. */
export interface WhichParams {
  office?: string;
  below?: boolean;
  mine?: boolean;
}

/** What the place asks for. */
export function useWhich(): WhichParams {
  const [asked] = useAsked();
  const office = asked.get('office');
  const reach = asked.get('of');
  return {
    ...(office === null || reach === 'mine' ? {} : { office }),
    ...(reach === 'below' ? { below: true } : {}),
    ...(reach === 'mine' ? { mine: true } : {}),
  };
}

/** The choice, kept in the place. */
export function Which() {
  const t = useT();
  const { offices } = useNames();
  const [asked, change] = useAsked();
  const reach = REACHES.find((one) => one === asked.get('of')) ?? 'office';
  return (
    <div className="wrap" role="group" aria-label={t('which.of')}>
      <Segmented<Reach>
        style={{ maxWidth: '100%', overflowX: 'auto' }}
        value={reach}
        options={REACHES.map((one) => ({ value: one, label: t(`which.${one}`) }))}
        onChange={(of) => change({ of: of === 'office' ? null : of, ...(of === 'mine' ? { office: null } : {}) })}
      />
      {reach !== 'mine' && (
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          aria-label={t('which.office')}
          placeholder={t('which.office')}
          style={{ minWidth: 150 }}
          value={asked.get('office')}
          options={offices.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(office: string | undefined) => change({ office: office ?? null })}
        />
      )}
    </div>
  );
}
