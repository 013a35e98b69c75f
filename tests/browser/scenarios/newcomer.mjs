/**
 * A new device in an office with a long ledger (`way` cases): who it is and its check code stand there, and work can begin, while
 * not one case has come; they come by themselves. From a relay that does not know that question it is the feed that says so.
 */

import { begin, core, drawn, go, register, seen, takeUp, until } from './lib/app.mjs';
import { start } from './lib/browser.mjs';
import { call, holds, play, same, stage, sync } from './lib/stage.mjs';

const NOT_FOUND = { status: 404, contentType: 'application/json', body: '{"code":"not_found","message":"no such route","now_ms":0}' };

await play(async () => {
  const count = Number(stage.way);
  const browser = await start('newcomer');

  // The feed is asked for, and does not come.
  let release;
  const released = new Promise((resolve) => (release = resolve));
  await browser.context.route('**/v1/feed?*', async (route) => {
    await released;
    await route.continue();
  });
  const { page, checkCode } = await takeUp(browser, { staff: '王芳' });
  await Promise.all(['清河县', '石桥镇', '王芳'].map((name) => seen(page, name)));
  await page.locator('[data-cases=coming]').waitFor();
  await browser.picture(page, 'check-code');
  same('no case is here', (await core(page, 'status')).cases, 0);

  await sync('county');
  const { devices } = await call('county', 'device', 'list');
  const { device } = await core(page, 'status');
  same('the administrator sees the same check code', devices.find((line) => line.device === device)?.check_code, checkCode);

  await begin(page);
  await register(page, '案件未到时的来访');
  await go(page, '/cases');
  await seen(page, '案件未到时的来访');
  await drawn(page);
  await browser.picture(page, 'begun-without-a-case');
  same('only what was registered here is here', (await core(page, 'status')).cases, 1);

  release();
  await until(page, 'status', {}, ({ cases }) => cases === count + 1, `all ${count} cases`, 60_000);
  await seen(page, `共${count + 1}件`);
  await until(page, 'shell.sync', {}, ({ lag }) => lag === 0, 'the lists', 60_000);
  const { to_fold: toFold, to_compare: toCompare } = (await core(page, 'due')).lag;
  same('no list lags behind', [toFold, toCompare], [0, 0]);
  await browser.picture(page, 'all-cases');

  await browser.context.route('**/v1/directory?*', (route) => route.fulfill(NOT_FOUND));
  const second = await takeUp(browser, { desk: 'second', staff: '王芳' });
  await seen(second.page, '石桥镇');
  await second.page.locator('[data-cases=here]').waitFor();
  holds('its check code is another', second.checkCode !== checkCode && /^[\d ]{6,}$/.test(second.checkCode));
  await browser.picture(second.page, 'an-older-relay');
  await begin(second.page);
  await until(second.page, 'status', {}, ({ cases }) => cases === count + 1, 'all cases', 60_000);
});
