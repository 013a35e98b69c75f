/** What the browser promised about what is kept here, and how much room there is. */

import { Button } from 'antd';
import { useEffect, useState } from 'react';

import { askToKeep, sizeText, storageState } from '../../core/storage';
import { Section } from '../../parts/Page';
import { useT } from '../../words';

/** The section about storage. */
export function Storage() {
  const t = useT();
  const [state, setState] = useState<Awaited<ReturnType<typeof storageState>> | null>(null);
  const look = () => void storageState().then(setState);
  useEffect(look, []);
  return (
    <Section title={t('storage.title')}>
      <div className="stack">
        <p>{state === null ? '' : t(state.kept ? 'storage.kept' : 'storage.not_kept')}</p>
        <p className="quiet number">{state === null ? ' ' : t('storage.used', { used: sizeText(state.used), quota: sizeText(state.quota) })}</p>
        {state !== null && !state.kept && (
          <div>
            <Button onClick={() => void askToKeep().then(look)}>{t('storage.ask')}</Button>
          </div>
        )}
      </div>
    </Section>
  );
}
