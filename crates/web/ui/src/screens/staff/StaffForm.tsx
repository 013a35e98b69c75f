/** Adds somebody, or changes what the directory says of them from now on. */

import { App, Checkbox, Form, Input, Select } from 'antd';

import { useAct } from '../../core/hooks';
import { useWords } from '../../core/words';
import type { Staff, StaffRole } from '../../generated';
import { BY_SET, FormDrawer } from '../../parts/FormDrawer';
import { OfficePicker } from '../../parts/form/Picker';
import { useT } from '../../words';
import { revisionOf, typedOf, type TypedStaff } from './change';

/** Every function; the type checker asks for those that are added. */
const ROLES: Record<StaffRole, true> = {
  first_responsible: true,
  deputy_in_charge: true,
  accountable_leader: true,
  reception: true,
  village_post: true,
  grid_worker: true,
  mediator: true,
  finance: true,
  privacy: true,
  numbering: true,
  auditor: true,
};

/** Whom the form is about: nobody yet, or somebody who is there. */
export type About = { add: string | undefined } | { revise: Staff };

/** The form; closed while it is about nothing. */
export function StaffForm({ about, close }: { about: About | null; close(): void }) {
  const t = useT();
  const words = useWords();
  const { message } = App.useApp();
  const person = about !== null && 'revise' in about ? about.revise : null;
  const add = useAct('staff.add', ({ name }) => {
    void message.success(t('staff.added', { name }));
    close();
  });
  const revise = useAct('staff.revise', () => {
    void message.success(t('staff.revised', { name: person?.name ?? '' }));
    close();
  });
  const finish = (typed: TypedStaff) => {
    if (person === null) {
      const { office, name, title, head, team, roles } = typed;
      return void add.run({ office, name: name.trim(), title: title.trim(), head, team, roles });
    }
    const revision = revisionOf(person, typed);
    if (revision !== null) return void revise.run(revision);
    void message.info(t('staff.unchanged'));
    close();
  };
  const initial: Partial<TypedStaff> =
    person !== null
      ? typedOf(person)
      : { title: '', head: false, team: false, roles: [], active: true, ...(about !== null && 'add' in about && about.add !== undefined ? { office: about.add } : {}) };
  const needed = [{ required: true, whitespace: true, message: t('form.needed') }];
  return (
    <FormDrawer
      title={person === null ? t('staff.add') : t('staff.revise_of', { name: person.name })}
      draft={`staff/${person?.id ?? 'new'}`}
      open={about !== null}
      close={() => {
        add.reset();
        revise.reset();
        close();
      }}
      doing={t(person === null ? 'do.add' : 'do.save')}
      busy={add.busy || revise.busy}
      failure={add.failure ?? revise.failure}
      initial={initial}
      finish={finish}
    >
      <Form.Item name="name" label={t('staff.name')} rules={needed} extra={person === null ? undefined : t('staff.name_revised')}>
        <Input autoComplete="off" maxLength={40} />
      </Form.Item>
      <Form.Item {...BY_SET} name="office" label={t('staff.office')} rules={needed}>
        <OfficePicker />
      </Form.Item>
      <Form.Item name="title" label={t('staff.job')}>
        <Input autoComplete="off" maxLength={40} />
      </Form.Item>
      <Form.Item name="roles" label={t('staff.roles')}>
        <Select
          mode="multiple"
          placeholder={t('form.choose')}
          showSearch={{ optionFilterProp: 'label' }}
          options={Object.keys(ROLES).map((value) => ({ value, label: words.of('roles', value) }))}
        />
      </Form.Item>
      <Form.Item name="head" valuePropName="checked" extra={t('staff.head_about')}>
        <Checkbox>{t('staff.head')}</Checkbox>
      </Form.Item>
      <Form.Item name="team" valuePropName="checked">
        <Checkbox>{t('staff.team')}</Checkbox>
      </Form.Item>
      {person !== null && (
        <Form.Item name="active" valuePropName="checked" extra={t('staff.active_about')}>
          <Checkbox>{t('staff.active')}</Checkbox>
        </Form.Item>
      )}
    </FormDrawer>
  );
}
