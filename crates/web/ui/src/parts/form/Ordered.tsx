/** Choices in an order that counts: added, moved, removed. */

import { Select } from 'antd';

import { useT } from '../../words';
import { moved, Moves } from './Moves';

interface OrderedProps {
  id: string;
  label: string;
  value: readonly string[];
  set(value: string[]): void;
  options: readonly { value: string; label: string }[];
}

/** The field. */
export function Ordered({ id, label, value, set, options }: OrderedProps) {
  const t = useT();
  const left = options.filter((option) => !value.includes(option.value));
  const name = (code: string) => options.find((option) => option.value === code)?.label ?? code;
  return (
    <div className="stack" style={{ gap: 8 }}>
      {value.map((code, at) => (
        <div key={code} className="folded">
          <span className="said">{`${at + 1}. ${name(code)}`}</span>
          <Moves name={name(code)} at={at} count={value.length} move={(from, to) => set(moved(value, from, to))} remove={() => set(value.filter((one) => one !== code))} />
        </div>
      ))}
      {left.length > 0 && <Select id={id} aria-label={label} placeholder={t('form.choose')} value={null} options={left} onChange={(code: string | null) => code !== null && set([...value, code])} />}
    </div>
  );
}
