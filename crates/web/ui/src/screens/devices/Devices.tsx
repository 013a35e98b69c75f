/** The devices that were let in; shutting one out, renewing it, entrusting it with a part of the county. */

import { Checkbox } from 'antd';
import { useState } from 'react';

import { useNames } from '../../core/names';
import { useCall } from '../../core/hooks';
import { administers, useMe } from '../../core/me';
import { useAsked } from '../../core/place';
import type { DeviceLine } from '../../generated';
import { FailureNote } from '../../parts/FailureNote';
import { PageHead } from '../../parts/Page';
import { OfficePicker } from '../../parts/form/Picker';
import { shortened } from '../../parts/phrases';
import { type Column, Records } from '../../parts/Records';
import { Day, Moment } from '../../parts/Values';
import { dayOf } from '../../parts/format';
import { WhoCould } from '../../parts/WhoCould';
import { useT } from '../../words';
import { DeviceSheet } from './DeviceSheet';
import { stateOf } from './state';
import { Waiting } from './Waiting';

/** The page. */
export default function Devices() {
  const t = useT();
  const me = useMe();
  const { data, failure } = useCall('device.list', {});
  const names = useNames();
  const [asked, change] = useAsked();
  const office = asked.get('office');
  const [out, setOut] = useState(false);
  const [shown, setShown] = useState<string | null>(null);
  const may = me !== undefined && administers(me);
  const all = data?.devices ?? [];
  const rows = all.filter((line) => (out || !line.revoked) && (office === null || line.office === office));
  const columns: Column<DeviceLine>[] = [
    { key: 'name', title: t('device.name'), width: 'minmax(9em, 1.4fr)', render: (line) => <Name of={line} here={line.device === me?.device} /> },
    { key: 'office', title: t('device.office'), width: 'minmax(7em, 1fr)', render: (line) => names.office(line.office) },
    { key: 'staff', title: t('device.holder'), width: 'minmax(5em, 0.7fr)', render: (line) => names.staff(line.staff) },
    { key: 'check', title: t('device.check'), width: '7em', render: (line) => <span className="number">{line.check_code}</span> },
    { key: 'state', title: t('device.state'), width: 'minmax(8em, 1.2fr)', render: (line) => <State of={line} /> },
    { key: 'seen', title: t('device.seen'), width: '9em', render: (line) => <Day day={line.seen_at_ms ? dayOf(line.seen_at_ms) : null} /> },
    { key: 'right', title: t('device.right'), width: 'minmax(7em, 1fr)', render: (line) => (line.delegation?.holds === true ? line.delegation.office_name : null) },
  ];
  const of = all.find(({ device }) => device === shown) ?? null;
  return (
    <div className="body">
      <PageHead title={t('device.title')} about={t('device.about')} />
      <FailureNote failure={failure} />
      {me !== undefined && !may && <WhoCould what={t('device.acting')} />}
      <Waiting may={may} />
      <div className="wrap">
        <div style={{ flex: '0 1 18em' }}>
          <OfficePicker label={t('device.office')} value={office} set={(of) => change({ office: typeof of === 'string' ? of : null })} />
        </div>
        <Checkbox checked={out} onChange={(event) => setOut(event.target.checked)}>
          {t('device.show_out')}
        </Checkbox>
      </div>
      <Records
        label={t('device.title')}
        rows={rows}
        columns={columns}
        id={({ device }) => device}
        open={({ device }) => setShown(device)}
        card={(line) => (
          <>
            <span className="line">
              <strong>
                <Name of={line} here={line.device === me?.device} />
              </strong>
              <State of={line} />
            </span>
            <span className="line quiet small">
              <span>
                {names.office(line.office)} {names.staff(line.staff)}
              </span>
              <span className="number">{line.check_code}</span>
            </span>
          </>
        )}
        empty={t(all.length === 0 ? 'device.none' : 'device.none_here')}
      />
      <DeviceSheet line={of} me={me} close={() => setShown(null)} />
    </div>
  );
}

function Name({ of, here }: { of: DeviceLine; here: boolean }) {
  const t = useT();
  return (
    <>
      {of.name || shortened(of.device)} {here && <span className="tag blue">{t('device.this')}</span>}
    </>
  );
}

const COLOURS = { in: 'green', lapsed: 'amber', out: 'red', out_open: 'red' } as const;

/** How a device stands. */
export function State({ of }: { of: DeviceLine }) {
  const t = useT();
  const state = stateOf(of, Date.now());
  return (
    <span className="wrap" style={{ gap: 4 }}>
      <span className={`tag ${COLOURS[state]}`}>{t(`device.${state}`)}</span>
      {of.revoked && <Moment ms={of.revoked_at_ms} />}
    </span>
  );
}
