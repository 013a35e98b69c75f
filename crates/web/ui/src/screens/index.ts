/** Every screen, one line each, in the order of the menu. */

import { CalendarOutlined, CloudSyncOutlined, UnorderedListOutlined, LaptopOutlined, SettingOutlined } from '@ant-design/icons';

import { type Screen, screen } from './registry';

/** The screens. */
export const screens: readonly Screen[] = [
  screen('/', 'today.title', CalendarOutlined, 'work', () => import('./today/Today'), { tab: 1, keys: 'g t' }),
  screen('/cases', 'cases.title', UnorderedListOutlined, 'work', () => import('./cases/Cases'), { tab: 2, keys: 'g l' }),

  screen('/sync', 'sync.title', CloudSyncOutlined, 'device', () => import('./sync/Sync'), { keys: 'g y' }),
  screen('/settings', 'settings.title', SettingOutlined, 'device', () => import('./settings/Settings')),
  screen('/desks', 'desks.title', LaptopOutlined, 'device', () => import('./desks/Desks')),
];
