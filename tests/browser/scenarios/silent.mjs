/**
 * A worker that ends without a word, and files that another window does not let go: the page notices the first and starts another,
 * says the second and goes on by itself. What was being written stands as it was.
 */

import { core, enrol, go, online, register, seen } from './lib/app.mjs';
import { start } from './lib/browser.mjs';
import { blank, hold } from './lib/private.mjs';
import { holds, measured, play, same } from './lib/stage.mjs';

const DEVICE = 'taizhang/main/device.0';

await play(async () => {
  // Without the service worker the worker's script comes over the network, where a scenario can keep it back.
  const browser = await start('village', { serviceWorkers: 'block' });
  const { page: first } = await enrol(browser, { staff: '赵强' });
  await online(first);
  const wall = await register(first, '围墙占道');
  const second = await browser.newPage();
  await seen(second, '围墙占道');
  await endsWithoutAWord(browser, first, second);

  const aside = await blank(browser);
  const text = await writing(second, wall);
  const letGo = await takesOverInVain(browser, aside, first);
  await second.getByRole('button', { name: '记录', exact: true }).click();
  await second.locator('[data-code=held_elsewhere]').first().waitFor();
  same('the form is as it was', await text.inputValue(), '正写到一半');
  await second.locator('[data-sync=offline]').getByText('被别处占用').waitFor();
  await browser.picture(second, 'held-under-a-form');
  const third = await browser.newPage();
  await third.locator('[data-code=held_elsewhere]').waitFor();
  await third.evaluate(() => (globalThis.samePage = true));
  await third.getByRole('button', { name: '再试一次' }).click();
  await browser.picture(third, 'held-elsewhere');
  const began = performance.now();
  await letGo();
  await third.locator('.frame').waitFor();
  measured('a page that opens by itself once the files are free (ms)', Math.round(performance.now() - began));
  holds('it was not loaded anew', await third.evaluate(() => globalThis.samePage));
  await second.getByRole('button', { name: '记录', exact: true }).click();
  await seen(second, '正写到一半');
  await browser.picture(second, 'saved-after-all');
});

/** Of `self.close()` no event tells. */
async function endsWithoutAWord(browser, leading, other) {
  await go(leading, '/register');
  await leading.getByLabel('事项（一句话）').fill('写到一半');
  const [dying] = leading.workers();
  const another = leading.waitForEvent('worker');
  const began = performance.now();
  await dying.evaluate(() => setTimeout(() => self.close()));
  await another;
  measured('another worker after one ended without a word (ms)', Math.round(performance.now() - began));
  await register(other, '水渠堵塞');
  await seen(other, '水渠堵塞');
  same('nothing was lost', (await core(other, 'case.list')).cases.length, 2);
  same('what was being written is there', await leading.getByLabel('事项（一句话）').inputValue(), '写到一半');
  await browser.picture(leading, 'after-a-silent-end');
}

async function writing(page, of) {
  await go(page, `/case/${of}/act/note`);
  const text = page.getByLabel('内容');
  await text.fill('正写到一半');
  return text;
}

/** The leading tab goes, and before the next one has the files another window takes them. */
async function takesOverInVain(browser, aside, leading) {
  const SCRIPT = '**/assets/worker-*.js';
  const held = new Promise((resolve, reject) => {
    void browser.context.route(SCRIPT, async (route) => {
      await hold(aside, DEVICE).then(resolve, reject);
      await route.continue();
    });
  });
  await leading.close();
  const letGo = await held;
  await browser.context.unroute(SCRIPT);
  return letGo;
}
