/**
 * Two persons: the administrator, whose desk moves into a browser, names a second person and proposes another; the second person agrees
 * in a browser of their own, and it is in force in both.
 */

import { core, enrol, go, online, PASSPHRASE, seen, unlock, until } from './lib/app.mjs';
import { start } from './lib/browser.mjs';
import { blank, put } from './lib/private.mjs';
import { filesOfVersion, holds, play, same } from './lib/stage.mjs';

await play(async () => {
  const second = await start('second');
  const { page: town } = await enrol(second, { staff: '王芳' });
  await online(town);
  const first = await start('administrator');
  await put(await blank(first), 'county', await filesOfVersion('county'));
  const county = await first.page('county');
  await unlock(county, PASSPHRASE);
  await online(county);

  await go(county, '/approvals');
  await names(county, '王芳');
  await seen(county, '已指定');
  await names(county, '赵强');
  await seen(county, '已提出，等待另一名复核人同意');
  await seen(county, '由复核人本人在其设备上同意：王芳');
  same('who proposes does not agree', await county.getByRole('button', { name: '同意', exact: true }).count(), 0);
  await first.picture(county, 'proposed');
  same('it is not in force', (await approvers(county)).length, 1);

  await until(town, 'approval.list', {}, ({ waiting }) => waiting.length === 1, 'what waits for a second person');
  await go(town, '/approvals');
  await seen(town, '指定赵强为复核人');
  await second.picture(town, 'to-agree');
  await town.getByRole('button', { name: '同意', exact: true }).click();
  await town.locator('.ant-popover').getByRole('button', { name: '同意', exact: true }).click();
  await seen(town, '已同意');
  await seen(town, '没有等待复核的事项');
  await second.picture(town, 'agreed');

  await until(county, 'approver.list', {}, ({ approvers }) => approvers.length === 2, 'that it is in force');
  await seen(county, '没有等待复核的事项');
  holds('both know', (await approvers(town)).includes('赵强'));
  await first.picture(county, 'in-force');
});

async function approvers(page) {
  const { approvers } = await core(page, 'approver.list');
  return approvers.map(({ staff_name }) => staff_name);
}

/** Names somebody a second person, as a person at the desk does. */
async function names(page, name) {
  await page.getByRole('button', { name: '指定复核人' }).click();
  const form = page.getByRole('dialog');
  await form.getByRole('combobox').fill(name);
  await page.locator('.ant-select-item-option').filter({ hasText: name }).click();
  await form.getByRole('button', { name: '指定复核人' }).click();
  await form.waitFor({ state: 'hidden' });
}
