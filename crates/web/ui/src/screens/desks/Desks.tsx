/** The desks of this browser, and a way to another one. */

import { Button, Form, Input } from 'antd';
import { useState } from 'react';

import { desk, deskAddress, isDeskName } from '../../core/desk';
import { knownDesks } from '../../core/storage';
import { PageHead, Section } from '../../parts/Page';
import { useT } from '../../words';

/** The page of desks. */
export default function Desks() {
  const t = useT();
  const [name, setName] = useState('');
  const known = knownDesks();
  return (
    <div className="body">
      <PageHead title={t('desks.title')} about={t('desks.about')} />
      <Section title={t('desks.title')} bare>
        <ul className="records" aria-label={t('desks.title')}>
          {(known.some(({ name }) => name === desk) ? known : [{ name: desk, office: '' }, ...known]).map(({ name, office }) => (
            <li key={name} className="row" style={{ gridTemplateColumns: 'minmax(0, 1fr) auto', listStyle: 'none' }}>
              <a href={deskAddress(name)} {...(name === desk ? { 'aria-current': 'page' as const } : { target: '_blank', rel: 'noopener' })}>
                {office === '' ? t('desks.unnamed') : office} <span className="quiet">{name}</span>
              </a>
              {name === desk && <span className="tag blue">{t('desks.here')}</span>}
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t('desks.new')}>
        <Form layout="vertical" onFinish={() => open(deskAddress(name), '_blank', 'noopener')} style={{ maxWidth: 420 }}>
          <Form.Item label={t('desks.new_name')} htmlFor="desk-name">
            <Input id="desk-name" maxLength={32} value={name} onChange={(event) => setName(event.target.value.toLowerCase())} />
          </Form.Item>
          <Button htmlType="submit" disabled={!isDeskName(name)}>
            {t('do.open')}
          </Button>
        </Form>
      </Section>
    </div>
  );
}
