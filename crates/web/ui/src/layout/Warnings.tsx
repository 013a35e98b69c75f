/** What everybody at this desk has to know on every page: that it was shut out, a full disk, edits that are in this browser only for too long. */

import { Alert } from 'antd';
import { useEffect, useState } from 'react';
import { Link } from 'wouter';

import { useCall } from '../core/hooks';
import { useMe } from '../core/me';
import { lastSettledMs } from '../core/settled';
import { useSettings } from '../core/settings';
import { momentText } from '../parts/format';
import type { SyncState } from '../core/shell';
import { useT } from '../words';

/** A browser should not hold the only copy for longer. */
export const ONLY_COPY_MS = 24 * 3_600_000;

const MINUTE_MS = 60_000;

/** The present moment, to the minute: a day goes by on a page that nothing else draws again. */
function useMinute(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), MINUTE_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** The warnings; nothing while there are none. */
export function Warnings() {
  const t = useT();
  const sync = useCall('shell.sync', {}).data;
  const me = useMe();
  if (sync === undefined) return null;
  // Known from the last time too, before the relay is asked.
  const isShutOut = sync.phase === 'not_let_in' || (!sync.online && (me?.not_let_in ?? null) !== null);
  return (
    <>
      {isShutOut && <Warning type="error" text={sync.error?.message ?? t('sync.not_let_in_known')} />}
      {sync.phase === 'disk_full' && <Warning type="error" text={t('trouble.disk_full')} />}
      {sync.waiting > 0 && <OnlyCopy of={sync} />}
    </>
  );
}

function Warning({ type, text }: { type: 'error' | 'warning'; text: string }) {
  const t = useT();
  return <Alert banner type={type} className="no-print" title={text} action={<Link href="/sync">{t('sync.title')}</Link>} />;
}

function OnlyCopy({ of: sync }: { of: SyncState }) {
  const t = useT();
  const { language } = useSettings();
  const now = useMinute();
  const last = lastSettledMs(sync);
  if (last !== null && now - last < ONLY_COPY_MS) return null;
  const text =
    last === null
      ? t('storage.only_copy_never', { n: sync.waiting })
      : t('storage.only_copy', { n: sync.waiting, at: momentText(last, language, now) });
  return <Warning type="warning" text={text} />;
}
