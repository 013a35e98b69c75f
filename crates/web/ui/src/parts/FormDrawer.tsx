/** A form beside the page it belongs to: at the right on a desk, from below on a phone, its main action within thumb reach. */

import { Button, Drawer, Form, type FormInstance } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';

import { useDirty } from '../core/dirty';
import type { Failure } from '../core/failure';
import { usePhone } from '../theme/layout';
import { useT } from '../words';
import { FailureNote } from './FailureNote';

/** For a `Form.Item` around a part that takes `value` and `set`. */
export const BY_SET = { trigger: 'set', validateTrigger: 'set' } as const;

/** A form in a drawer. */
export interface FormDrawerProps<V> {
  title: string;
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
  useDirty(props.open && dirty);
  const close = () => {
    setDirty(false);
    props.close();
  };
  return (
    <Drawer
      open={props.open}
      onClose={close}
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
            <Button size="large" onClick={close}>
              {t('do.cancel')}
            </Button>
          </div>
        </div>
      }
    >
      <div className="stack">
        {props.about === undefined ? null : <div className="quiet">{props.about}</div>}
        <Form<V>
          form={props.form}
          layout="vertical"
          preserve={false}
          initialValues={props.initial}
          onValuesChange={() => setDirty(true)}
          onFinish={(values) => {
            setDirty(false);
            props.finish(values);
          }}
        >
          {props.children}
          <button type="submit" hidden />
        </Form>
      </div>
    </Drawer>
  );
}
