/** A morning at a desk without a mouse: a contact is registered, found by pinyin, opened, taken up and looked at in its history. */

import { core, enrol, online, until } from './lib/app.mjs';
import { start } from './lib/browser.mjs';
import { holds, play, same } from './lib/stage.mjs';

await play(async () => {
  const browser = await start('desk');
  const { page } = await enrol(browser, { staff: '王芳' });
  await online(page);
  const press = async (...keys) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const heading = (name) => page.getByRole('heading', { name, exact: true }).first().waitFor();
  // Keys are listened for once a screen is drawn.
  await heading('今日');

  for (const [title, petitioner] of [
    ['围墙占道', '陈玉兰'],
    ['低保评定不公', '赵强'],
  ]) {
    await press('g', 'n');
    await heading('登记来访');
    await tabTo(page, '信访人姓名');
    await page.keyboard.type(petitioner);
    await tabTo(page, '事项（一句话）');
    await page.keyboard.type(title);
    // In a hurry: it is registered once.
    await press('Control+Enter', 'Control+Enter');
    await heading('已登记');
    // The next one is typed on an empty form.
    await press('n');
    await heading('登记来访');
  }
  same('both are registered', (await core(page, 'status')).cases, 2);

  // Out of the field, which letters would be written into.
  await press('Escape', 'g', 'l');
  await heading('台账');
  same('the focus is on the screen, not before it', await page.evaluate(() => document.activeElement.id), 'main');
  await page.getByRole('row').nth(2).waitFor();
  await press('/');
  await page.keyboard.type('chenyulan');
  await page.getByRole('row').nth(2).waitFor({ state: 'detached' });
  await press('Escape');
  same('what was searched for stands', await page.getByRole('searchbox').inputValue(), 'chenyulan');
  await tabTo(page, '台账');
  await press('Home', 'Enter');
  await heading('围墙占道');

  await press('a');
  await page.getByRole('searchbox').waitFor();
  // At once, as somebody types who knows it by heart: what was found for a part of it is not gone to.
  await page.keyboard.type('shouli');
  await press('Enter');
  await page.locator('.section.form').waitFor();
  await page.getByRole('heading', { name: /^受理/ }).waitFor();
  await browser.picture(page, 'an-act-by-its-pinyin');
  await press('Control+Enter');
  const { cases } = await until(page, 'case.list', {}, ({ cases }) => cases.some(({ stage }) => stage === 'accepted'), 'that it was accepted');
  same('it is the one that was meant', cases.find(({ stage }) => stage === 'accepted').title, '围墙占道');
  await heading('围墙占道');
  await press('h');
  await page.getByRole('heading', { name: /历史/ }).first().waitFor();
  await press('ArrowLeft');

  await press('?');
  const help = page.getByRole('dialog');
  await help.getByText('台账').first().waitFor();
  await browser.picture(page, 'the-keys');
  await press('Escape');
  // Where it has gone from the screen it may be closing yet.
  await page.locator('.ant-modal-wrap').waitFor({ state: 'hidden' });
  await press('g', 't');
  await heading('今日');
  holds('no key was lost on the way', (await core(page, 'status')).cases === 2);
});

/** Presses Tab until what has the focus is called that. */
async function tabTo(page, name) {
  for (let presses = 0; presses < 80; presses += 1) {
    const called = await page.evaluate(() => {
      const at = document.activeElement;
      return [at.getAttribute('aria-label'), ...[...(at.labels ?? [])].map((label) => label.innerText)];
    });
    if (called.some((one) => one?.trim() === name)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never comes to ${name}`);
}
