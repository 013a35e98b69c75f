/** Every screen, one line each, in the order of the menu. */

import {
  AlertOutlined,
  ApartmentOutlined,
  AuditOutlined,
  BarChartOutlined,
  BookOutlined,
  BranchesOutlined,
  CalendarOutlined,
  ClockCircleOutlined,
  CloudSyncOutlined,
  CommentOutlined,
  ControlOutlined,
  EyeOutlined,
  FileSearchOutlined,
  FileTextOutlined,
  ImportOutlined,
  LaptopOutlined,
  MobileOutlined,
  PlusSquareOutlined,
  QrcodeOutlined,
  SafetyOutlined,
  ScheduleOutlined,
  SettingOutlined,
  SolutionOutlined,
  SwapOutlined,
  TeamOutlined,
  UnorderedListOutlined,
  UsbOutlined,
} from '@ant-design/icons';

import { administers } from '../core/me';
import { type Screen, screen } from './registry';

/** The screens. */
export const screens: readonly Screen[] = [
  screen('/', 'today.title', CalendarOutlined, 'work', () => import('./today/Today'), { tab: 1, keys: 'g t' }),
  screen('/register', 'register.title', PlusSquareOutlined, 'work', () => import('./register/Register'), { tab: 3, keys: 'g n' }),
  screen('/cases', 'cases.title', UnorderedListOutlined, 'work', () => import('./cases/Cases'), { tab: 2, keys: 'g l' }),
  screen('/status-of', 'status_of.title', FileSearchOutlined, 'work', () => import('./statusof/StatusOf'), { keys: 'g q' }),
  screen('/inbox', 'decide.title', BranchesOutlined, 'work', () => import('./inbox/Inbox'), { keys: 'g i' }),
  screen('/since', 'since.title', SwapOutlined, 'work', () => import('./since/Since'), { keys: 'g w' }),

  screen('/due', 'due.title', ClockCircleOutlined, 'lists', () => import('./due/Due'), { tab: 4, keys: 'g d' }),
  screen('/supervision', 'supervision.title', AlertOutlined, 'lists', () => import('./supervision/Supervision'), { keys: 'g s' }),
  screen('/roster', 'roster.title', SolutionOutlined, 'lists', () => import('./roster/Roster'), { keys: 'g b' }),
  screen('/calendar', 'calendar.title', ScheduleOutlined, 'lists', () => import('./calendar/Calendar'), { keys: 'g c' }),
  screen('/meetings', 'meetings.title', CommentOutlined, 'lists', () => import('./meetings/Meetings'), { keys: 'g m' }),
  screen('/meeting/:entry', 'meetings.title', CommentOutlined, 'none', () => import('./meetings/Agenda')),
  screen('/figures', 'figures.title', BarChartOutlined, 'lists', () => import('./figures/Figures'), { keys: 'g f' }),
  screen('/entries', 'entries.title', BookOutlined, 'lists', () => import('./entries/Entries'), { keys: 'g e' }),
  screen('/entries/new/:kind', 'entries.new', BookOutlined, 'none', () => import('./entries/New')),
  screen('/entry/:entry', 'entries.title', BookOutlined, 'none', () => import('./entries/Entry')),
  screen('/entry/:entry/revise', 'entry.revise', BookOutlined, 'none', () => import('./entries/Revise')),
  screen('/import', 'import.title', ImportOutlined, 'lists', () => import('./import/Import'), { keys: 'g u' }),

  screen('/offices', 'office.title', ApartmentOutlined, 'office', () => import('./offices/Offices'), { keys: 'g o' }),
  screen('/staff', 'staff.title', TeamOutlined, 'office', () => import('./staff/StaffPage'), { keys: 'g p' }),
  screen('/devices', 'device.title', MobileOutlined, 'office', () => import('./devices/Devices'), { keys: 'g v', shown: administers }),
  screen('/codes', 'code.title', QrcodeOutlined, 'office', () => import('./codes/Codes'), { keys: 'g k', shown: administers }),
  screen('/approvals', 'approval.title', AuditOutlined, 'office', () => import('./approvals/Approvals'), { keys: 'g a' }),
  screen('/config', 'config.title', ControlOutlined, 'office', () => import('./config/Configuration')),
  screen('/access', 'access.title', EyeOutlined, 'office', () => import('./access/Access')),

  screen('/sync', 'sync.title', CloudSyncOutlined, 'device', () => import('./sync/Sync'), { keys: 'g y' }),
  screen('/quarantine', 'quarantine.title', SafetyOutlined, 'device', () => import('./quarantine/Quarantine')),
  screen('/bundles', 'bundle.title', UsbOutlined, 'device', () => import('./bundles/Bundles')),
  screen('/settings', 'settings.title', SettingOutlined, 'device', () => import('./settings/Settings')),
  screen('/desks', 'desks.title', LaptopOutlined, 'device', () => import('./desks/Desks')),

  screen('/case/:case', 'kase.title', FileTextOutlined, 'none', () => import('./case/CasePage')),
  screen('/case/:case/act', 'act.title', FileTextOutlined, 'none', () => import('./act/ActList')),
  screen('/case/:case/act/:kind', 'act.title', FileTextOutlined, 'none', () => import('./act/ActForm')),
  screen('/case/:case/edit', 'edit.title', FileTextOutlined, 'none', () => import('./edit/EditCase')),
  screen('/case/:case/print', 'kase.print', FileTextOutlined, 'none', () => import('./print/PrintCase')),
  screen('/case/:case/slip', 'kase.slip', FileTextOutlined, 'none', () => import('./print/PrintSlip')),
  screen('/case/:case/history', 'history.title', FileTextOutlined, 'none', () => import('./history/History')),
];
