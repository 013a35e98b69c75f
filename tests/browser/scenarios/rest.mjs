/**
 * The network goes after the first screen, before the rest of the program came: what needs it says so, what was being written stays, and
 * all of it goes on by itself when the network is back. Once everything is kept, this very page needs no network any more.
 */

import { core, enrol, go, kept, online, PASSPHRASE, until } from './lib/app.mjs';
import { start } from './lib/browser.mjs';
import { holds, invite, play, same } from './lib/stage.mjs';

const REST = '**/assets/taizhang_web_rest-*.wasm';
const SCREEN = '**/assets/Meetings-*.js';

await play(async () => {
  await refused();
  await screen();
  await within();
});

/** Lets a file come that was kept back, as when the network is back. */
async function back(browser, file) {
  await browser.network(false);
  await browser.context.unroute(file);
  await browser.network(true);
}

function keepBack(browser, file) {
  return browser.context.route(file, (route) => route.abort());
}

/** What needs the rest is known before the core is asked, and the core goes on: here a key is to be made of a passphrase. */
async function refused() {
  // What a service worker fetches nobody can keep back.
  const browser = await start('refused', { serviceWorkers: 'block' });
  await keepBack(browser, REST);
  const page = await browser.page('main', `#enrol=${encodeURIComponent(await invite('王芳'))}`);
  const begins = page.getByRole('heading', { name: '在这台设备上启用台账' });
  const waits = page.getByRole('heading', { name: '台账打不开' });
  await begins.or(waits).waitFor();
  holds('the first page needs no rest; where it does, `cargo xtask web --record` learns what it calls', await begins.isVisible());
  await page.getByLabel('设备名称').fill('镇办电脑');
  await page.getByLabel(/^口令（/).fill(PASSPHRASE);
  await page.getByLabel('再输一遍').fill(PASSPHRASE);
  await page.getByRole('button', { name: '启用', exact: true }).click();
  const said = page.locator('[data-code=no_core]');
  await said.waitFor();
  holds('in a sentence', (await said.innerText()).includes('还没有下载到本机'));
  await browser.picture(page, 'rest-not-here');
  same('what was typed stands', await page.getByLabel('设备名称').inputValue(), '镇办电脑');
  const [worker] = page.workers();
  const { code } = await core(page, 'case.register', { title: '登记不了' }).catch(({ failure }) => failure);
  same('by its code', code, 'no_core');
  same('what is here is answered all the same', (await core(page, 'shell.state')).state, 'new');
  holds('by the same worker', page.workers()[0] === worker);

  await back(browser, REST);
  // By its place: its name holds that of the turning wheel for as long as that takes to go.
  await page.locator('button[type=submit]').click();
  await page.locator('[data-check-code]').waitFor();
  await browser.picture(page, 'rest-is-here');
  await browser.close();
}

/** A page of the app that is fetched when it is opened. Afterwards everything is kept, and nothing is fetched any more. */
async function screen() {
  const browser = await start('screen', { serviceWorkers: 'block' });
  await keepBack(browser, SCREEN);
  const { page } = await enrol(browser, { staff: '王芳' });
  await online(page);
  await go(page, '/meetings');
  await page.locator('main [data-code=no_core]').waitFor();
  await browser.picture(page, 'screen-not-here');
  await back(browser, SCREEN);
  await page.getByRole('heading', { name: '联席会议' }).first().waitFor();
  await browser.close();

  const other = await start('kept');
  const first = (await enrol(other, { staff: '王芳' })).page;
  await online(first);
  await first.evaluate(() => (globalThis.samePage = true));
  await kept(first);
  await first.evaluate(() => navigator.serviceWorker.controller ?? new Promise((done) => navigator.serviceWorker.addEventListener('controllerchange', done)));
  await other.network(false);
  await go(first, '/figures');
  await first.getByRole('heading', { name: '统计' }).first().waitFor();
  await other.picture(first, 'kept-without-a-network');
  holds('the page of the first visit needs no network', await first.evaluate(() => globalThis.samePage));
  await other.close();
}

/** What only turns out within the core ends the worker: the next one begins with all of it, and whoever was refused asks again. */
async function within() {
  const browser = await start('within', { serviceWorkers: 'block' });
  browser.expect(/the rest of the core/);
  const { page } = await enrol(browser, { staff: '王芳' });
  await online(page);
  await page.evaluate(() => (globalThis.samePage = true));
  await go(page, '/register');
  const matter = page.getByLabel('事项（一句话）');
  await matter.fill('写到一半');
  await keepBack(browser, REST);
  await next(page, () => setTimeout(() => self.close()));
  await next(page, () => setTimeout(() => globalThis.taizhangRest()));
  const { code } = await core(page, 'case.list').catch(({ failure }) => failure);
  same('nothing is begun without the rest', code, 'no_core');
  await matter.fill('写到一半，又添一句');
  await page.locator('[data-sync=offline]').getByText('已停下').waitFor();
  await browser.picture(page, 'waits-for-the-rest');
  await go(page, '/supervision');
  const said = page.locator('main [data-code=no_core]').first();
  await said.waitFor();
  await browser.picture(page, 'refused-on-a-screen');

  await back(browser, REST);
  await said.waitFor({ state: 'detached' });
  await online(page);
  await until(page, 'shell.draft_get', { name: 'register' }, ({ draft }) => draft?.body.includes('又添一句') === true, 'the draft is kept');
  await go(page, '/register');
  same('what was being written is there', await matter.inputValue(), '写到一半，又添一句');
  holds('the page was not loaded anew', await page.evaluate(() => globalThis.samePage));
  await browser.close();
}

/** Does something in the worker that ends it, and waits for the next. */
async function next(page, what) {
  const another = page.waitForEvent('worker');
  await page.workers()[0].evaluate(what);
  await another;
}
