/** Every screen in one layout, in ordinary and large text: pictures to look at, axe, and nothing that moves by itself. */

import { core, enrol, go, menu, online, sent } from './lib/app.mjs';
import { faults } from './lib/axe.mjs';
import { moved, start } from './lib/browser.mjs';
import { measured, play, same, stage } from './lib/stage.mjs';
import { story } from './lib/county.mjs';

const OF_A_CASE = [
  ['', 'case'],
  ['/act', 'act'],
  ['/act/note', 'act-note'],
  ['/act/reply', 'act-reply'],
  ['/edit', 'edit'],
  ['/history', 'history'],
  ['/print', 'print'],
  ['/slip', 'slip'],
];
/** The sum of Chromium's layout shifts that a screen may have while its lists come; 0.1 is called good. */
const MOVED_MAX = 0.05;
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
    await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve, { timeout: 1_000 })));
    await browser.picture(page, `${name}${large ? '-large' : ''}`);
    found.push(...(await faults(page, path)));
    const moves = await moved(page);
    const sum = moves.reduce((sum, { by }) => sum + by, 0);
    if (sum > 0) measured(`moved by itself: ${path}, at most ${MOVED_MAX}`, `${sum.toFixed(4)} ${moves.flatMap(({ what }) => what).join(' ')}`);
    if (sum > MOVED_MAX) found.push(`${path}: moved by ${sum}`);
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
