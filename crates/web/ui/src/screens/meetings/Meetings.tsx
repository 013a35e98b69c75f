/** Joint meetings: what is convened, and what came of them. */

import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { Link, useLocation } from 'wouter';

import { useCall } from '../../core/hooks';
import { useNames } from '../../core/names';
import type { EntryLine } from '../../generated';
import { FailureNote } from '../../parts/FailureNote';
import { PageHead } from '../../parts/Page';
import { type Column, Records } from '../../parts/Records';
import { useShortcut } from '../../parts/shortcuts';
import { Day } from '../../parts/Values';
import { useT } from '../../words';

const LIMIT = 500;
const PREPARE = '/entries/new/meeting?kind=joint_monthly';

/** The page of meetings. */
export default function Meetings() {
  const t = useT();
  const names = useNames();
  const [, go] = useLocation();
  const { data, failure } = useCall('entry.list', { kind: 'meeting', limit: LIMIT });
  useShortcut('n', t('meetings.new'), () => go(PREPARE));
  const columns: Column<EntryLine>[] = [
    { key: 'on', title: t('entries.on'), width: '9em', render: (line) => <Day day={line.on} /> },
    { key: 'title', title: t('entries.name'), width: 'minmax(12em, 3fr)', render: (line) => line.title || t('entry.untitled') },
    { key: 'home', title: t('entries.office'), width: 'minmax(6em, 1fr)', render: (line) => names.office(line.home) },
    { key: 'due', title: t('entries.due'), width: '9em', render: (line) => <Day day={line.due} /> },
  ];
  return (
    <div className="body full">
      <PageHead
        title={t('meetings.title')}
        about={t('meetings.about')}
        actions={
          <Link href={PREPARE} asChild>
            <Button type="primary" icon={<PlusOutlined />}>
              {t('meetings.new')}
            </Button>
          </Link>
        }
      />
      <FailureNote failure={failure} />
      {data !== undefined && (
        <Records<EntryLine>
          fill
          label={t('meetings.title')}
          rows={data.entries}
          columns={columns}
          id={(line) => line.id}
          card={(line) => (
            <>
              <div className="line">
                <strong className="clip">{line.title || t('entry.untitled')}</strong>
                <Day day={line.on} brief />
              </div>
              <div className="quiet small clip">{names.office(line.home)}</div>
            </>
          )}
          href={(line) => `/meeting/${line.id}`}
          empty={t('meetings.none')}
        />
      )}
    </div>
  );
}
