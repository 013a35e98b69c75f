/** Which kind a new entry is of. */

import { Input, Modal } from 'antd';
import { useState } from 'react';
import { Link } from 'wouter';

import { Nothing } from '../../parts/Page';
import { useT } from '../../words';
import { useKinds } from './useKinds';

/** The kind that nobody writes by hand: the ledger keeps the log of who read details. */
export const KEPT_BY_ITSELF = 'access_log';

/** The choice of a kind. */
export function NewEntry({ open, close }: { open: boolean; close(): void }) {
  const t = useT();
  const [typed, setTyped] = useState('');
  const { all } = useKinds(typed.trim());
  const found = all.filter(({ name }) => name !== KEPT_BY_ITSELF);
  return (
    <Modal open={open} title={t('entries.new')} footer={null} onCancel={close} destroyOnHidden>
      <Input autoFocus allowClear aria-label={t('entries.choose_kind')} placeholder={t('entries.choose_kind')} value={typed} onChange={(event) => setTyped(event.target.value)} />
      {found.length === 0 ? (
        <Nothing text={t('form.none_found')} />
      ) : (
        <ul style={{ listStyle: 'none', columns: '11em auto', marginTop: 12, maxHeight: '60dvh', overflowY: 'auto' }}>
          {found.map(({ name, label }) => (
            <li key={name} style={{ breakInside: 'avoid', padding: '7px 0' }}>
              <Link href={`/entries/new/${name}`}>{label}</Link>
            </li>
          ))}
        </ul>
      )}
    </Modal>
  );
}
