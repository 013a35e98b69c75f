/** How the exchange stands, in the corner of every page: online or not, and how much waits. */

import { CheckCircleOutlined, CloudOutlined, ExclamationCircleOutlined } from '@ant-design/icons';
import { Link } from 'wouter';

import { useCall } from '../core/hooks';
import { useT } from '../words';

/** A chip that leads to the page of the exchange. */
export function SyncChip() {
  const t = useT();
  const sync = useCall('shell.sync', {}).data;
  const said =
    sync === undefined
      ? { colour: '', icon: <CloudOutlined />, text: '' }
      : sync.phase === 'not_let_in'
        ? { colour: 'red', icon: <ExclamationCircleOutlined />, text: t('sync.chip_not_let_in') }
        : sync.refused > 0
        ? { colour: 'red', icon: <ExclamationCircleOutlined />, text: t('sync.n', { n: sync.refused }) }
        : sync.online
          ? {
              colour: sync.waiting > 0 ? 'amber' : 'green',
              icon: <CheckCircleOutlined />,
              text: sync.waiting > 0 ? t('sync.chip_waiting', { n: sync.waiting }) : t('sync.online'),
            }
          : {
              colour: sync.waiting > 0 ? 'amber' : '',
              icon: <CloudOutlined />,
              text: sync.waiting > 0 ? t('sync.chip_waiting', { n: sync.waiting }) : t('sync.offline'),
            };
  return (
    <Link href="/sync" className={`tag ${said.colour}`} style={{ textDecoration: 'none' }} aria-label={`${t('sync.title')} ${said.text}`} data-sync={sync?.online === true ? 'online' : 'offline'}>
      <span role="status" className="chip">
        {said.icon}
        {said.text}
      </span>
    </Link>
  );
}
