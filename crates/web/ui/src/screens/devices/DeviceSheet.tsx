/** One device: what is known of it, and what can be done about it. */

import { Button, Drawer } from 'antd';
import { useState } from 'react';

import { useNames } from '../../core/names';
import { administers, type Me } from '../../core/me';
import { useSettings } from '../../core/settings';
import type { DeviceLine } from '../../generated';
import { Facts } from '../../parts/Page';
import { shortened } from '../../parts/phrases';
import { Day, Moment } from '../../parts/Values';
import { dayOf, dayText } from '../../parts/format';
import { usePhone } from '../../theme/layout';
import { useT } from '../../words';
import { Deed } from './Deed';
import { State } from './Devices';
import { deedsOf, type DeviceDeed } from './state';

/** The sheet; closed while there is no device. */
export function DeviceSheet({ line, me, close }: { line: DeviceLine | null; me: Me | undefined; close(): void }) {
  const t = useT();
  const phone = usePhone();
  const { language } = useSettings();
  const names = useNames();
  const [deed, setDeed] = useState<DeviceDeed | null>(null);
  if (line === null) return null;
  const right = line.delegation ?? null;
  const may = me !== undefined && administers(me) ? deedsOf(line, me) : [];
  return (
    <Drawer
      open
      onClose={close}
      title={line.name || shortened(line.device)}
      placement={phone ? 'bottom' : 'right'}
      size={phone ? '88%' : 460}
      closable={{ 'aria-label': t('do.close') }}
      footer={
        may.length === 0 ? null : (
          <div className="wrap">
            {may.map((one) => (
              <Button key={one} size="large" danger={one === 'revoke'} onClick={() => setDeed(one)}>
                {t(`device.${one}`)}
              </Button>
            ))}
          </div>
        )
      }
    >
      <Facts
        of={[
          [t('device.state'), <State key="state" of={line} />],
          [t('device.office'), names.office(line.office)],
          [t('device.holder'), names.staff(line.staff)],
          [t('device.check'), line.check_code && <span className="number">{line.check_code}</span>],
          [t('device.granted'), <Day key="granted" day={dayOf(line.granted_at_ms)} />],
          [t('device.seen'), line.seen_at_ms ? <Day day={dayOf(line.seen_at_ms)} /> : null],
          [t('device.until'), line.until_ms ? <Day day={dayOf(line.until_ms)} /> : null],
          [
            t('device.right'),
            right === null
              ? null
              : right.holds
                ? t('device.right_until', { office: right.office_name, day: dayText(dayOf(right.until_ms), language) })
                : t('device.right_not', { office: right.office_name }),
          ],
          [t('device.out_at'), line.revoked_at_ms ? <Moment ms={line.revoked_at_ms} /> : null],
          [t('device.out_why'), line.revoked_why],
        ]}
      />
      <Deed line={line} deed={deed} close={() => setDeed(null)} />
    </Drawer>
  );
}
