/** What everybody at this desk has to know on every page: edits that are in this browser only for too long, a full disk. */

import { Alert } from 'antd';
import { Link } from 'wouter';

import { useCall } from '../core/hooks';
import { lastSettledMs } from '../core/settled';
import { useSettings } from '../core/settings';
import { momentText } from '../parts/format';
import { useT } from '../words';

/** A browser should not hold the only copy for longer. */
export const ONLY_COPY_MS = 24 * 3_600_000;

/** The warnings; nothing while there are none. */
export function Warnings() {
  const t = useT();
  const { language } = useSettings();
  const sync = useCall('shell.sync', {}).data;
  if (sync === undefined || sync.waiting === 0) return null;
  const last = lastSettledMs(sync);
  const now = Date.now();
  if (last !== null && now - last < ONLY_COPY_MS) return null;
  const text =
    last === null
      ? t('storage.only_copy_never', { n: sync.waiting })
      : t('storage.only_copy', { n: sync.waiting, at: momentText(last, language, now) });
  return <Alert banner type="warning" className="no-print" title={text} action={<Link href="/sync">{t('sync.title')}</Link>} />;
}
