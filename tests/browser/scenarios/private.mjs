/** A private window, as Chromium really has it: what it can keep, and that it says so. */

import { core, enrol, go, online, register, seen } from './lib/app.mjs';
import { start } from './lib/browser.mjs';
import { play, same } from './lib/stage.mjs';

await play(async () => {
  const browser = await start('private', { incognito: true });
  const { page } = await enrol(browser, { staff: '赵强' });
  await online(page);
  await register(page, '无痕窗口里登记的');
  await seen(page, '无痕窗口里登记的');
  await go(page, '/settings');
  await seen(page, '无痕（隐私）窗口一关就全部清除');
  same('nothing is promised', (await core(page, 'shell.storage')).persisted, false);
  await browser.picture(page, 'private-window');
});
