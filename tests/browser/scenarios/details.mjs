/** Details of somebody in a case: looked at with a reason, corrected, chosen where two devices corrected them at once, shared. */

import { core, drafted, enrol, go, online, register, seen, sent, until } from './lib/app.mjs';
import { start } from './lib/browser.mjs';
import { call, play, same, stage, startRelay, stopRelay, sync } from './lib/stage.mjs';

await play(async () => {
  const browser = await start(stage.way, { view: stage.way });
  const { page } = await enrol(browser, { staff: '王芳' });
  await online(page);
  const wall = await register(page, '围墙占道');
  const { party } = await core(page, 'party.add', { name: '陈玉兰', id_type: 'resident', id_number: '11010519491231002X', phone: '13900000001', address: '三合村' });
  await core(page, 'party.link', { case: wall, party, name: '陈玉兰' });
  await sent(page);
  await sync('town');

  await go(page, `/case/${wall}`);
  await page.getByRole('button', { name: '查看详情' }).click();
  const shown = page.getByRole('dialog');
  await shown.getByLabel('查看事由').fill('电话回访');
  await shown.getByRole('button', { name: '查看', exact: true }).click();
  await seen(page, '13900000001');
  await browser.picture(page, 'details');

  await shown.getByRole('button', { name: '更正', exact: true }).click();
  await shown.getByLabel('住址').fill('三合村六组');
  await drafted(page, `details:${party}`, '三合村六组');
  // Begun again, the details are looked at for a reason again before what was typed is there.
  await page.reload();
  await page.getByRole('button', { name: '查看详情' }).click();
  await shown.getByLabel('查看事由').fill('继续更正');
  await shown.getByRole('button', { name: '查看', exact: true }).click();
  await shown.getByRole('button', { name: '更正', exact: true }).click();
  same('what was typed is there', await shown.getByLabel('住址').inputValue(), '三合村六组');
  same('what was not typed is as it stands', await shown.getByLabel('联系电话').inputValue(), '13900000001');
  await browser.picture(page, 'correcting');
  await shown.getByRole('button', { name: '保存' }).click();
  await seen(page, '三合村六组');
  await until(page, 'shell.draft_get', { name: `details:${party}` }, ({ draft }) => draft === null, 'that nothing is left of the draft');
  await sent(page);
  await sync('town');

  // Two devices of the office correct the same number while neither hears of the other.
  await stopRelay();
  await call('town', 'party', 'edit', party, '--phone', '13900000002');
  await core(page, 'party.edit', { party, phone: '13900000003' });
  await startRelay();
  await sync('town');
  await core(page, 'shell.sync_now');
  await until(page, 'inbox', {}, ({ details_to_choose: waits, ...rest }) => JSON.stringify(waits ?? rest).includes(party), 'the number written twice');
  await shown.getByRole('button', { name: '关闭' }).or(shown.getByRole('button', { name: 'Close' })).first().click();
  await page.getByRole('button', { name: '查看详情' }).click();
  await shown.getByLabel('查看事由').fill('核对电话');
  await shown.getByRole('button', { name: '查看', exact: true }).click();
  const twice = shown.locator('[data-conflict=phone]');
  await twice.waitFor();
  await browser.picture(page, 'twice');
  await twice.getByRole('listitem').filter({ hasText: '13900000002' }).getByRole('button').click();
  await twice.waitFor({ state: 'detached' });
  await seen(page, '13900000002');

  await shown.getByRole('button', { name: '增加单位' }).click();
  await shown.getByRole('combobox', { name: '增加单位' }).click();
  await page.getByTitle('清河县').or(page.locator('.ant-select-item-option').filter({ hasText: '县' })).first().click();
  await shown.getByRole('button', { name: '同意共享' }).click();
  await seen(page, '同步后生效');
  await browser.picture(page, 'shared');
  await until(page, 'party.show', { party, why: '核对' }, ({ readers }) => readers.length === 2, 'two offices that read it');
});
