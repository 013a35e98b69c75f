/** Adds an office. */

import { App, Form, Input, Select } from 'antd';

import { useAct } from '../../core/hooks';
import { useMe } from '../../core/me';
import { useNames } from '../../core/names';
import { useWords } from '../../core/words';
import type { OfficeKind } from '../../generated';
import { BY_SET, FormDrawer } from '../../parts/FormDrawer';
import { OFFICE_KINDS } from '../../parts/form/officeKinds';
import { OfficePicker } from '../../parts/form/Picker';
import { useT } from '../../words';

interface Typed {
  name: string;
  code: string;
  kind: OfficeKind;
  parent?: string;
}

/** The form. */
export function AddOffice({ open, close }: { open: boolean; close(): void }) {
  const t = useT();
  const words = useWords();
  const me = useMe();
  const { offices } = useNames();
  const { message } = App.useApp();
  const add = useAct('office.add', ({ name }) => {
    void message.success(t('office.added', { name }));
    close();
  });
  const needed = [{ required: true, whitespace: true, message: t('form.needed') }];
  const taken = (_: unknown, code: string | undefined) => {
    const other = offices.find((office) => office.code === code?.trim().toUpperCase());
    return other === undefined ? Promise.resolve() : Promise.reject(new Error(t('office.code_taken', { name: other.name })));
  };
  return (
    <FormDrawer<Typed>
      title={t('office.add')}
      draft="office/new"
      open={open}
      close={() => {
        add.reset();
        close();
      }}
      doing={t('do.add')}
      busy={add.busy}
      failure={add.failure}
      initial={{ kind: 'village', ...(me?.office ? { parent: me.office } : {}) }}
      finish={({ name, code, kind, parent }) => void add.run({ name: name.trim(), code: code.trim().toUpperCase(), kind, parent })}
    >
      <Form.Item name="name" label={t('office.name')} rules={needed}>
        <Input autoComplete="off" maxLength={60} />
      </Form.Item>
      <Form.Item name="code" label={t('office.code')} extra={t('office.code_about')} rules={[...needed, { validator: taken }]}>
        <Input autoComplete="off" maxLength={8} style={{ textTransform: 'uppercase' }} />
      </Form.Item>
      <Form.Item name="kind" label={t('office.kind')}>
        <Select options={OFFICE_KINDS.map((value) => ({ value, label: words.of('office_kinds', value) }))} />
      </Form.Item>
      <Form.Item {...BY_SET} name="parent" label={t('office.parent')}>
        <OfficePicker />
      </Form.Item>
    </FormDrawer>
  );
}
