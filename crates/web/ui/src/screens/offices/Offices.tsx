/** The offices of the county, each under the one above it; the administrator adds and changes some. */

import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';

import type { Branch } from '../../core/directory';
import { useCall } from '../../core/hooks';
import { administers, useMe } from '../../core/me';
import { useNames } from '../../core/names';
import { useWords } from '../../core/words';
import { FailureNote } from '../../parts/FailureNote';
import { PageHead } from '../../parts/Page';
import { type Column, Records } from '../../parts/Records';
import { WhoCould } from '../../parts/WhoCould';
import { useT } from '../../words';
import { type About, OfficeForm } from './OfficeForm';

/** How far each level stands to the right. */
const INDENT_EM = 1.6;

/** The page. */
export default function Offices() {
  const t = useT();
  const words = useWords();
  const me = useMe();
  const { failure } = useCall('office.list', {});
  const { branches } = useNames();
  const [about, setAbout] = useState<About | null>(null);
  const may = me !== undefined && administers(me);
  const named = ({ office, depth }: Branch) => <span style={{ paddingLeft: `${depth * INDENT_EM}em` }}>{office.name}</span>;
  const columns: Column<Branch>[] = [
    { key: 'name', title: t('office.name'), width: 'minmax(14em, 3fr)', render: named },
    { key: 'code', title: t('office.code'), width: '6em', render: ({ office }) => <span className="number">{office.code}</span> },
    { key: 'kind', title: t('office.kind'), width: 'minmax(8em, 1fr)', render: ({ office }) => words.of('office_kinds', office.kind) },
  ];
  return (
    <div className="body">
      <PageHead
        title={t('office.title')}
        about={t('office.about')}
        actions={
          may && (
            <Button type="primary" icon={<PlusOutlined />} onClick={() => setAbout('new')}>
              {t('office.add')}
            </Button>
          )
        }
      />
      <FailureNote failure={failure} />
      {me !== undefined && !may && <WhoCould what={t('office.adding')} />}
      <Records
        label={t('office.title')}
        rows={branches}
        columns={columns}
        id={({ office }) => office.id}
        {...(may ? { open: ({ office }: Branch) => setAbout(office) } : {})}
        card={(branch) => (
          <>
            {named(branch)}
            <span className="quiet small" style={{ float: 'right' }}>
              {branch.office.code} {words.of('office_kinds', branch.office.kind)}
            </span>
          </>
        )}
        empty={t('office.none')}
      />
      <OfficeForm about={about} close={() => setAbout(null)} />
    </div>
  );
}
