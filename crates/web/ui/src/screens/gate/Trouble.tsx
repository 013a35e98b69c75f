/** Why the ledger cannot be opened here, in a sentence that helps. */

import { Button } from 'antd';

import type { Failure } from '../../core/failure';
import { FailureNote } from '../../parts/FailureNote';
import { type Key, useT } from '../../words';
import { Sheet } from './Sheet';

const KNOWN = {
  insecure: 'trouble.insecure',
  no_opfs: 'trouble.no_opfs',
  held_elsewhere: 'trouble.held_elsewhere',
  disk_full: 'trouble.disk_full',
  no_core: 'trouble.no_core',
  newer_database: 'trouble.older',
} as const satisfies Record<string, Key>;

/** A known trouble by its code. */
export function TroubleOf({ code, again }: { code: keyof typeof KNOWN; again?: () => void }) {
  const t = useT();
  return (
    <Sheet title={t('trouble.title')}>
      <p role="alert" data-code={code}>
        {t(KNOWN[code])}
      </p>
      {again === undefined ? null : (
        <Button type="primary" onClick={again}>
          {t('failure.again')}
        </Button>
      )}
    </Sheet>
  );
}

/** What the core answered when it was asked for the first time. Where loading the page anew cannot help, or might not bring it back, it is asked again. */
export function Trouble({ failure, again: ask }: { failure: Failure; again(): void }) {
  const t = useT();
  const again = failure.code === 'held_elsewhere' || !navigator.onLine ? ask : () => location.reload();
  if (failure.code in KNOWN) return <TroubleOf code={failure.code as keyof typeof KNOWN} again={again} />;
  return (
    <Sheet title={t('trouble.title')}>
      <FailureNote failure={failure} again={again} />
    </Sheet>
  );
}
