/** A contact with its details is registered in one step: a wrong number is named and nothing lost; the slip outlives the browser. */

import { core, enrol, go, online, seen } from './lib/app.mjs';
import { start } from './lib/browser.mjs';
import { play, same, stage } from './lib/stage.mjs';

await play(async () => {
  const browser = await start(stage.way, { view: stage.way });
  let { page } = await enrol(browser, { staff: '赵强' });
  await online(page);
  await go(page, '/register');
  await page.getByLabel('信访人姓名').fill('陈玉兰');
  await page.getByLabel('事项（一句话）').fill('围墙占道');
  const more = page.getByText('人数、日期、回避单位、联系方式');
  await more.click();
  await page.getByLabel('电话', { exact: true }).fill('13900000001');
  await page.getByLabel('身份证号').fill('110105194912310021');
  const save = page.getByRole('button', { name: '登记', exact: true });
  await save.click();
  await page.getByRole('alert').filter({ hasText: '证件' }).first().waitFor();
  await browser.picture(page, 'a-wrong-number');
  same('nothing is registered by halves', (await core(page, 'status')).cases, 0);

  await page.getByLabel('身份证号').fill('11010519491231002X');
  await save.click();
  await page.getByRole('heading', { name: '已登记' }).waitFor();
  await seen(page, '联系方式已单独保存');
  const code = await page.locator('[data-receipt-code]').getAttribute('data-receipt-code');

  // The device goes before the slip was printed.
  await browser.kill();
  await browser.start();
  page = await browser.page();
  await page.locator('.frame').waitFor();
  await go(page, '/register');
  await page.getByRole('heading', { name: '已登记' }).waitFor();
  same('the slip is there again', await page.locator('[data-receipt-code]').getAttribute('data-receipt-code'), code);
  await seen(page, '围墙占道');
  await browser.picture(page, 'the-slip-again');
  const { cases } = await core(page, 'case.list');
  same('there is one case', cases.length, 1);
  const { case: wall } = await core(page, 'case.show', { case: cases[0].id ?? cases[0].case });
  const [party] = wall.links.parties;
  same('it names who brought it', party.name, '陈玉兰');
  same('the details are kept', (await core(page, 'party.show', { party: party.party, why: '核对' })).party.phone, '13900000001');

  await page.getByRole('button', { name: '再登记一件' }).click();
  await page.getByLabel('信访人姓名').waitFor();
  same('the next form is empty', await page.getByLabel('信访人姓名').inputValue(), '');
  await page.reload();
  await page.getByLabel('信访人姓名').waitFor();
  same('and stays so', await page.getByLabel('信访人姓名').inputValue(), '');
});
