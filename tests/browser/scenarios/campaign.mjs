/** A campaign with reports, routes and a checklist is written by form, and so are other parts of the configuration; put in force, they hold. */

import { core, enrol, go, online, seen, until } from './lib/app.mjs';
import { faults } from './lib/axe.mjs';
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
  const item = form.getByRole('textbox', { name: /第\d项材料/ });
  for (const name of ['案情材料', '整改报告', '多余的一项']) {
    await form.getByRole('button', { name: '添加材料' }).click();
    await item.last().fill(name);
  }
  await form.getByRole('checkbox', { name: '说明理由后可以缺' }).nth(1).check();
  await form.getByRole('button', { name: '移除 第3项材料' }).click();
  await form.getByRole('button', { name: '上移 第2项材料' }).click();
  await form.getByRole('button', { name: '添加材料' }).scrollIntoViewIfNeeded();
  await browser.picture(page, 'checklist');
  same('what is wrong with the form of a campaign', await faults(page, 'campaign'), []);
  await form.getByRole('button', { name: '保存' }).click();
  await seen(page, /半月报（每月 5日、25日）/);
  await form.waitFor({ state: 'detached' });
  await parts(page, browser);
  await browser.picture(page, 'campaign');
  await seen(page, '有4处改动，尚未发布');
  await page.getByRole('button', { name: '核对并发布' }).click();
  await page.getByLabel('修改原因').fill('县里部署');
  await browser.picture(page, 'review');
  await page.getByRole('button', { name: '发布', exact: true }).click();
  const { config: { campaigns } } = await until(page, 'config.show', {}, ({ config }) => config.campaigns.length > 0, 'the campaign in force');
  await seen(page, '半月报');
  const { id, reports, routes, closing_checklist } = campaigns.at(-1);
  same('its checklist in its order', closing_checklist, [
    { id: 'item-2', name: '整改报告', optional: true },
    { id: 'item-1', name: '案情材料', optional: false },
  ]);
  const { config } = await core(page, 'config.show');
  same('a category was added', config.categories.at(-1), { id: 'new-1', name: '数据权益', parent: config.categories[0].id });
  same('principles have another order', config.routes.tie_break, ['level', 'territory', 'function']);
  same('points may count against', config.matching.other_area, -70);
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
  await again(page);
});

/** What is in force is changed in the same form: it stands there, what is lacking is gone to, and what is cancelled is forgotten. */
async function again(page) {
  await page.getByRole('button', { name: /修改$/ }).click();
  const row = page.getByRole('listitem').filter({ hasText: '治理欠薪专项行动' });
  const form = page.getByRole('dialog');
  const stage = form.getByLabel('阶段名称');
  const open = async () => {
    await row.getByRole('button', { name: '修改' }).click();
    await stage.waitFor();
  };
  await open();
  same('its stage', await stage.inputValue(), '集中化解');
  same('its report', await form.getByLabel('名称', { exact: true }).last().inputValue(), '半月报');
  same('its short name stays', await form.getByLabel('代号').isDisabled(), true);
  await stage.fill('');
  await form.getByRole('button', { name: '保存' }).click();
  await page.waitForFunction(() => document.activeElement?.id.includes('stages'));
  await form.getByRole('button', { name: '取消' }).click();
  await form.waitFor({ state: 'hidden' });
  await open();
  same('its stage, when that was cancelled', await stage.inputValue(), '集中化解');
  await form.getByLabel('结束', { exact: true }).fill('2026-08-01');
  await form.getByLabel('结束', { exact: true }).press('Tab');
  await form.getByRole('button', { name: '保存' }).click();
  await seen(page, '结束不能早于开始');
}

/** Parts that have no page of their own, each by a form made from its schema. */
async function parts(page, browser) {
  const section = page.locator('.section').filter({ has: page.getByRole('heading', { name: '全部项目' }) });
  const form = page.getByRole('dialog');
  const change = async (part, fill) => {
    await section.getByRole('button', { name: part, exact: true }).click();
    await form.getByRole('button', { name: '保存', exact: true }).waitFor();
    await fill();
    await browser.picture(page, part);
    same(`what is wrong with the form of ${part}`, await faults(page, part), []);
    await form.getByRole('button', { name: '保存', exact: true }).click();
    await form.waitFor({ state: 'detached' });
  };
  await change('事项分类', async () => {
    await form.getByRole('button', { name: '添加 事项分类' }).click();
    await form.getByRole('textbox', { name: '名称' }).fill('数据权益');
    await form.getByRole('combobox', { name: '上级分类' }).click();
    const choices = page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)');
    await choices.locator('.ant-select-item-option').first().click();
    await choices.waitFor({ state: 'detached' });
  });
  await change('归口', () => form.getByRole('button', { name: '上移 分级负责' }).click());
  await change('同一事项比对', () => form.getByLabel('事发地不同').fill('-70'));
  await change('期限', () => form.getByRole('button', { name: '打开 期限 1', exact: true }).click());
  for (const part of ['办结要求', '满意度', '保存期限', '简易办理']) await change(part, () => undefined);
}
