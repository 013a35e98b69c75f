/** Every version that was put in force: by whom, when, why, and what it changes against the one in force. */

import { Button, Drawer } from 'antd';
import { useState } from 'react';

import { useCall } from '../../core/hooks';
import { useNames } from '../../core/names';
import type { Config, Edition } from '../../generated';
import { FailureNote } from '../../parts/FailureNote';
import { Nothing, Section } from '../../parts/Page';
import { Moment } from '../../parts/Values';
import { usePhone } from '../../theme/layout';
import { useT } from '../../words';
import { Changes } from './Changes';
import { diffOf } from './diff';

interface Props {
  of: readonly Edition[];
  current: Config | undefined;
  take?(config: Config): void;
}

/** The section. */
export function Versions({ of, current, take }: Props) {
  const t = useT();
  const names = useNames();
  const [shown, setShown] = useState<Edition | null>(null);
  return (
    <Section title={t('config.versions')}>
      {of.length === 0 && <Nothing text={t('config.no_versions')} />}
      <ul className="stack" style={{ gap: 10, listStyle: 'none' }}>
        {of.toReversed().map((edition) => (
          <li key={edition.act} className="head">
            <div className="said">
              <div>
                {edition.name} <span className="quiet">{edition.reason}</span>
              </div>
              <div className="quiet small">
                <Moment ms={Date.parse(edition.made_at)} /> {names.office(edition.office)} {names.staff(edition.by)}
              </div>
              {edition.refused && <div className="late small">{t('config.refused', { why: edition.refused })}</div>}
            </div>
            {edition.version ? <Button onClick={() => setShown(edition)}>{t('config.compare')}</Button> : <span className="quiet small">{t('config.unreadable')}</span>}
          </li>
        ))}
      </ul>
      {shown !== null && <Compared edition={shown} current={current} close={() => setShown(null)} {...(take === undefined ? {} : { take })} />}
    </Section>
  );
}

function Compared({ edition, current, take, close }: { edition: Edition; current: Config | undefined; take?(config: Config): void; close(): void }) {
  const t = useT();
  const phone = usePhone();
  const { data, failure } = useCall('config.show', edition.version ? { version: edition.version } : null);
  const config = data?.config;
  return (
    <Drawer
      open
      onClose={close}
      title={`${edition.name} ${t('config.compare')}`}
      placement={phone ? 'bottom' : 'right'}
      size={phone ? '88%' : 560}
      closable={{ 'aria-label': t('do.close') }}
      footer={
        take !== undefined &&
        config !== undefined && (
          <Button
            size="large"
            onClick={() => {
              take(config);
              close();
            }}
          >
            {t('config.take')}
          </Button>
        )
      }
    >
      <FailureNote failure={failure} />
      {config !== undefined && current !== undefined && <Changes of={diffOf(config, current)} />}
    </Drawer>
  );
}
