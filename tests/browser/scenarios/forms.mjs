/**
 * Forms: an act is found by its pinyin, what can be done stands among what can be done, a revision knows what it was begun upon, what
 * was begun on one case is not there on another, why an entry is struck out is kept until it is said, and what is no amount is not
 * left out.
 */

import { core, drafted, enrol, go, online, register, seen, sent, until } from './lib/app.mjs';
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
  await struck(page, entry);
  await another(page, id);
  await amount(browser, page, id);
  await sent(page);
});

async function struck(page, entry) {
  const why = page.getByRole('dialog').getByRole('textbox');
  const strike = page.getByRole('button', { name: '作废' });
  await strike.click();
  await why.fill('与另一条重复');
  await drafted(page, `entry/${entry}/strike`, '与另一条重复');
  await page.keyboard.press('Escape');
  await why.waitFor({ state: 'detached' });
  await strike.click();
  same('put aside, it is there', await why.inputValue(), '与另一条重复');
  await page.getByRole('dialog').getByRole('button', { name: '作废' }).click();
  await why.waitFor({ state: 'detached' });
  await until(page, 'entry.show', { entry }, ({ entry }) => entry.struck_because === '与另一条重复', 'that it is struck out');
}

async function another(page, wall) {
  const low = await register(page, '低保评定不公');
  const shown = (name) => page.getByRole('heading', { name }).first().waitFor();
  // Both were looked at: nothing of them has to be waited for.
  await go(page, `/case/${wall}`);
  await shown('围墙占道');
  await go(page, `/case/${low}`);
  await shown('低保评定不公');
  await go(page, `/case/${wall}`);
  await shown('围墙占道');
  const add = page.getByRole('region', { name: '当事人' }).getByRole('button', { name: '添加' });
  await add.click();
  const name = page.getByRole('dialog').getByLabel('案件中显示的姓名');
  await name.fill('赵强');
  await drafted(page, `party:${wall}`, '赵强');
  await page.goBack();
  await shown('低保评定不公');
  await name.waitFor({ state: 'detached' });
  await add.click();
  same('nobody is entered in the other case', await name.inputValue(), '');
  await page.keyboard.press('Escape');
  await name.waitFor({ state: 'detached' });
  await page.goForward();
  await shown('围墙占道');
  await add.click();
  same('whoever was being entered is there', await name.inputValue(), '赵强');
  await page.getByRole('dialog').getByRole('button', { name: '取消' }).click();
  await name.waitFor({ state: 'detached' });
}

async function amount(browser, page, wall) {
  await go(page, `/case/${wall}/act/aid`);
  const field = page.getByRole('textbox', { name: /^金额/ });
  await page.getByRole('button', { name: '更多栏目' }).click();
  await field.fill('1.2万');
  await page.getByText('请填写金额').waitFor();
  await drafted(page, `act:${wall}:aid`, '1.2万');
  await page.reload();
  same('it stands as it was typed', await field.inputValue(), '1.2万');
  await browser.picture(page, 'no-amount');
  await page.getByRole('button', { name: '放弃填写' }).click();
  await field.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: '更多栏目' }).click();
  same('given up, it is gone', await field.inputValue(), '');
}
