/** The frame around every screen: a side menu on a desk, tabs at the thumb on a phone. */

import { EllipsisOutlined, LockOutlined, QuestionCircleOutlined } from '@ant-design/icons';
import { Button, Drawer } from 'antd';
import { Suspense, useEffect, useRef, useState } from 'react';
import { Link, Route, Switch, useLocation } from 'wouter';

import { useCall } from '../core/hooks';
import { lockNow } from '../core/idle';
import { type Me, useMe } from '../core/me';
import { Nothing } from '../parts/Page';
import { ShortcutHelp, showShortcuts, useShortcut, useShortcutKeys } from '../parts/shortcuts';
import { screens } from '../screens';
import type { Group, Screen } from '../screens/registry';
import { usePhone } from '../theme/layout';
import { useT } from '../words';
import { Broken } from './Broken';
import { SyncChip } from './SyncChip';
import { UpdateBar } from './UpdateBar';
import { Warnings } from './Warnings';

const GROUPS: readonly Exclude<Group, 'none'>[] = ['work', 'lists', 'office', 'device'];
const TABS_MAX = 4;

/** The frame with the screen that the address names. */
export function Frame() {
  const t = useT();
  const me = useMe();
  const phone = usePhone();
  const known = useKnown();
  const [path] = useLocation();
  const page = useRef<HTMLElement>(null);
  const shown = known ? screens.filter((screen) => screen.group !== 'none' && (me === undefined || screen.shown(me))) : [];
  useShortcutKeys();
  const before = useRef(path);
  useEffect(() => {
    page.current?.scrollTo(0, 0);
    // What had the focus went with the screen before: keys are to work on this one, and Tab to begin with it.
    if (before.current !== path && document.activeElement === document.body) page.current?.focus({ preventScroll: true });
    before.current = path;
  }, [path]);
  return (
    <div className={phone ? 'frame phone' : 'frame'}>
      <a
        className="skip"
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          page.current?.focus();
        }}
      >
        {t('app.skip')}
      </a>
      {shown.map((screen) => (
        <ScreenKeys key={screen.path} screen={screen} />
      ))}
      <Top me={me} phone={phone} />
      {phone ? null : <Side screens={shown} />}
      <main className="page" id="main" ref={page} tabIndex={-1}>
        {known && (
          <Broken at={path}>
            <Suspense fallback={null}>
              <Switch>
                {screens.map((screen) => (
                  <Route key={screen.path} path={screen.path} component={screen.component} />
                ))}
                <Route>
                  <Nothing text={t('app.not_here')} action={<Link href="/">{t('app.to_today')}</Link>} />
                </Route>
              </Switch>
            </Suspense>
          </Broken>
        )}
      </main>
      <aside className="notices no-print" aria-label={t('app.notices')}>
        <UpdateBar />
        <Warnings />
      </aside>
      {phone && known ? <Tabs screens={shown} /> : null}
      <ShortcutHelp />
    </div>
  );
}

/** Whether words, names and who sits here are known, or will not come: menu and screens show them, and nothing may move when they do. */
function useKnown(): boolean {
  const asked = [useCall('words', {}), useCall('office.list', {}), useCall('staff.list', {}), useCall('status', {})];
  return asked.every(({ data, failure }) => data !== undefined || failure !== null);
}

function ScreenKeys({ screen }: { screen: Screen }) {
  const t = useT();
  const [, go] = useLocation();
  useShortcut(screen.keys ?? '', t(screen.title), screen.keys === null ? null : () => go(screen.path));
  return null;
}

function Top({ me, phone }: { me: Me | undefined; phone: boolean }) {
  const t = useT();
  const state = useCall('shell.state', {}).data;
  return (
    <header className="top">
      <Link className="name" href="/">
        {t('app.name')}
      </Link>
      <span className="office clip">
        {me?.office_name}
        {phone || me === undefined ? null : <span className="quiet"> {me.staff_name}</span>}
      </span>
      <span className="right">
        <SyncChip />
        {phone ? null : (
          <Button
            type="text"
            icon={<QuestionCircleOutlined />}
            aria-label={t('keys.help')}
            onClick={showShortcuts}
          />
        )}
        {state?.lock === 'passphrase' && <Button type="text" icon={<LockOutlined />} aria-label={t('do.lock')} onClick={() => void lockNow()} />}
      </span>
    </header>
  );
}

function Menu({ screens: all, follow }: { screens: readonly Screen[]; follow?: () => void }) {
  const t = useT();
  const [path] = useLocation();
  return GROUPS.map((group) => {
    const of = all.filter((screen) => screen.group === group);
    if (of.length === 0) return null;
    return (
      <div key={group} role="group" aria-labelledby={`menu-${group}`}>
        <h2 id={`menu-${group}`}>{t(`menu.${group}`)}</h2>
        <ul>
          {of.map((screen) => (
            <li key={screen.path}>
              <Link href={screen.path} aria-current={path === screen.path ? 'page' : undefined} {...(follow ? { onClick: follow } : {})}>
                <screen.icon />
                {t(screen.title)}
              </Link>
            </li>
          ))}
        </ul>
      </div>
    );
  });
}

function Side({ screens: all }: { screens: readonly Screen[] }) {
  const t = useT();
  return (
    <nav className="side" aria-label={t('app.menu')}>
      <Menu screens={all} />
    </nav>
  );
}

function Tabs({ screens: all }: { screens: readonly Screen[] }) {
  const t = useT();
  const [path] = useLocation();
  const [more, setMore] = useState(false);
  const tabs = all.filter((screen) => screen.tab !== null).toSorted((a, b) => (a.tab ?? 0) - (b.tab ?? 0));
  return (
    <nav className="tabs" aria-label={t('app.menu')}>
      {tabs.slice(0, TABS_MAX).map((screen) => (
        <Link key={screen.path} href={screen.path} aria-current={path === screen.path ? 'page' : undefined}>
          <screen.icon />
          {t(screen.title)}
        </Link>
      ))}
      <button type="button" aria-haspopup="dialog" aria-expanded={more} onClick={() => setMore(true)}>
        <EllipsisOutlined />
        {t('app.more')}
      </button>
      <Drawer open={more} placement="bottom" title={t('app.more')} onClose={() => setMore(false)} styles={{ body: { padding: 0 } }}>
        <nav className="side" aria-label={t('app.more')}>
          <Menu screens={all} follow={() => setMore(false)} />
        </nav>
      </Drawer>
    </nav>
  );
}
