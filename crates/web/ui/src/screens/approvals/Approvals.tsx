/** The second person: whom changes of the authority need, and what waits for their word. */

import { PlusOutlined } from '@ant-design/icons';
import { App, Button, Form } from 'antd';
import { useState } from 'react';

import { isSettled, useAct, useCall } from '../../core/hooks';
import { useMe } from '../../core/me';
import type { ApproverLine } from '../../generated';
import { FailureNote } from '../../parts/FailureNote';
import { BY_SET, FormDrawer } from '../../parts/FormDrawer';
import { Nothing, PageHead, Section } from '../../parts/Page';
import { StaffPicker } from '../../parts/form/Picker';
import { WhoCould } from '../../parts/WhoCould';
import { useT } from '../../words';
import { Awaiting } from './Awaiting';

/** The page. */
export default function Approvals() {
  const t = useT();
  const me = useMe();
  const asked = useCall('approver.list', {});
  const waiting = useCall('approval.list', {});
  const approvers = asked.data?.approvers ?? [];
  const [adding, setAdding] = useState(false);
  const [ending, setEnding] = useState<ApproverLine | null>(null);
  const may = me?.is_authority === true;
  return (
    <div className="body">
      <PageHead title={t('approval.title')} about={t('approval.about')} />
      <FailureNote failure={asked.failure ?? waiting.failure} />
      {[asked, waiting].every(isSettled) && me !== undefined && (
        <>
          <Awaiting waiting={waiting.data?.waiting ?? []} approvers={approvers} />
          {!may && <WhoCould what={t('approval.adding')} alone />}
          <Approvers of={approvers} may={may} add={() => setAdding(true)} end={setEnding} />
        </>
      )}
      <Add open={adding} close={() => setAdding(false)} approvers={approvers} />
      <End of={ending} close={() => setEnding(null)} />
    </div>
  );
}

/** Whose word counts. */
function Approvers({ of, may, add, end }: { of: readonly ApproverLine[]; may: boolean; add(): void; end(line: ApproverLine): void }) {
  const t = useT();
  return (
    <Section
      title={t('approval.approvers')}
      extra={
        may && (
          <Button icon={<PlusOutlined />} onClick={add}>
            {t('approval.add')}
          </Button>
        )
      }
    >
      {of.length === 0 ? (
        <Nothing text={t('approval.no_approvers')} />
      ) : (
        <ul className="stack" style={{ gap: 8, listStyle: 'none' }}>
          {of.map((line) => (
            <li key={line.staff} className="head">
              <span className="said">
                {line.staff_name} <span className="quiet">{line.office_name}</span>
              </span>
              {may && (
                <Button danger onClick={() => end(line)}>
                  {t('approval.end')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Add({ open, close, approvers }: { open: boolean; close(): void; approvers: readonly ApproverLine[] }) {
  const t = useT();
  const { message } = App.useApp();
  const add = useAct('approver.add', ({ holds }) => {
    void message.success(t(holds ? 'approval.added' : 'approval.proposed'));
    close();
  });
  const named = new Set(approvers.map(({ staff }) => staff));
  return (
    <FormDrawer<{ staff: string }>
      title={t('approval.add')}
      draft="approver/add"
      about={t('approval.about')}
      open={open}
      close={() => {
        add.reset();
        close();
      }}
      doing={t('approval.add')}
      busy={add.busy}
      failure={add.failure}
      finish={({ staff }) => void add.run({ staff })}
    >
      <Form.Item {...BY_SET} name="staff" label={t('approval.approvers')} rules={[{ required: true, message: t('form.needed') }]}>
        <StaffPicker but={named} />
      </Form.Item>
    </FormDrawer>
  );
}

function End({ of, close }: { of: ApproverLine | null; close(): void }) {
  const t = useT();
  const { message } = App.useApp();
  const end = useAct('approver.end', ({ holds }) => {
    void message.success(t(holds ? 'approval.ended' : 'approval.proposed'));
    close();
  });
  return (
    <FormDrawer
      title={of === null ? '' : `${t('approval.end')} ${of.staff_name}`}
      draft="approver/end"
      about={t('approval.end_about')}
      open={of !== null}
      close={() => {
        end.reset();
        close();
      }}
      doing={t('approval.end')}
      danger
      busy={end.busy}
      failure={end.failure}
      finish={() => of !== null && void end.run({ staff: of.staff })}
    />
  );
}
