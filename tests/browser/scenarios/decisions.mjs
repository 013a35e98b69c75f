/**
 * What two offices wrote without knowing of each other, decided in the app: one matter registered twice (K3), one number given twice
 * (K11), an act for days that were reported (K17), a field of an entry written twice.
 */

import { core, enrol, go, online, register, seen, sent, until } from './lib/app.mjs';
import { start } from './lib/browser.mjs';
import { play, same, startRelay, stopRelay } from './lib/stage.mjs';

const NUMBER = '清信〔2026〕3号';

await play(async () => {
  const browser = await start('offices');
  const { page: town } = await enrol(browser, { desk: 'town', staff: '王芳' });
  const { page: county } = await enrol(browser, { desk: 'county', staff: '李建国' });
  await Promise.all([online(town), online(county)]);
  const wages = await register(town, '拖欠工资');
  const { office } = await core(town, 'status');
  const training = { office, title: '学习条例', topics: '条例', on: '2026-11-20', hours: 1 };
  const { entry } = await core(town, 'entry.add', { kind: 'training_record', payload: training });
  await sent(town);
  await until(county, 'case.list', {}, ({ cases }) => cases.length === 1, 'the case at the county');
  // Also where a year ends meanwhile.
  const year = Number((await core(county, 'today')).today.slice(0, 4));
  const days = { from: `${year}-01-01`, until: `${year + 1}-12-31` };
  await core(county, 'rates', { ...days, freeze: true });
  await Promise.all([sent(town), sent(county)]);

  await stopRelay();
  const wall = await register(town, '围墙占道', { narrative: '反映邻居围墙占用村道，要求拆除围墙。' });
  const again = await register(county, '围墙占道', { narrative: '反映邻居围墙占用村道，要求拆除围墙。' });
  for (const [page, id] of [[town, wall], [county, again]]) await core(page, 'act', { kind: 'number', case: id, payload: { scheme: 'official', number: NUMBER } });
  await core(town, 'act', { kind: 'note', case: wages, payload: { text: '已上门' } });
  await core(town, 'entry.revise', { entry, payload: { hours: 2 } });
  await core(county, 'entry.revise', { entry, payload: { hours: 3 } });
  await startRelay();
  await Promise.all([town, county].map((page) => core(page, 'shell.sync_now')));
  const rules = ({ items }) => [...new Set(items.map(({ dispute }) => dispute.rule))].toSorted();
  const decided = await until(county, 'inbox', {}, (inbox) => rules(inbox).length >= 3, 'what is to be decided');
  same('all three rules', rules(decided), ['K11', 'K17', 'K3']);

  await go(county, '/inbox');
  await sameMatter(browser, county);
  await numberTwice(browser, county);
  await lateForTheReturn(browser, county);
  await until(town, 'inbox', {}, ({ items }) => items.length === 0, 'that nothing is left at the township');
  await entryTwice(browser, town, county, entry);
});

async function sameMatter(browser, page) {
  const card = page.locator('[data-dispute=K3]').first();
  await card.waitFor();
  await browser.picture(page, 'to-decide', { fullPage: true });
  await card.getByRole('textbox', { name: '裁决理由' }).fill('同一处围墙');
  await card.getByRole('button', { name: '是同一事项' }).click();
  await page.locator('[data-dispute=K3]').waitFor({ state: 'hidden' });
}

async function numberTwice(browser, page) {
  await page.locator('[data-dispute=K11]').getByRole('link', { name: '去编号' }).click();
  await page.getByRole('heading', { name: '编号' }).waitFor();
  await page.getByLabel('编号', { exact: true }).fill('清信〔2026〕4号');
  same('the scheme is known', await page.getByRole('radio', { name: '正式编号' }).isChecked(), true);
  await page.getByLabel('取代').click();
  await page.locator('.ant-select-item-option').filter({ hasText: '编号' }).click();
  await browser.picture(page, 'to-number');
  await page.getByRole('button', { name: '记录', exact: true }).click();
  await page.waitForURL(/case\/[a-z2-7]{26}$/);
  await go(page, '/inbox');
  await page.locator('[data-dispute=K17]').first().waitFor();
  await page.locator('[data-dispute=K11]').waitFor({ state: 'hidden' });
}

/** The way to the return leads on to its figures, where its next revision is made. */
async function lateForTheReturn(browser, page) {
  await page.locator('[data-dispute=K17]').first().getByRole('link', { name: '打开条目' }).click();
  await page.getByRole('link', { name: '重新统计' }).click();
  await page.getByRole('button', { name: '形成报表' }).click();
  await page.locator('.ant-popover').getByRole('button', { name: '形成报表' }).click();
  await page.getByRole('link', { name: '打开报表' }).waitFor();
  await browser.picture(page, 'next-revision-of-the-return');
  await go(page, '/inbox');
  await seen(page, '没有待裁决的事项');
}

/** Two values of a field: either office chooses, and both have that one. */
async function entryTwice(browser, town, county, entry) {
  await until(town, 'entry.show', { entry }, ({ entry: { conflicts } }) => conflicts.length === 1, 'the field written twice');
  await go(town, `/entry/${entry}`);
  await seen(town, '同时写了不同的内容');
  await browser.picture(town, 'entry-written-twice');
  await town.getByRole('listitem').filter({ hasText: '王芳' }).getByRole('button', { name: '用这一个' }).click();
  await town.getByText('同时写了不同的内容').waitFor({ state: 'hidden' });
  const chosen = ({ entry: { conflicts, values } }) => conflicts.length === 0 && values.hours === 2;
  await until(county, 'entry.show', { entry }, chosen, 'the choice at the county');
}
