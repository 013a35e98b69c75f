/**
 * A form beside the page it belongs to: at the right on a desk, from below on a phone, its main action within thumb reach. What is
 * typed is kept as a draft until it is saved or cancelled, as on every form.
 */

import { Button, Drawer, Form } from 'antd';
import type { ReactNode } from 'react';
import { useEffect, useId, useMemo, useRef, useState } from 'react';

import { useDirty } from '../core/dirty';
import { useKept } from '../core/drafts';
import type { Failure } from '../core/failure';
import { usePhone } from '../theme/layout';
import { useT } from '../words';
import { FailureNote } from './FailureNote';
import { begunWith, type DraftOf } from './formDraft';

/** For a `Form.Item` around a part that takes `value` and `set`. */
export const BY_SET = { trigger: 'set', validateTrigger: 'set' } as const;

/** What can be typed in where something is wrong, inside and not around. */
const WRONG = '.ant-form-item-has-error:not(:has(.ant-form-item-has-error)) :is(input, textarea, button)';

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
  initial?: Partial<V>;
  finish(values: V): void;
  children?: ReactNode;
}

/** Under what name a drawer's draft lies. */
export const draftOf = (draft: string) => `form/${draft}`;

/** The drawer; its fields begin anew each time it opens. */
export function FormDrawer<V extends object>(props: FormDrawerProps<V>) {
  const t = useT();
  const phone = usePhone();
  const id = useId();
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
            <Button type="primary" size="large" danger={props.danger === true} loading={props.busy} htmlType="submit" form={id}>
              {props.doing}
            </Button>
            <Button size="large" onClick={() => close(false)}>
              {t('do.cancel')}
            </Button>
          </div>
        </div>
      }
    >
      <Fields key={openings.n} {...props} id={id} forget={forget} setDirty={setDirty} />
    </Drawer>
  );
}

interface FieldsProps<V> extends FormDrawerProps<V> {
  id: string;
  /** Where the way to forget what was typed is left. */
  forget: { current: (() => void) | null };
  setDirty(dirty: boolean): void;
}

/** The fields of one opening, in a form of its own. */
function Fields<V extends object>({ id, draft, initial, about, forget, setDirty, finish, children }: FieldsProps<V>) {
  const t = useT();
  // While it closes the drawer is about nothing any more.
  const [name] = useState(draftOf(draft));
  const [began] = useState<Partial<V>>(initial ?? {});
  const kept = useKept<V | DraftOf<V> | null>(name, null);
  const fields = useRef<HTMLDivElement>(null);
  const { clear, restored } = kept;
  useEffect(() => {
    forget.current = clear;
  }, [forget, clear]);
  useEffect(() => {
    if (restored) setDirty(true);
  }, [restored]);
  // What was kept is read within a frame or two: the form begins with it, and nothing is written in its place before.
  const begun = useMemo(() => (kept.ready ? begunWith(began, kept.value) : {}), [kept.ready]);
  if (!kept.ready) return <FailureNote failure={kept.failure} />;
  return (
    <div className="stack" ref={fields}>
      {about === undefined ? null : <div className="quiet">{about}</div>}
      {restored && <p className="quiet">{t('edit.restored')}</p>}
      <Form<V>
        id={id}
        layout="vertical"
        initialValues={begun}
        onValuesChange={(_, values) => {
          setDirty(true);
          kept.set({ began, typed: values });
        }}
        // The first field that is not as it should be, once it is marked.
        onFinishFailed={() => setTimeout(() => fields.current?.querySelector<HTMLElement>(WRONG)?.focus())}
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
