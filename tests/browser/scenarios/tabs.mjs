/** Several tabs of one desk: one holds the database, the others go on when it is closed, crashes, or its worker dies. */

import { core, enrol, go, kept, lead, online, register, seen } from './lib/app.mjs';
import { start } from './lib/browser.mjs';
import { measured, play, same } from './lib/stage.mjs';

await play(async () => {
  // Each tab in a process of its own, so that one can crash without the others.
  const browser = await start('village', { flags: ['--disable-features=ProcessPerSiteUpToMainFrameThreshold'] });
  const { page: first } = await enrol(browser, { staff: '赵强' });
  await online(first);
  await kept(first);
  await register(first, '围墙占道');

  const second = await browser.newPage();
  await second.locator('.frame').waitFor();
  await seen(second, '围墙占道');
  await register(second, '水渠堵塞');
  await go(first, '/cases');
  await seen(first, '水渠堵塞');
  await browser.picture(second, 'second-tab');

  let led = await lead(second);
  const began = performance.now();
  await first.close();
  led = await lead(second, led);
  await register(second, '路灯不亮');
  measured('first save after the leading tab was closed (ms)', Math.round(performance.now() - began));
  await seen(second, '路灯不亮');

  const third = await browser.newPage();
  await seen(third, '路灯不亮');
  await crash(browser, second);
  led = await lead(third, led);
  // A crashed process may hold the files a moment longer.
  while ((await core(third, 'status').catch(({ failure }) => failure)).code === 'held_elsewhere');
  await register(third, '垃圾清运');
  await seen(third, '垃圾清运');

  browser.expect(/the worker is dead/);
  const [dying] = third.workers();
  const another = third.waitForEvent('worker');
  await dying.evaluate(() => {
    setTimeout(() => {
      throw new Error('the worker is dead');
    });
  });
  await another;
  await lead(third, led);
  await register(third, '桥面破损');
  await seen(third, '桥面破损');
  same('nothing was lost', (await core(third, 'case.list')).cases.length, 5);
  await browser.picture(third, 'last-tab');
});

async function crash(browser, page) {
  const session = await browser.context.newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  session.send('Page.crash').catch(() => undefined);
  await crashed;
}
