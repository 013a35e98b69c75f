/** A first visit: the administrator's link, the check code, the ledger as the relay has it. */

import { core, enrol, menu, online, seen } from './lib/app.mjs';
import { start } from './lib/browser.mjs';
import { call, holds, play, same, syncAll } from './lib/stage.mjs';

await play(async () => {
  await call('town', 'case', 'register', '--title', '围墙占道', '--petitioner', '陈玉兰', '--area', '三合村', '--claim', '拆除围墙');
  await syncAll();
  const browser = await start('town');
  const { page, checkCode } = await enrol(browser, { staff: '王芳', pictures: true });
  await online(page);
  await seen(page, '围墙占道');
  await browser.picture(page, 'today');
  holds('the code is gone from the address', !page.url().includes('enrol'));

  const devices = (await call('county', 'device', 'list')).devices;
  const state = await core(page, 'shell.state');
  same('the desk is open', [state.state, state.lock, state.desk], ['open', 'browser', 'main']);
  await syncAll();
  const listed = JSON.stringify(await call('county', 'device', 'list'));
  holds(`the administrator sees the same check code: ${checkCode} in ${listed}`, listed.includes(checkCode));
  holds('a device was added', JSON.parse(listed).devices.length > devices.length);
  const screens = await menu(page);
  console.log(`screens: ${screens.map(([path, name]) => `${name} ${path}`).join(', ')}`);
});
