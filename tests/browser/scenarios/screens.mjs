/** Every screen in one layout, in ordinary and large text: pictures to look at, axe, and nothing that moves by itself. */

import { core, drawn, enrol, go, menu, online, sent } from './lib/app.mjs';
import { faults } from './lib/axe.mjs';
import { moved, start } from './lib/browser.mjs';
import { play, same, stage } from './lib/stage.mjs';
import { OF_A_CASE, story } from './lib/county.mjs';

const LARGE_TOO = ['/', '/cases', '/register', '/due', '/inbox'];

await play(async () => {
  const view = stage.way;
  const { wall } = await story();
  const browser = await start(view, { view });
  const { page } = await enrol(browser, { staff: '李建国' });
  await online(page);
  await sent(page);
  const found = [];
  const look = async (path, name, large) => {
    await page.evaluate(() => (globalThis.taizhangMoved = []));
    await go(page, path);
    await page.locator('main h1, main h2').first().waitFor();
    await drawn(page);
    await browser.picture(page, `${name}${large ? '-large' : ''}`);
    found.push(...(await faults(page, path)));
    found.push(...(await moved(page)).map((move) => `moved by itself: ${JSON.stringify(move)}`));
  };
  const screens = [...(await menu(page)), ...OF_A_CASE.map(([path, name]) => [`/case/${wall}${path}`, name])];
  for (const [path, name] of screens) await look(path, name, false);
  await page.evaluate(() => {
    localStorage.setItem('taizhang:main:settings', JSON.stringify({ large: true }));
  });
  await page.reload();
  await page.locator('html[data-large] .frame').waitFor();
  for (const [path, name] of screens.filter(([path]) => LARGE_TOO.some((too) => path === too || path === `/case/${wall}`))) await look(path, name, true);
  await core(page, 'status');
  for (const fault of found) console.log(fault);
  same('what is wrong with the screens', found.length, 0);
});
