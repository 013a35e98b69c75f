/**
 * What is typed in a drawer is kept as on every form: through a lock, a closed page and the drawer's own corner; saved or cancelled, it
 * is gone. And a drawer that is opened again while it closes is about the new thing alone.
 */

import { core, enrol, go, online, PASSPHRASE, seen, unlock } from './lib/app.mjs';
import { start } from './lib/browser.mjs';
import { play, same } from './lib/stage.mjs';

const FIELD = '事发地不同';
const KEPT = '已恢复上次未保存的填写';

await play(async () => {
  const browser = await start('county');
  const { page } = await enrol(browser, { staff: '李建国', lock: 'passphrase' });
  await online(page);
  const { config } = await core(page, 'config.show');
  const before = String(config.matching.other_area);
  const form = page.getByRole('dialog');
  const part = (name) => page.getByRole('button', { name, exact: true });
  const open = async () => {
    await part('同一事项比对').click();
    await form.getByLabel(FIELD).waitFor();
  };
  const typed = () => form.getByLabel(FIELD).inputValue();

  await go(page, '/config');
  await page.getByRole('button', { name: /修改$/ }).click();
  await open();
  await form.getByLabel(FIELD).fill('-61');
  // The key that locks lies behind the drawer: it is pressed as a timer would.
  await part('锁定').evaluate((button) => button.click());
  await page.getByRole('heading', { name: '台账已锁定' }).waitFor();
  await unlock(page, PASSPHRASE);
  await part('同一事项比对').waitFor();
  await open();
  await seen(page, KEPT);
  same('what was typed before the lock', await typed(), '-61');
  await browser.picture(page, 'after-the-lock');

  await page.keyboard.press('Escape');
  await form.waitFor({ state: 'hidden' });
  await open();
  await seen(page, KEPT);
  same('what was put aside', await typed(), '-61');
  await form.getByRole('button', { name: '取消' }).click();
  await form.waitFor({ state: 'hidden' });
  await open();
  same('what was cancelled', await typed(), before);
  same('nothing is said of it', await page.getByText(KEPT).count(), 0);

  await form.getByLabel(FIELD).fill('-62');
  await form.getByRole('button', { name: '保存', exact: true }).click();
  // Where it is gone from the screen it may be closing yet.
  await form.waitFor({ state: 'hidden' });
  await part('满意度').evaluate((button) => button.click());
  await form.getByRole('button', { name: '保存', exact: true }).click();
  await form.waitFor({ state: 'hidden' });
  await seen(page, '有1处改动，尚未发布');

  // Without waiting at all.
  await part('同一事项比对').evaluate((button) => button.click());
  await form.getByLabel(FIELD).fill('-63');
  await form.getByRole('button', { name: '取消' }).evaluate((button) => button.click());
  await part('归口').evaluate((button) => button.click());
  await form.getByRole('button', { name: '保存', exact: true }).click();
  await form.waitFor({ state: 'detached' });
  await seen(page, '有1处改动，尚未发布');
});
