/** A campaign with reports and routes is written by form, put in force, and holds. */

import { core, enrol, go, online, seen, until } from './lib/app.mjs';
import { start } from './lib/browser.mjs';
import { play, same, stage } from './lib/stage.mjs';

await play(async () => {
  const browser = await start(stage.way, { view: stage.way });
  const { page } = await enrol(browser, { staff: '李建国' });
  await online(page);
  await go(page, '/config');
  await page.getByRole('button', { name: /修改$/ }).click();
  await page.getByRole('button', { name: '添加专项行动' }).click();
  const form = page.getByRole('dialog');
  const chosen = async (label, option) => {
    await form.getByRole('combobox', { name: label }).last().click();
    await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)').getByText(option, { exact: true }).last().click();
  };
  await form.getByLabel('名称', { exact: true }).first().fill('治理欠薪专项行动');
  await form.getByLabel('代号').fill('wages-2026');
  await form.getByLabel('阶段名称').fill('集中化解');
  for (const [label, day] of [['开始', '2026-09-01'], ['结束', '2026-12-31']]) {
    await form.getByLabel(label, { exact: true }).fill(day);
    await form.getByLabel(label, { exact: true }).press('Tab');
  }
  await form.getByRole('button', { name: '添加报送' }).click();
  await form.getByLabel('名称', { exact: true }).last().fill('半月报');
  await chosen('几号', '5日');
  await page.keyboard.press('Escape');
  await form.getByLabel('报送内容（一行一项）').fill('新增件数\n化解件数\n');
  await form.getByRole('button', { name: '添加归口' }).click();
  await chosen('事项分类', (await core(page, 'config.show')).config.categories.find(({ parent }) => parent == null).name);
  await chosen('由谁牵头', '行业主管部门');
  await form.getByText('报送内容（一行一项）').scrollIntoViewIfNeeded();
  await browser.picture(page, 'reports');
  await form.getByRole('button', { name: '添加归口' }).scrollIntoViewIfNeeded();
  await browser.picture(page, 'routes');
  await form.getByRole('button', { name: '保存' }).click();
  await seen(page, /半月报（每1个月 5日、25日）/);
  await browser.picture(page, 'campaign');
  await page.getByRole('button', { name: '核对并发布' }).click();
  await page.getByLabel('修改原因').fill('县里部署');
  await browser.picture(page, 'review');
  await page.getByRole('button', { name: '发布', exact: true }).click();
  const { config: { campaigns } } = await until(page, 'config.show', {}, ({ config }) => config.campaigns.length > 0, 'the campaign in force');
  await seen(page, '半月报');
  const { id, reports, routes } = campaigns.at(-1);
  same('it is in force', [id, reports.length, routes.map(({ lead }) => lead)], ['wages-2026', 1, ['industry']]);
  same('as it was written', reports[0], {
    contents: ['新增件数', '化解件数'],
    from_office: 'township',
    id: 'report-1',
    name: '半月报',
    schedule: { months: { days: [5, 25], every: 1 } },
    to_office: 'petition_office',
    zero_report: false,
  });
});
