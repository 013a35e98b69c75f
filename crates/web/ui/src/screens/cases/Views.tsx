/** Views that somebody keeps on this device: what the list is narrowed to, under a name. */

import { DeleteOutlined, StarOutlined } from '@ant-design/icons';
import { Button, Input, Popover } from 'antd';
import { useState } from 'react';
import { useLocation } from 'wouter';

import { useKept } from '../../core/drafts';
import { useAsked } from '../../core/place';
import { useT } from '../../words';

interface View {
  name: string;
  query: string;
}

/** The kept views, and a way to keep this one. */
export function Views() {
  const t = useT();
  const [asked] = useAsked();
  const [, go] = useLocation();
  const views = useKept<View[]>('views/cases', []);
  const [name, setName] = useState('');
  const [open, setOpen] = useState(false);
  const query = asked.toString();
  const keep = () => {
    const called = name.trim();
    views.set([...views.value.filter((view) => view.name !== called), { name: called, query }]);
    setName('');
  };
  const content = (
    <div className="stack" style={{ gap: 8, minWidth: 260 }}>
      {views.value.length === 0 ? (
        <p className="quiet">{t('cases.views_none')}</p>
      ) : (
        <ul style={{ listStyle: 'none' }}>
          {views.value.map((view) => (
            <li key={view.name} style={{ display: 'flex', gap: 4 }}>
              <Button
                type="text"
                style={{ flex: 1, justifyContent: 'flex-start' }}
                onClick={() => {
                  go(view.query === '' ? '/cases' : `/cases?${view.query}`);
                  setOpen(false);
                }}
              >
                {view.name}
              </Button>
              <Button
                type="text"
                icon={<DeleteOutlined />}
                aria-label={t('cases.view_remove', { name: view.name })}
                onClick={() => views.set(views.value.filter((one) => one !== view))}
              />
            </li>
          ))}
        </ul>
      )}
      <form
        style={{ display: 'flex', gap: 8 }}
        onSubmit={(event) => {
          event.preventDefault();
          keep();
        }}
      >
        <Input maxLength={30} aria-label={t('cases.view_name')} placeholder={t('cases.view_name')} value={name} onChange={(event) => setName(event.target.value)} />
        <Button htmlType="submit" disabled={name.trim() === ''}>
          {t('cases.view_save')}
        </Button>
      </form>
    </div>
  );
  return (
    <Popover trigger="click" placement="bottomRight" open={open} onOpenChange={setOpen} title={t('cases.views')} content={content}>
      <Button icon={<StarOutlined />}>{t('cases.views')}</Button>
    </Popover>
  );
}
