/** An amount: typed in yuan, kept in fen, never counted with in between. */

import { Input } from 'antd';
import { useEffect, useRef, useState } from 'react';

import { useT } from '../../words';
import { fenOf } from '../format';

/** An amount in fen, null where there is none; a text that is no amount, as it was typed: `missing` names its field. */
export type Money = number | string | null;

function yuanOf(value: Money): string {
  return typeof value === 'number' ? (value / 100).toFixed(value % 100 === 0 ? 0 : 2) : (value ?? '');
}

/** A field for an amount. */
export function MoneyField({ id, value, set }: { id?: string; value: Money; set(value: Money): void }) {
  const t = useT();
  const [typed, setTyped] = useState(yuanOf(value));
  // What came from here is shown as it was typed: 12.50, not 12.5.
  const said = useRef(value);
  useEffect(() => {
    if (said.current === value) return;
    said.current = value;
    setTyped(yuanOf(value));
  }, [value]);
  const wrong = typeof value === 'string';
  return (
    <>
      <Input
        {...(id === undefined ? {} : { id })}
        inputMode="decimal"
        style={{ maxWidth: 260 }}
        suffix={t('form.yuan')}
        status={wrong ? 'error' : ''}
        aria-invalid={wrong}
        value={typed}
        onChange={({ target }) => {
          setTyped(target.value);
          said.current = fenOf(target.value) ?? (target.value.trim() === '' ? null : target.value);
          set(said.current);
        }}
      />
      {wrong && <div className="late small">{t('form.not_an_amount')}</div>}
    </>
  );
}
