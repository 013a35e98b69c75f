/** How the exchange stands, in the corner of every page: online or not, and how much waits; or why there is none. */

import { CheckCircleOutlined, CloudOutlined, ExclamationCircleOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { Link } from 'wouter';

import { type Asked, useCall } from '../core/hooks';
import type { SyncState } from '../core/shell';
import { useT } from '../words';

type T = ReturnType<typeof useT>;

/** What the chip says. */
function said(t: T, { data: sync, failure }: Asked<SyncState>): { colour: string; icon: ReactNode; text: string } {
  const wrong = (text: string) => ({ colour: 'red', icon: <ExclamationCircleOutlined />, text });
  // What the core said last does not hold any more where it cannot be asked.
  if (failure !== null) return wrong(t(failure.code === 'held_elsewhere' ? 'sync.chip_held' : 'sync.chip_stopped'));
  if (sync === undefined) return { colour: '', icon: <CloudOutlined />, text: '' };
  if (sync.phase === 'not_let_in') return wrong(t('sync.chip_not_let_in'));
  if (sync.refused > 0) return wrong(t('sync.n', { n: sync.refused }));
  const [colour, icon, text] = sync.online ? ['green', <CheckCircleOutlined />, t('sync.online')] : ['', <CloudOutlined />, t('sync.offline')];
  return sync.waiting > 0 ? { colour: 'amber', icon, text: t('sync.chip_waiting', { n: sync.waiting }) } : { colour, icon, text };
}

/** A chip that leads to the page of the exchange. */
export function SyncChip() {
  const t = useT();
  const sync = useCall('shell.sync', {});
  const { colour, icon, text } = said(t, sync);
  const isOnline = sync.failure === null && sync.data?.online === true;
  return (
    <Link href="/sync" className={`tag ${colour}`} style={{ textDecoration: 'none' }} aria-label={`${t('sync.title')} ${text}`} data-sync={isOnline ? 'online' : 'offline'}>
      <span role="status" className="chip">
        {icon}
        {text}
      </span>
    </Link>
  );
}
