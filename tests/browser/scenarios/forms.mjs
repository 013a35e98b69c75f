/** Forms: an act is found by its pinyin, what can be done stands among what can be done, and a revision knows what it was begun upon. */

import { core, drafted, enrol, go, online, register, seen, sent } from './lib/app.mjs';
import { start } from './lib/browser.mjs';
import { play, same } from './lib/stage.mjs';

await play(async () => {
  const browser = await start('desk');
  const { page } = await enrol(browser, { staff: '王芳' });
  await online(page);
  const id = await register(page, '围墙占道');
  await core(page, 'act', { kind: 'accept', case: id, payload: {} });

  await go(page, `/case/${id}/act`);
  const can = page.getByRole('region', { name: '现在可以办理' });
  await can.getByRole('link', { name: /^交办/ }).waitFor();
  await browser.picture(page, 'acts');
  for (const typed of ['jiaoban', 'jb', '交办', 'assign']) {
    await page.getByRole('searchbox').fill(typed);
    await can.getByRole('link', { name: /^办理记录/ }).waitFor({ state: 'detached' });
    await can.getByRole('link', { name: /^交办/ }).waitFor();
    await page.getByRole('searchbox').fill('');
    await can.getByRole('link', { name: /^办理记录/ }).waitFor();
  }
  await page.getByRole('searchbox').fill('jiaoban');
  await can.getByRole('link', { name: /^办理记录/ }).waitFor({ state: 'detached' });
  await browser.picture(page, 'acts-by-pinyin');

  const values = { title: '学习', office: 'SQ', on: '2026-09-01', topics: '条例' };
  const { entry } = await core(page, 'entry.add', { kind: 'training_record', payload: values });
  await go(page, `/entry/${entry}/revise`);
  await page.getByRole('textbox', { name: '内容' }).fill('条例释义');
  await drafted(page, `entry/${entry}/revision`, '条例释义');
  await core(page, 'entry.revise', { entry, payload: { topics: '条例与办法', hours: 2 } });
  await seen(page, /填写期间别人改过：.*内容/);
  await browser.picture(page, 'meanwhile');
  // The draft remembers it over a start of the app.
  await page.reload();
  await seen(page, /填写期间别人改过：.*内容/);
  await page.getByRole('button', { name: '保存' }).click();
  await seen(page, '同时写了不同的内容，请选一个');
  await browser.picture(page, 'both-values');
  const { entry: view } = await core(page, 'entry.show', { entry });
  same('what stands at once', view.conflicts.map(({ field }) => field), ['topics']);
  same('what only one wrote', view.values.hours, 2);
  await page.getByRole('button', { name: '用这一个' }).first().click();
  await page.getByText('同时写了不同的内容，请选一个').waitFor({ state: 'detached' });
  await sent(page);
});
