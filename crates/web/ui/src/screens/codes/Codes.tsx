/** Enrolment codes: making one for a member of staff, and what became of those that were made. */

import { PlusOutlined } from '@ant-design/icons';
import { App, Button, Form, Popconfirm, Select } from 'antd';
import { useState } from 'react';

import { useNames } from '../../core/names';
import { useAct, useCall } from '../../core/hooks';
import { administers, useMe } from '../../core/me';
import { useSettings } from '../../core/settings';
import type { Answers, InvitationLine, InvitationState } from '../../generated';
import { FailureNote } from '../../parts/FailureNote';
import { BY_SET, FormDrawer } from '../../parts/FormDrawer';
import { PageHead } from '../../parts/Page';
import { momentText } from '../../parts/format';
import { StaffPicker } from '../../parts/form/Picker';
import { shortened } from '../../parts/phrases';
import { type Column, Records } from '../../parts/Records';
import { Moment } from '../../parts/Values';
import { WhoCould } from '../../parts/WhoCould';
import { useT } from '../../words';
import { NewCode } from './NewCode';

/** How long a code may be good for. */
const VALID = ['30m', '1d', '3d', '7d'] as const;

interface Typed {
  staff: string;
  valid: (typeof VALID)[number];
}

/** The page. */
export default function Codes() {
  const t = useT();
  const me = useMe();
  const may = me !== undefined && administers(me);
  const { message } = App.useApp();
  const { data, failure } = useCall('enrol.list', {});
  const names = useNames();
  const { language } = useSettings();
  const [making, setMaking] = useState(false);
  const [made, setMade] = useState<Answers['enrol.invite'] | null>(null);
  const invite = useAct('enrol.invite', (answer) => {
    setMaking(false);
    setMade(answer);
    void message.success(t('code.made'));
  });
  const withdraw = useAct('enrol.withdraw', ({ id }) => {
    if (made?.id === id) setMade(null);
    void message.success(t('code.withdrawn'));
  });
  const undo = (line: InvitationLine) => {
    if (!may || line.state !== 'open') return null;
    const which = { name: names.staff(line.staff), at: momentText(line.made_at_ms, language, Date.now()) };
    return (
      <Popconfirm
        title={t('code.withdraw_sure', which)}
        okText={t('code.withdraw')}
        cancelText={t('do.cancel')}
        onConfirm={() => void withdraw.run({ code: line.id })}
      >
        <Button className="no-print" aria-label={t('code.withdraw_of', which)}>
          {t('code.withdraw')}
        </Button>
      </Popconfirm>
    );
  };
  const columns: Column<InvitationLine>[] = [
    { key: 'office', title: t('staff.office'), width: 'minmax(7em, 1fr)', render: (line) => names.office(line.office) },
    { key: 'staff', title: t('code.for'), width: 'minmax(5em, 0.7fr)', render: (line) => names.staff(line.staff) },
    { key: 'made', title: t('code.made_at'), width: '11em', render: (line) => <Moment ms={line.made_at_ms} /> },
    { key: 'until', title: t('code.until'), width: '11em', render: (line) => <Until of={line} /> },
    { key: 'state', title: t('code.state'), width: '6em', render: (line) => <State of={line.state} /> },
    { key: 'device', title: t('code.device'), width: 'minmax(8em, 1fr)', render: (line) => line.device_name || shortened(line.device ?? '') },
    { key: 'check', title: t('device.check'), width: '7em', render: (line) => <span className="number">{line.check_code}</span> },
    ...(may ? [{ key: 'deed', title: t('code.deed'), width: '7em', render: undo }] : []),
  ];
  return (
    <div className="body">
      <PageHead
        title={t('code.title')}
        about={t('code.about')}
        actions={
          may && (
            <Button type="primary" className="no-print" icon={<PlusOutlined />} onClick={() => setMaking(true)}>
              {t('code.make')}
            </Button>
          )
        }
      />
      <FailureNote failure={failure ?? withdraw.failure} />
      {me !== undefined && !may && <WhoCould what={t('code.making')} />}
      {made !== null && <NewCode made={made} close={() => setMade(null)} />}
      <div className="no-print">
        <Records
          label={t('code.title')}
          rows={(data?.codes ?? []).toSorted((a, b) => b.made_at_ms - a.made_at_ms)}
          columns={columns}
          id={({ id }) => id}
          card={(line) => (
            <>
              <span className="line">
                <strong>
                  {names.office(line.office)} {names.staff(line.staff)}
                </strong>
                <State of={line.state} />
              </span>
              <span className="line quiet small">
                {line.state === 'used' ? <span>{line.device_name || shortened(line.device ?? '')}</span> : <Until of={line} />}
                <span className="number">{line.check_code}</span>
                {undo(line)}
              </span>
            </>
          )}
          empty={t('code.none')}
        />
      </div>
      <FormDrawer<Typed>
        title={t('code.make')}
        draft="code/new"
        about={t('code.about')}
        open={making}
        close={() => {
          invite.reset();
          setMaking(false);
        }}
        doing={t('code.make')}
        busy={invite.busy}
        failure={invite.failure}
        initial={{ valid: '1d' }}
        finish={(typed) => void invite.run({ ...typed })}
      >
        <Form.Item {...BY_SET} name="staff" label={t('code.for')} rules={[{ required: true, message: t('form.needed') }]}>
          <StaffPicker />
        </Form.Item>
        <Form.Item name="valid" label={t('code.valid')}>
          <Select options={VALID.map((value) => ({ value, label: t(`code.valid.${value}`) }))} />
        </Form.Item>
      </FormDrawer>
    </div>
  );
}

const COLOURS: Record<InvitationState, string> = { open: 'amber', used: 'green', expired: '', withdrawn: '' };

/** Until when it is good; of one that was withdrawn, nothing. */
function Until({ of }: { of: InvitationLine }) {
  return of.state === 'withdrawn' ? <span /> : <Moment ms={of.until_ms} />;
}

function State({ of }: { of: InvitationState }) {
  const t = useT();
  return <span className={`tag ${COLOURS[of]}`}>{t(`code.state.${of}`)}</span>;
}
