/** A part of the app that is fetched when it is opened. Where the network does not bring it, that is said, and it is shown as soon as it is here. */

import { Alert, Button } from 'antd';
import { type ComponentType, lazy, type LazyExoticComponent, useEffect, useState } from 'react';

import { beforeNext } from '../core/again';
import { isDirty } from '../core/dirty';
import { useT } from '../words';

type Load<P> = () => Promise<{ default: ComponentType<P> }>;

/** A component by its module. */
export function later<P extends object>(load: Load<P>): LazyExoticComponent<ComponentType<P>> {
  return lazy(() => load().catch((): { default: ComponentType<P> } => ({ default: missing(load) })));
}

/** In the place of what did not come. */
function missing<P extends object>(load: Load<P>): ComponentType<P> {
  let here: { Part: ComponentType<P> } | null = null;
  return function Missing(props: P) {
    const [shown, show] = useState(here);
    useEffect(() => {
      let gone = false;
      const goOn = async () => {
        for (let tries = 0; here === null && !gone; tries += 1) {
          await beforeNext(tries);
          here ??= await load().then((module) => ({ Part: module.default }), () => null);
          if (here === null) await beginAnew();
        }
        show(here);
      };
      void goOn();
      return () => {
        gone = true;
      };
    }, []);
    return shown === null ? <NotHere /> : <shown.Part {...props} />;
  };
}

/** When this tab was last loaded anew by itself, in milliseconds since 1970. */
const ANEW = 'taizhang:anew';
const ANEW_APART_MS = 60_000;

/** Some browsers remember for as long as a page lives that a module did not come. Never under a half-written form, nor over and over. */
async function beginAnew(): Promise<void> {
  const now = Date.now();
  if (isDirty() || now - Number(sessionStorage.getItem(ANEW)) < ANEW_APART_MS) return;
  const isBack = await fetch('/', { cache: 'no-store' }).then(({ ok }) => ok, () => false);
  if (!isBack) return;
  sessionStorage.setItem(ANEW, String(now));
  location.reload();
}

function NotHere() {
  const t = useT();
  // Without a network nothing would come back.
  const reload = <Button onClick={() => location.reload()}>{t('app.reload')}</Button>;
  return (
    <div className="body">
      <Alert type="error" showIcon role="alert" data-code="no_core" title={t('failure.no_core')} action={navigator.onLine && reload} />
    </div>
  );
}
