/** What is done about a device: one form for each. */

import { App, Form, Input } from 'antd';

import { useAct } from '../../core/hooks';
import type { DeviceLine } from '../../generated';
import { BY_SET, FormDrawer } from '../../parts/FormDrawer';
import { DayField } from '../../parts/form/DayField';
import { OfficePicker } from '../../parts/form/Picker';
import { dayOf } from '../../parts/format';
import { useT } from '../../words';
import type { DeviceDeed } from './state';

interface Typed {
  reason?: string;
  office?: string;
  until?: string;
}

/** The form of a deed; closed while there is none. */
export function Deed({ line, deed, close }: { line: DeviceLine; deed: DeviceDeed | null; close(): void }) {
  const t = useT();
  const { message } = App.useApp();
  const done = (text: string) => {
    void message.success(text);
    close();
  };
  const revoke = useAct('device.revoke', () => done(t('device.revoked', { name: line.name })));
  const renew = useAct('device.renew', () => done(t('device.renewed')));
  const delegate = useAct('device.delegate', ({ holds }) => done(t(holds ? 'device.delegated' : 'device.delegated_waiting')));
  const end = useAct('device.end-delegation', () => done(t('device.delegation_ended')));
  const acts = { revoke, renew, delegate, end_delegation: end };
  const act = acts[deed ?? 'renew'];
  const { device } = line;
  const finish = ({ reason, office, until }: Typed) => {
    switch (deed) {
      case 'revoke':
        return void revoke.run({ device, reason: reason?.trim() ?? '' });
      case 'renew':
        return void renew.run({ device, until: until ?? '' });
      case 'delegate':
        return void delegate.run({ device, office: office ?? '', until: until ?? '' });
      case 'end_delegation':
        return void end.run({ device });
      case null:
    }
  };
  const needed = [{ required: true, message: t('form.needed') }];
  const later = (_: unknown, day: string | undefined) =>
    day && day <= dayOf(Date.now()) ? Promise.reject(new Error(t('device.until_past'))) : Promise.resolve();
  const title = {
    revoke: t('device.revoke_of', { name: line.name }),
    renew: t('device.renew_of', { name: line.name }),
    delegate: t('device.delegate_of', { name: line.name }),
    end_delegation: t('device.end_delegation'),
  };
  return (
    <FormDrawer
      title={title[deed ?? 'renew']}
      draft={`device/${device}/${deed ?? ''}`}
      about={t(`device.${deed ?? 'renew'}_about`)}
      open={deed !== null}
      close={() => {
        act.reset();
        close();
      }}
      doing={t(`device.${deed ?? 'renew'}`)}
      danger={deed === 'revoke' || deed === 'end_delegation'}
      busy={act.busy}
      failure={act.failure}
      initial={{ office: line.office }}
      finish={finish}
    >
      {deed === 'revoke' && (
        <Form.Item name="reason" label={t('device.reason')} rules={[{ required: true, whitespace: true, message: t('form.needed') }]}>
          <Input maxLength={200} autoComplete="off" />
        </Form.Item>
      )}
      {deed === 'delegate' && (
        <Form.Item {...BY_SET} name="office" label={t('device.delegate_office')} rules={needed}>
          <OfficePicker />
        </Form.Item>
      )}
      {(deed === 'delegate' || deed === 'renew') && (
        <Form.Item {...BY_SET} name="until" label={t('device.until_day')} rules={[...needed, { validator: later }]}>
          <DayField />
        </Form.Item>
      )}
    </FormDrawer>
  );
}
