/** Who reads something: the offices, letting in one more, withdrawing it from one. */

import { Button, Popconfirm, Select } from 'antd';
import { useState } from 'react';

import type { Failure } from '../core/failure';
import { useNames } from '../core/names';
import { useT } from '../words';
import { FailureNote } from './FailureNote';
import type { NameOf } from './phrases';

/** What is read, and how that changes. */
export interface ReadersProps {
  readers: readonly string[];
  /** The office that it belongs to, which always reads it. */
  home: string;
  nameOf: NameOf;
  share(office: string): Promise<unknown>;
  withdraw(office: string): void;
  busy: boolean;
  failure: Failure | null;
  reset(): void;
}

/** The offices, and the field for one more. */
export function Readers({ readers, home, nameOf, share, withdraw, busy, failure, reset }: ReadersProps) {
  const t = useT();
  const [adding, setAdding] = useState(false);
  const [office, setOffice] = useState<string | null>(null);
  const others = useNames().branches.filter(({ office: { id } }) => !readers.includes(id));
  const add = async () => {
    if (office === null || (await share(office)) === undefined) return;
    setAdding(false);
    setOffice(null);
  };
  return (
    <div className="stack" style={{ gap: 10 }}>
      <FailureNote failure={failure} close={reset} />
      <ul className="plain">
        {readers.map((one) => (
          <li key={one}>
            <span>
              {nameOf(one)} {one === home ? <span className="tag">{t('kase.home_mark')}</span> : null}
            </span>
            {one === home ? null : (
              <Popconfirm title={t('kase.withdraw_sure', { office: nameOf(one) })} okText={t('kase.withdraw')} cancelText={t('do.cancel')} onConfirm={() => withdraw(one)}>
                <Button size="small" type="text" aria-label={`${t('kase.withdraw')} ${nameOf(one)}`}>
                  {t('kase.withdraw')}
                </Button>
              </Popconfirm>
            )}
          </li>
        ))}
      </ul>
      {adding ? (
        <div className="wrap">
          <Select
            style={{ flex: '1 1 12em' }}
            showSearch={{ optionFilterProp: 'label' }}
            autoFocus
            aria-label={t('kase.share')}
            placeholder={t('form.choose')}
            options={others.map(({ office: { id, name } }) => ({ value: id, label: name }))}
            value={office}
            onChange={setOffice}
          />
          <Button type="primary" disabled={office === null} loading={busy} onClick={() => void add()}>
            {t('kase.share_do')}
          </Button>
          <Button onClick={() => setAdding(false)}>{t('do.cancel')}</Button>
        </div>
      ) : (
        others.length > 0 && (
          <div>
            <Button size="small" onClick={() => setAdding(true)}>
              {t('kase.share')}
            </Button>
          </div>
        )
      )}
    </div>
  );
}
