/** Adds an office, or changes its name or code from now on. */

import { App, Form, Input, Select } from 'antd';

import { useAct } from '../../core/hooks';
import { useMe } from '../../core/me';
import { useNames } from '../../core/names';
import { useWords } from '../../core/words';
import type { Office, OfficeKind } from '../../generated';
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

/** What the form is about: a new office, or one that is there. */
export type About = 'new' | Office;

/** The form; closed while it is about nothing. */
export function OfficeForm({ about, close }: { about: About | null; close(): void }) {
  const t = useT();
  const words = useWords();
  const me = useMe();
  const { offices } = useNames();
  const { message } = App.useApp();
  const known = about === null || about === 'new' ? null : about;
  const add = useAct('office.add', ({ name }) => {
    void message.success(t('office.added', { name }));
    close();
  });
  const revise = useAct('office.revise', () => {
    void message.success(t('office.revised', { name: known?.name ?? '' }));
    close();
  });
  const finish = ({ kind, parent, ...typed }: Typed) => {
    const name = typed.name.trim();
    // What is not typed anew stays as it is, also in small letters.
    const code = typed.code === known?.code ? typed.code : typed.code.trim().toUpperCase();
    if (known === null) return void add.run({ name, code, kind, parent });
    const change = { ...(name === known.name ? {} : { name }), ...(code === known.code ? {} : { code }) };
    if (Object.keys(change).length > 0) return void revise.run({ office: known.id, ...change });
    void message.info(t('office.unchanged'));
    close();
  };
  const needed = [{ required: true, whitespace: true, message: t('form.needed') }];
  const taken = (_: unknown, code: string | undefined) => {
    const other = offices.find((office) => office.id !== known?.id && office.code.toUpperCase() === code?.trim().toUpperCase());
    return other === undefined || code === known?.code ? Promise.resolve() : Promise.reject(new Error(t('office.code_taken', { name: other.name })));
  };
  return (
    <FormDrawer<Typed>
      title={known === null ? t('office.add') : t('office.revise_of', { name: known.name })}
      draft={`office/${known?.id ?? 'new'}`}
      open={about !== null}
      close={() => {
        add.reset();
        revise.reset();
        close();
      }}
      doing={t(known === null ? 'do.add' : 'do.save')}
      busy={add.busy || revise.busy}
      failure={add.failure ?? revise.failure}
      initial={known === null ? { kind: 'village', ...(me?.office ? { parent: me.office } : {}) } : { name: known.name, code: known.code }}
      finish={finish}
    >
      <Form.Item name="name" label={t('office.name')} rules={needed}>
        <Input autoComplete="off" maxLength={60} />
      </Form.Item>
      <Form.Item
        name="code"
        label={t('office.code')}
        extra={t(known === null ? 'office.code_about' : 'office.code_revised')}
        rules={[...needed, { validator: taken }]}
      >
        <Input autoComplete="off" maxLength={16} style={{ textTransform: 'uppercase' }} />
      </Form.Item>
      {known === null && (
        <>
          <Form.Item name="kind" label={t('office.kind')}>
            <Select options={OFFICE_KINDS.map((value) => ({ value, label: words.of('office_kinds', value) }))} />
          </Form.Item>
          <Form.Item {...BY_SET} name="parent" label={t('office.parent')}>
            <OfficePicker />
          </Form.Item>
        </>
      )}
    </FormDrawer>
  );
}
