/**
 * A form beside the page it belongs to: at the right on a desk, from below on a phone, its main action within thumb reach. What is
 * typed is kept as a draft until it is saved or cancelled, as on every form.
 */

import { Button, Drawer, Form, type FormInstance } from 'antd';
import type { ReactNode } from 'react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';

import { useDirty } from '../core/dirty';
import { useKept } from '../core/drafts';
import type { Failure } from '../core/failure';
import { usePhone } from '../theme/layout';
import { useT } from '../words';
import { FailureNote } from './FailureNote';

/** For a `Form.Item` around a part that takes `value` and `set`. */
export const BY_SET = { trigger: 'set', validateTrigger: 'set' } as const;

/** A form in a drawer. */
export interface FormDrawerProps<V> {
  title: string;
  /** Under what name its draft is kept: of each thing that it may be about another. The values are plain JSON. */
  draft: string;
  /** What it does, and what it means for others. */
  about?: ReactNode;
  open: boolean;
  close(): void;
  /** The word on its main action. */
  doing: string;
  /** Whether that cannot be taken back. */
  danger?: boolean;
  busy: boolean;
  failure: Failure | null;
  form: FormInstance<V>;
  initial?: Partial<V>;
  finish(values: V): void;
  children?: ReactNode;
}

/** The drawer; its fields begin anew each time it opens. */
export function FormDrawer<V extends object>(props: FormDrawerProps<V>) {
  const t = useT();
  const phone = usePhone();
  const [dirty, setDirty] = useState(false);
  // Each opening has fields of its own, also where the drawer is opened again while it closes.
  const [openings, setOpenings] = useState({ n: 0, open: false });
  if (openings.open !== props.open) setOpenings({ n: openings.n + (props.open ? 1 : 0), open: props.open });
  // Put aside, what was typed is there at the next opening; saved or cancelled, it is not.
  const aside = useRef(false);
  const forget = useRef<(() => void) | null>(null);
  useEffect(() => {
    if (props.open) aside.current = false;
    else if (!aside.current) forget.current?.();
  }, [props.open]);
  useDirty(props.open && dirty, true);
  const close = (keep: boolean) => {
    aside.current = keep;
    setDirty(false);
    props.close();
  };
  return (
    <Drawer
      open={props.open}
      onClose={() => close(true)}
      title={props.title}
      placement={phone ? 'bottom' : 'right'}
      size={phone ? '88%' : 460}
      destroyOnHidden
      closable={{ 'aria-label': t('do.close') }}
      maskClosable={!dirty}
      footer={
        <div className="stack" style={{ gap: 10 }}>
          <FailureNote failure={props.failure} />
          <div className="wrap">
            <Button type="primary" size="large" danger={props.danger === true} loading={props.busy} onClick={() => props.form.submit()}>
              {props.doing}
            </Button>
            <Button size="large" onClick={() => close(false)}>
              {t('do.cancel')}
            </Button>
          </div>
        </div>
      }
    >
      <Fields key={openings.n} {...props} forget={forget} setDirty={setDirty} />
    </Drawer>
  );
}

interface FieldsProps<V> extends FormDrawerProps<V> {
  /** Where the way to forget what was typed is left: a drawer that closes draws its fields no more. */
  forget: { current: (() => void) | null };
  setDirty(dirty: boolean): void;
}

/** The fields of one opening. */
function Fields<V extends object>({ form, draft, initial, about, forget, setDirty, finish, children }: FieldsProps<V>) {
  const t = useT();
  const kept = useKept<V | null>(`form/${draft}`, null);
  // Of the fields that were open before the form itself remembers the values.
  useLayoutEffect(() => form.resetFields(), [form]);
  useEffect(() => {
    if (!kept.ready || !kept.restored || kept.value === null) return;
    form.setFieldsValue(kept.value as Parameters<typeof form.setFieldsValue>[0]);
    setDirty(true);
    // What was kept is put in once; from then on the form has it.
  }, [kept.ready]);
  const { clear } = kept;
  useEffect(() => {
    forget.current = clear;
  }, [forget, clear]);
  return (
    <div className="stack">
      {about === undefined ? null : <div className="quiet">{about}</div>}
      {kept.restored && <p className="quiet">{t('edit.restored')}</p>}
      <Form<V>
        form={form}
        layout="vertical"
        preserve={false}
        {...(initial === undefined ? {} : { initialValues: initial })}
        onValuesChange={(_, values) => {
          setDirty(true);
          kept.set(values);
        }}
        onFinish={(values) => {
          setDirty(false);
          finish(values);
        }}
      >
        {children}
        <button type="submit" hidden />
      </Form>
    </div>
  );
}
