/** Who reads the case: the offices, letting in one more, withdrawing it from one. */

import { Button, Popconfirm, Select } from 'antd';
import { useState } from 'react';

import { useAct, useCall } from '../../core/hooks';
import { FailureNote } from '../../parts/FailureNote';
import type { NameOf } from '../../parts/phrases';
import { Section } from '../../parts/Page';
import { useT } from '../../words';
import type { Shown } from './useCase';

/** The offices that read a case. */
export function Audience({ shown, nameOf }: { shown: Shown; nameOf: NameOf }) {
  const t = useT();
  const id = shown.case.id;
  const [adding, setAdding] = useState(false);
  const [office, setOffice] = useState<string | null>(null);
  const offices = useCall('office.list', {}).data?.offices ?? [];
  const share = useAct('case.share', () => {
    setAdding(false);
    setOffice(null);
  });
  const withdraw = useAct('case.withdraw');
  const others = offices.filter((one) => !shown.audience.includes(one.id));
  return (
    <Section
      title={t('kase.audience')}
      extra={
        adding || others.length === 0 ? null : (
          <Button size="small" onClick={() => setAdding(true)}>
            {t('kase.share')}
          </Button>
        )
      }
    >
      <div className="stack" style={{ gap: 10 }}>
        <FailureNote failure={share.failure ?? withdraw.failure} close={() => (share.reset(), withdraw.reset())} />
        <ul className="plain">
          {shown.audience.map((one) => (
            <li key={one}>
              <span>
                {nameOf(one)} {one === shown.case.home ? <span className="tag">{t('kase.home_mark')}</span> : null}
              </span>
              {one === shown.case.home ? null : (
                <Popconfirm
                  title={t('kase.withdraw_sure', { office: nameOf(one) })}
                  okText={t('kase.withdraw')}
                  cancelText={t('do.cancel')}
                  onConfirm={() => void withdraw.run({ case: id, office: one })}
                >
                  <Button size="small" type="text" aria-label={`${t('kase.withdraw')} ${nameOf(one)}`}>
                    {t('kase.withdraw')}
                  </Button>
                </Popconfirm>
              )}
            </li>
          ))}
        </ul>
        {adding && (
          <div className="wrap">
            <Select
              style={{ flex: '1 1 12em' }}
              showSearch={{ optionFilterProp: 'label' }}
              autoFocus
              aria-label={t('kase.share')}
              placeholder={t('form.choose')}
              options={others.map((one) => ({ value: one.id, label: one.name }))}
              value={office}
              onChange={setOffice}
            />
            <Button type="primary" disabled={office === null} loading={share.busy} onClick={() => void share.run({ case: id, office: office ?? '' })}>
              {t('kase.share_do')}
            </Button>
            <Button onClick={() => setAdding(false)}>{t('do.cancel')}</Button>
          </div>
        )}
      </div>
    </Section>
  );
}
