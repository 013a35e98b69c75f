/** Who works where and as what, office by office. */

import { PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox } from 'antd';
import { useState } from 'react';

import { useNames } from '../../core/names';
import { useCall } from '../../core/hooks';
import { administers, useMe } from '../../core/me';
import { useAsked } from '../../core/place';
import { useWords } from '../../core/words';
import type { Staff } from '../../generated';
import { FailureNote } from '../../parts/FailureNote';
import { PageHead } from '../../parts/Page';
import { OfficePicker } from '../../parts/form/Picker';
import { type Column, Records } from '../../parts/Records';
import { WhoCould } from '../../parts/WhoCould';
import { useT } from '../../words';
import { type About, StaffForm } from './StaffForm';

/** The page. */
export default function StaffPage() {
  const t = useT();
  const me = useMe();
  const { failure } = useCall('staff.list', {});
  const { branches, people, office: officeName } = useNames();
  const [asked, change] = useAsked();
  const office = asked.get('office');
  const [gone, setGone] = useState(false);
  const [about, setAbout] = useState<About | null>(null);
  const may = me !== undefined && administers(me);
  const rank = new Map(branches.map((branch, index) => [branch.office.id, index]));
  const rows = people
    .filter((person) => (gone || person.active) && (office === null || person.office === office))
    .toSorted((a, b) => (rank.get(a.office) ?? 0) - (rank.get(b.office) ?? 0) || Number(b.is_head) - Number(a.is_head) || a.name.localeCompare(b.name, 'zh'));
  const columns: Column<Staff>[] = [
    { key: 'office', title: t('staff.office'), width: 'minmax(8em, 1.2fr)', render: (person) => officeName(person.office) },
    { key: 'name', title: t('staff.name'), width: 'minmax(5em, 0.8fr)', render: (person) => person.name },
    { key: 'title', title: t('staff.job'), width: 'minmax(6em, 1fr)', render: (person) => person.title },
    { key: 'standing', title: t('staff.standing'), width: 'minmax(12em, 2fr)', render: (person) => <Standing of={person} /> },
  ];
  const open = may ? (person: Staff) => setAbout({ revise: person }) : undefined;
  return (
    <div className="body">
      <PageHead
        title={t('staff.title')}
        about={t('staff.about')}
        actions={
          may && (
            <Button type="primary" icon={<PlusOutlined />} onClick={() => setAbout({ add: office ?? undefined })}>
              {t('staff.add')}
            </Button>
          )
        }
      />
      <FailureNote failure={failure} />
      {me !== undefined && !may && <WhoCould what={t('staff.adding')} />}
      <div className="wrap">
        <div style={{ flex: '0 1 18em' }}>
          <OfficePicker label={t('staff.office')} value={office} set={(of) => change({ office: typeof of === 'string' ? of : null })} />
        </div>
        <Checkbox checked={gone} onChange={(event) => setGone(event.target.checked)}>
          {t('staff.show_gone')}
        </Checkbox>
      </div>
      <Records
        label={t('staff.title')}
        rows={rows}
        columns={columns}
        id={({ id }) => id}
        {...(open === undefined ? {} : { open })}
        card={(person) => (
          <>
            <span className="line">
              <strong>{person.name}</strong>
              <span>{officeName(person.office)}</span>
            </span>
            <span className="quiet small">{person.title} </span>
            <Standing of={person} />
          </>
        )}
        empty={t('staff.none')}
      />
      <StaffForm about={about} close={() => setAbout(null)} />
    </div>
  );
}

function Standing({ of: person }: { of: Staff }) {
  const t = useT();
  const words = useWords();
  return (
    <span className="wrap" style={{ gap: 4 }}>
      {!person.active && <span className="tag">{t('staff.gone')}</span>}
      {person.is_head && <span className="tag blue">{t('staff.head')}</span>}
      {person.is_team_member && !person.is_head && <span className="tag blue">{t('staff.team')}</span>}
      {(person.roles ?? []).map((role) => (
        <span key={role} className="tag">
          {words.of('roles', role)}
        </span>
      ))}
    </span>
  );
}
