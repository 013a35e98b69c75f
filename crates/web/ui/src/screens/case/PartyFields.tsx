/** The fields of what is kept apart from the case: document, number, telephone, address, how to be reached. */

import { Form, Input, Select } from 'antd';

import { useWords } from '../../core/words';
import { LISTED, type Typed } from './party';

/** The fields. */
export function PartyFields({ value, set, disabled = false, hint }: { value: Typed; set(value: Typed): void; disabled?: boolean; hint?: string }) {
  const words = useWords();
  const field = (name: 'id_number' | 'phone' | 'address') => (
    <Form.Item label={words.field(name)} htmlFor={`party-${name}`}>
      <Input
        id={`party-${name}`}
        disabled={disabled}
        value={value[name] ?? ''}
        {...(name === 'id_number' && hint !== undefined ? { placeholder: hint } : {})}
        onChange={(event) => set({ ...value, [name]: event.target.value })}
        autoComplete="off"
      />
    </Form.Item>
  );
  const choice = (name: keyof typeof LISTED) => (
    <Form.Item label={words.field(name)} htmlFor={`party-${name}`}>
      <Select
        id={`party-${name}`}
        allowClear
        disabled={disabled}
        value={value[name] || null}
        options={LISTED[name].map((code) => ({ value: code, label: words.value(name, code) }))}
        onChange={(code: string | null | undefined) => set({ ...value, [name]: code ?? '' })}
      />
    </Form.Item>
  );
  return (
    <>
      {choice('id_type')}
      {field('id_number')}
      {field('phone')}
      {field('address')}
      {choice('preferred_contact')}
    </>
  );
}
