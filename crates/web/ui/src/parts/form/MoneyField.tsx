/** An amount: typed in yuan, kept in fen, never counted with in between. */

import { Input } from 'antd';
import { useEffect, useState } from 'react';

import { useT } from '../../words';
import { fenOf } from '../format';

function yuanOf(fen: number | null): string {
  return fen === null ? '' : (fen / 100).toFixed(fen % 100 === 0 ? 0 : 2);
}

/** A field for an amount in fen; null: none. */
export function MoneyField({ id, value, set }: { id?: string; value: number | null; set(fen: number | null): void }) {
  const t = useT();
  const [typed, setTyped] = useState(yuanOf(value));
  const wrong = typed.trim() !== '' && fenOf(typed) === null;
  useEffect(() => {
    setTyped((before) => (fenOf(before) === value || (before.trim() !== '' && value === null) ? before : yuanOf(value)));
  }, [value]);
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
        onChange={(event) => {
          setTyped(event.target.value);
          set(fenOf(event.target.value));
        }}
      />
      {wrong && <div className="late small">{t('form.not_an_amount')}</div>}
    </>
  );
}
