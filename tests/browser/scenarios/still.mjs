/** Every screen in one layout, opened first of all as by a bookmark: nothing on it moves by itself, neither frame nor page. */

import { drawn, enrol, menu, online, sent, still } from './lib/app.mjs';
import { moved, start } from './lib/browser.mjs';
import { OF_A_CASE, story } from './lib/county.mjs';
import { play, stage } from './lib/stage.mjs';

/** Every screen is opened anew, which takes its time on a busy machine. */
const LONGEST_MS = 300_000;

await play(async () => {
  const view = stage.way;
  const { wall } = await story();
  const browser = await start(view, { view });
  const { page } = await enrol(browser, { staff: '李建国' });
  await online(page);
  await sent(page);
  for (const path of [...(await menu(page)).map(([path]) => path), ...OF_A_CASE.map(([path]) => `/case/${wall}${path}`)]) {
    await page.evaluate((path) => history.replaceState(null, '', `#${path}`), path);
    await page.reload();
    await page.locator('main h1, main h2').first().waitFor();
    await drawn(page);
    await online(page);
    still(path, await moved(page));
  }
}, LONGEST_MS);
