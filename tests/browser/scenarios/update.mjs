/** A new version of the app comes while somebody writes: it waits until the form is saved, and is taken then. */

import { enrol, go, kept, online, register, seen } from './lib/app.mjs';
import { start } from './lib/browser.mjs';
import { front } from './lib/front.mjs';
import { holds, play, same, stage } from './lib/stage.mjs';

const MARK = '<meta name="taizhang-test" content="2">';

await play(async () => {
  let isNew = false;
  const before = await front(stage.relay, (path, text) => {
    if (!isNew) return undefined;
    if (path === '/sw.js') return text().replace(/(url:\s*["']index\.html["'],\s*revision:\s*["'])[0-9a-f]+/, '$1new').concat('\n// 2');
    if (path === '/' || path === '/index.html') return text().replace('</head>', `${MARK}</head>`);
    return undefined;
  });
  const browser = await start('town', { origin: before.url });
  const { page } = await enrol(browser, { staff: '王芳' });
  await online(page);
  const wall = await register(page, '围墙占道');
  await kept(page);
  await page.reload();
  await go(page, `/case/${wall}/act/note`);
  const text = page.getByLabel('内容');
  await text.fill('正写到一半');
  isNew = true;
  await page.evaluate(() => navigator.serviceWorker.getRegistration().then((kept) => kept.update()));
  await page.getByText('填写完毕保存后再换上').waitFor();
  holds('it cannot be taken now', await page.getByRole('button', { name: '换上新版本' }).isDisabled());
  same('the form is as it was', await text.inputValue(), '正写到一半');
  await browser.picture(page, 'waits-for-the-form');
  await page.getByRole('button', { name: '记录', exact: true }).click();
  await page.getByText('现在换上只需一秒').waitFor();
  await page.getByRole('button', { name: '换上新版本' }).click();
  await page.locator('meta[name=taizhang-test]').waitFor({ state: 'attached' });
  await page.locator('.frame').waitFor();
  await go(page, `/case/${wall}`);
  await seen(page, '正写到一半');
  await browser.picture(page, 'the-new-version');
  before.close();
});
