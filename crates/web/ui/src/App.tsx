/** The app: theme and language, then what the desk's state asks for: setting it up, unlocking it, or the ledger. */

import { QueryClientProvider } from '@tanstack/react-query';
import { App as AntApp, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { Suspense, useEffect, useState } from 'react';
import { Router } from 'wouter';

import { answers, useCall } from './core/hooks';
import { usePlace } from './core/place';
import { useSettings } from './core/settings';
import { Frame } from './layout/Frame';
import { later } from './parts/Later';
import { Trouble } from './screens/gate/Trouble';
import { Unlock } from './screens/gate/Unlock';
import { usePhone } from './theme/layout';
import { themeOf } from './theme/theme';

const Enrol = later<{ hold(held: boolean): void }>(() => import('./screens/gate/Enrol').then(({ Enrol }) => ({ default: Enrol })));

/** The whole page. */
export function App() {
  const { language, large } = useSettings();
  const phone = usePhone();
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
    document.documentElement.toggleAttribute('data-large', large);
    dayjs.locale(language === 'zh' ? 'zh-cn' : 'en');
  }, [language, large]);
  return (
    <ConfigProvider theme={themeOf(large, phone)} locale={language === 'zh' ? zhCN : enUS} button={{ autoInsertSpace: false }}>
      <AntApp component={false}>
        <QueryClientProvider client={answers}>
          <Router hook={usePlace}>
            <Gate />
          </Router>
        </QueryClientProvider>
      </AntApp>
    </ConfigProvider>
  );
}

function Gate() {
  const { data, failure, again } = useCall('shell.state', {});
  // The desk is open before its check code was read out: the page that shows it stays until the person goes on.
  const [held, hold] = useState(false);
  const enrol = (
    <Suspense fallback={null}>
      <Enrol hold={hold} />
    </Suspense>
  );
  if (held) return enrol;
  if (failure !== null && data === undefined) return <Trouble failure={failure} again={again} />;
  switch (data?.state) {
    case undefined:
      return null;
    case 'locked':
      return <Unlock />;
    case 'open':
      return <Frame />;
    default:
      return enrol;
  }
}
