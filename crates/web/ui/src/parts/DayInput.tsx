/** A field for a day, `2026-11-22`: a calendar on a desk, the telephone's own choice on a phone. */

import { DatePicker, Input } from 'antd';
import dayjs from 'dayjs';

import { usePhone } from '../theme/layout';

/** The field. `set` is told null where it is cleared. */
export function DayInput(props: { id?: string; label: string; value: string | null; set(day: string | null): void; required?: boolean; max?: string }) {
  const phone = usePhone();
  const { id, label, value, set, required = false, max } = props;
  if (phone) {
    return <Input id={id} type="date" aria-label={label} value={value ?? ''} max={max} onChange={(event) => set(event.target.value || null)} />;
  }
  return (
    <DatePicker
      id={id}
      aria-label={label}
      placeholder={label}
      allowClear={!required}
      style={{ minWidth: '9.5em' }}
      value={value === null ? null : dayjs(value)}
      {...(max === undefined ? {} : { maxDate: dayjs(max) })}
      onChange={(day) => set(day === null ? null : day.format('YYYY-MM-DD'))}
    />
  );
}
