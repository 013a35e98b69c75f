/** The sheet that pages without a frame stand on. */

import { TranslationOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type ReactNode, useEffect } from 'react';

import { set, useSettings } from '../../core/settings';
import { useT } from '../../words';

/** A titled sheet in the middle of the page. */
export function Sheet({ title, children }: { title: string; children: ReactNode }) {
  const t = useT();
  const { language } = useSettings();
  const name = t('app.name');
  useEffect(() => {
    document.title = `${title} · ${name}`;
  }, [title, name]);
  return (
    <main className="gate">
      <div className="sheet">
        <div className="head">
          <div className="said">
            <h1>{title}</h1>
          </div>
          <Button type="text" icon={<TranslationOutlined />} onClick={() => set({ language: language === 'zh' ? 'en' : 'zh' })}>
            <span lang={language === 'zh' ? 'en' : 'zh-CN'}>{language === 'zh' ? 'English' : '中文'}</span>
          </Button>
        </div>
        {children}
      </div>
    </main>
  );
}
