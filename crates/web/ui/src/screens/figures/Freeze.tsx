/** Writing the figures down as a return, with the list of cases behind them; and what changed since the return before. */

import { Alert, Button, Popconfirm } from 'antd';
import { useState } from 'react';
import { Link } from 'wouter';

import { useAct } from '../../core/hooks';
import type { Answers, Params } from '../../generated';
import { FailureNote } from '../../parts/FailureNote';
import { useT } from '../../words';

/** The button, and what came of it. */
export function Freeze({ params }: { params: Params['rates'] }) {
  const t = useT();
  const [made, setMade] = useState<Answers['rates'] | null>(null);
  const freeze = useAct('rates', setMade);
  const change = made?.earlier?.change;
  const since =
    made?.earlier === null || made?.earlier === undefined
      ? undefined
      : made.earlier.holds || !change
        ? t('figures.earlier_holds', { n: made.earlier.revision })
        : t('figures.earlier_changed', { n: made.earlier.revision, joined: change.joined.length, left: change.left.length, moved: change.moved_on.length });
  return (
    <>
      <Popconfirm title={t('figures.freeze_ask')} okText={t('figures.freeze')} cancelText={t('do.cancel')} onConfirm={() => void freeze.run({ ...params, freeze: true })}>
        <Button loading={freeze.busy}>{t('figures.freeze')}</Button>
      </Popconfirm>
      <FailureNote failure={freeze.failure} close={freeze.reset} />
      {made?.frozen && (
        <Alert type="success" showIcon title={t('figures.frozen')} description={since} action={<Link href={`/entry/${made.frozen}`}>{t('figures.open_return')}</Link>} />
      )}
    </>
  );
}
