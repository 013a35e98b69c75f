/**
 * A device is shut out, once while it is open and once while it is closed: every page says so, what was not sent is kept, goes out as a
 * file, and counts where the administrator confirms it.
 */

import { join } from 'node:path';

import { core, enrol, go, kept, offline, online, register, seen, sent, until } from './lib/app.mjs';
import { start } from './lib/browser.mjs';
import { call, holds, play, same, stage, startRelay, stopRelay, sync } from './lib/stage.mjs';

const SAID = '本设备已被停用';

await play(async () => {
  await whileOpen();
  await whileClosed();
});

/** Shuts the device of a page out. */
async function shutOut(page) {
  const { device } = await core(page, 'status');
  await call('county', 'device', 'revoke', device, '--reason', '遗失');
  return device;
}

/** A phone that is online: it learns it by itself. */
async function whileOpen() {
  const phone = await start('phone', { view: 'phone' });
  const { page } = await enrol(phone, { staff: '赵强' });
  await online(page);
  await register(page, '停用前送达的');
  await sent(page);
  await sync('county');
  await shutOut(page);
  await sync('county');
  await until(page, 'shell.sync', {}, ({ phase }) => phase === 'not_let_in', 'that it was shut out');
  await seen(page, SAID);
  await phone.picture(page, 'shut-out-while-open');
  await go(page, '/cases');
  await Promise.all([seen(page, SAID), seen(page, '停用前送达的')]);
  await phone.close();
}

/** A desk with work that was never sent: it is told when it is opened again. */
async function whileClosed() {
  const browser = await start('desk');
  let { page } = await enrol(browser, { staff: '王芳' });
  await online(page);
  await sent(page);
  await kept(page);
  await sync('county');
  await stopRelay();
  await offline(page);
  const late = await register(page, '停用后才送到的');
  const device = await shutOut(page);
  await browser.close();
  await startRelay();
  await sync('county');
  await browser.start();
  page = await browser.page();
  await seen(page, SAID);
  await seen(page, '停用后才送到的');
  await browser.picture(page, 'shut-out-while-closed');
  await go(page, '/sync');
  await seen(page, '没有送出，请导出后交给管理员');
  await browser.picture(page, 'page-of-the-exchange');
  holds('what was not sent is kept', (await core(page, 'shell.sync')).waiting > 0);

  await go(page, '/bundles');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: /导出/ }).first().click();
  const file = join(stage.pictures, 'carried.bundle');
  await (await download).saveAs(file);
  await browser.picture(page, 'carried-out');
  await call('county', 'bundle', 'import', file);
  await sync('county');
  const { waiting } = await call('county', 'device', 'waiting');
  same('it waits for a word', waiting.map(({ device, case: id }) => [device, id]), [[device, late]]);
  await call('county', 'device', 'confirm', device);
  const { cases } = await call('county', 'case', 'list');
  holds('it counts now', cases.some(({ id }) => id === late));
}
