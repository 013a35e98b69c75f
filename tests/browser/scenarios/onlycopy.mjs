/** Edits that are in this browser only for more than a day: every page says so, without anybody touching it; once they are sent it is quiet. */

import { enrol, go, kept, offline, online, register, seen, sent } from './lib/app.mjs';
import { start } from './lib/browser.mjs';
import { holds, play, stage, startRelay, stopRelay } from './lib/stage.mjs';

const SAID = /只存在这个浏览器里/;

await play(async () => {
  const browser = await start('village', { view: stage.way });
  const { page } = await enrol(browser, { staff: '赵强' });
  await online(page);
  await sent(page);
  await kept(page);
  await stopRelay();
  await offline(page);
  await page.clock.install();
  await page.reload();
  await offline(page);
  await register(page, '只在这里的一件');
  await seen(page, /待发/);
  holds('an hour is nothing', (await page.getByText(SAID).count()) === 0);
  await page.clock.fastForward('25:00:00');
  await seen(page, SAID);
  await browser.picture(page, 'only-copy');
  await go(page, '/sync');
  await page.getByRole('heading', { name: '同步情况' }).waitFor();
  await seen(page, SAID);
  await browser.picture(page, 'only-copy-on-the-page-of-the-exchange');
  await startRelay();
  await page.getByRole('button', { name: '立即同步' }).click();
  await sent(page);
  await page.getByText(SAID).first().waitFor({ state: 'hidden' });
});
