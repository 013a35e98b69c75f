/** `kill -9` right after an edit was answered: it is there. So is what was only being written. */

import { core, enrol, go, online, register, seen } from './lib/app.mjs';
import { start } from './lib/browser.mjs';
import { play, same } from './lib/stage.mjs';

await play(async () => {
  const browser = await start('village');
  let { page } = await enrol(browser, { staff: '赵强' });
  await online(page);
  const titles = [];
  for (const round of [1, 2, 3]) {
    await core(page, 'shell.draft_put', { name: 'test/half', body: `写到一半${round}` });
    titles.unshift(`第${round}次断电前登记`);
    await register(page, titles[0]);
    await browser.kill();
    await browser.start();
    page = await browser.page();
    await page.locator('.frame').waitFor();
    same('every case is there', (await core(page, 'case.list')).cases.map(({ title }) => title).toSorted(), titles.toSorted());
    same('and the draft', (await core(page, 'shell.draft_get', { name: 'test/half' })).draft.body, `写到一半${round}`);
  }
  await go(page, '/cases');
  await seen(page, titles[0]);
  await browser.picture(page, 'after-the-third-kill');
});
