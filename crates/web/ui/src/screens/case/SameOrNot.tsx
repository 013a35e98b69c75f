/** Whether two cases are the same matter: a person says so, with a reason. */

import { Button, Input } from 'antd';

import { useDirty } from '../../core/dirty';
import { useKept } from '../../core/drafts';
import { useAct } from '../../core/hooks';
import { FailureNote } from '../../parts/FailureNote';
import { useT } from '../../words';

/** Decides between two cases. */
export function SameOrNot({ id, other, cancel }: { id: string; other: string; cancel?: () => void }) {
  const t = useT();
  const draft = useKept(`same:${id}:${other}`, '');
  const reason = draft.value;
  useDirty(reason.trim() !== '', true);
  const decide = useAct('act', () => {
    draft.clear();
    cancel?.();
  });
  const record = (kind: 'link' | 'not_same_matter') =>
    void decide.run({ kind, case: id, payload: { other, reason: reason.trim(), ...(kind === 'link' ? { kind: 'same_matter' } : {}) } });
  const ready = reason.trim() !== '';
  return (
    <div className="stack" style={{ gap: 8 }}>
      <FailureNote failure={decide.failure} close={decide.reset} />
      <Input aria-label={t('decide.reason')} placeholder={t('decide.reason')} value={reason} onChange={(event) => draft.set(event.target.value)} />
      <div className="wrap">
        <Button type="primary" disabled={!ready} loading={decide.busy} onClick={() => record('link')}>
          {t('kase.candidate_same')}
        </Button>
        <Button disabled={!ready} loading={decide.busy} onClick={() => record('not_same_matter')}>
          {t('kase.candidate_other')}
        </Button>
        {cancel === undefined ? null : (
          <Button type="text" onClick={cancel}>
            {t('do.cancel')}
          </Button>
        )}
      </div>
    </div>
  );
}
