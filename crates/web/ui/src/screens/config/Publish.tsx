/** The bar of a draft, and putting it in force: everything that changes, why, and the model's own errors. */

import { App, Button, Form, Input, Popconfirm } from 'antd';
import { useState } from 'react';

import { call, giveFile } from '../../core/core';
import { Failure } from '../../core/failure';
import { useAct } from '../../core/hooks';
import { draftOf, FormDrawer } from '../../parts/FormDrawer';
import { useT } from '../../words';
import { Changes, usePlaceName } from './Changes';
import type { Drafting } from './draft';
import { PLACE, stepsOf } from './place';

const FILE = 'configuration.json';
/** The draft of the reason. */
const REASON = 'config/publish';

/** The bar while there is a draft, and the form that puts it in force. */
export function Publish({ draft }: { draft: Drafting }) {
  const t = useT();
  const { message } = App.useApp();
  const [open, setOpen] = useState(false);
  const [unread, setUnread] = useState<Failure | null>(null);
  const publish = useAct('config.set', () => {
    void message.success(t('config.published'));
    setOpen(false);
    draft.discard();
  });
  const discard = () => {
    draft.discard();
    // The reason was for these changes.
    void call('shell.draft_put', { name: draftOf(REASON), body: null });
  };
  const place = usePlaceName();
  const inWords = (failure: Failure | null) => failure?.saying(failure.message.replace(PLACE, (where) => place(stepsOf(where, draft.shown)))) ?? null;
  const count = draft.changes.length;
  const finish = async ({ reason }: { reason: string }) => {
    setUnread(null);
    try {
      const file = await giveFile(new File([JSON.stringify(draft.shown)], FILE, { type: 'application/json' }));
      await publish.run({ file, reason: reason.trim() });
    } catch (thrown) {
      setUnread(Failure.of(thrown));
    }
  };
  // The drawer stays, closed, after the draft has gone: it forgets the reason then.
  return (
    <>
      {draft.editing && <Bar count={count} review={() => setOpen(true)} discard={discard} />}
      <FormDrawer<{ reason: string }>
        title={t('config.review')}
        draft={REASON}
        about={t('config.publish_about')}
        open={open}
        close={() => {
          publish.reset();
          setUnread(null);
          setOpen(false);
        }}
        doing={t('config.publish')}
        busy={publish.busy}
        failure={inWords(publish.failure ?? unread)}
        finish={(typed) => void finish(typed)}
      >
        <Form.Item name="reason" label={t('config.reason')} rules={[{ required: true, whitespace: true, message: t('form.needed') }]}>
          <Input.TextArea autoSize={{ minRows: 2 }} maxLength={500} />
        </Form.Item>
        <Changes of={draft.changes} />
      </FormDrawer>
    </>
  );
}

/** How much is changed, and what can be done about it. */
function Bar({ count, review, discard }: { count: number; review(): void; discard(): void }) {
  const t = useT();
  return (
    <div className="section draft-bar" role="status">
      <div className="inner head">
        <div className="said">
          <strong>{count === 0 ? t('config.draft_none') : t('config.draft', { n: count })}</strong>{' '}
          <span className="quiet">{t('config.draft_kept')}</span>
        </div>
        <span className="wrap">
          <Button type="primary" disabled={count === 0} onClick={review}>
            {t('config.review')}
          </Button>
          <Popconfirm title={t('config.discard_sure')} okText={t('config.discard')} cancelText={t('do.cancel')} onConfirm={discard} disabled={count === 0}>
            <Button {...(count === 0 ? { onClick: discard } : {})}>{t('config.discard')}</Button>
          </Popconfirm>
        </span>
      </div>
    </div>
  );
}
