/** What a person sets on this device, and what the browser promised about it. */

import { Button, Segmented, Select, Switch } from 'antd';
import { type ReactNode, useId } from 'react';

import { useCall } from '../../core/hooks';
import { canInstall, install, isInstalled, useInstall } from '../../core/install';
import { LOCK_CHOICES, set, useSettings } from '../../core/settings';
import { PageHead, Section } from '../../parts/Page';
import { useT } from '../../words';
import { Passphrase } from './Passphrase';
import { Storage } from './Storage';

/** The page of settings. */
export default function Settings() {
  const t = useT();
  const { language, large, lockMinutes, shortcuts } = useSettings();
  const state = useCall('shell.state', {}).data;
  useInstall();
  return (
    <div className="body">
      <PageHead title={t('settings.title')} />
      <Section title={t('settings.title')}>
        <div className="stack">
          <Setting name={t('settings.language')}>
            {() => (
              <Segmented
                aria-label={t('settings.language')}
                value={language}
                options={[
                  { value: 'zh', label: '中文' },
                  { value: 'en', label: 'English' },
                ]}
                onChange={(value) => set({ language: value as 'zh' | 'en' })}
              />
            )}
          </Setting>
          <Setting name={t('settings.large')} about={t('settings.large_about')}>
            {(id) => <Switch aria-labelledby={id} checked={large} onChange={(value) => set({ large: value })} />}
          </Setting>
          {state?.lock === 'passphrase' && (
            <Setting name={t('settings.lock')} about={t('settings.lock_about')}>
              {(id) => (
                <Select
                  aria-labelledby={id}
                  value={lockMinutes}
                  style={{ minWidth: 140 }}
                  options={LOCK_CHOICES.map((n) => ({ value: n, label: n === 0 ? t('settings.never') : t('settings.minutes', { n }) }))}
                  onChange={(value) => set({ lockMinutes: value })}
                />
              )}
            </Setting>
          )}
          <Setting name={t('settings.shortcuts')} about={t('settings.shortcuts_about')}>
            {(id) => <Switch aria-labelledby={id} checked={shortcuts} onChange={(value) => set({ shortcuts: value })} />}
          </Setting>
          <Setting name={t('settings.install')} about={t(isInstalled() || canInstall() ? 'settings.install_about' : 'settings.install_how')}>
            {() =>
              isInstalled() ? (
                <span className="done">{t('settings.installed')}</span>
              ) : canInstall() ? (
                <Button onClick={() => void install()}>{t('settings.install')}</Button>
              ) : null
            }
          </Setting>
        </div>
      </Section>
      <Passphrase has={state?.lock === 'passphrase'} />
      <p className="quiet small">
        {t('settings.version')} {state?.version}
      </p>
      <Storage />
    </div>
  );
}

/** A setting: its name, what it does, and its control, which is labelled by the name. */
function Setting({ name, about, children }: { name: string; about?: string; children(id: string): ReactNode }) {
  const id = useId();
  return (
    <div className="head">
      <div className="said">
        <div id={id}>{name}</div>
        {about === undefined ? null : <div className="quiet small">{about}</div>}
      </div>
      {children(id)}
    </div>
  );
}
