/** A day: the machine's own wheel on a phone, a calendar that can be typed into on a desk. */

import { DatePicker, Input } from 'antd';
import dayjs from 'dayjs';

import { useSettings } from '../../core/settings';
import { usePhone } from '../../theme/layout';

/** What may be typed. */
const TYPED = ['YYYY-MM-DD', 'YYYYMMDD', 'YYYY.M.D', 'YYYY/M/D'];
const IN_CHINESE = 'YYYY年M月D日';

/** A field for a day, `2026-11-22`; null: none. `value` and `set` are left out where a form gives them. */
export function DayField({ id, value = null, set, label }: { id?: string; value?: string | null; set?(day: string | null): void; label?: string }) {
  const phone = usePhone();
  const { language } = useSettings();
  const named = { ...(id === undefined ? {} : { id }), ...(label === undefined ? {} : { 'aria-label': label }) };
  if (phone) return <Input {...named} type="date" {...(label === undefined ? {} : { prefix: <span className="quiet small">{label}</span> })} value={value ?? ''} onChange={(event) => set?.(event.target.value || null)} />;
  return (
    <DatePicker
      {...named}
      {...(label === undefined ? {} : { placeholder: label })}
      style={{ width: '100%', maxWidth: label === undefined ? 260 : 150 }}
      value={value === null ? null : dayjs(value)}
      // The first is how it is shown; between filters there is room for the short one.
      format={language === 'zh' && label === undefined ? [IN_CHINESE, ...TYPED] : [...TYPED, IN_CHINESE]}
      onChange={(day) => set?.(day === null ? null : day.format('YYYY-MM-DD'))}
    />
  );
}
