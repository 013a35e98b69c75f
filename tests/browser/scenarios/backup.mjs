/**
 * A desk is lost with edits that nobody else has: its backup, made in the app, makes a new desk, whose edits reach the relay. And a desk
 * that is set up by a file where no relay can be reached.
 */

import { join } from 'node:path';

import { core, enrol, go, kept, online, register, seen, sent } from './lib/app.mjs';
import { start } from './lib/browser.mjs';
import { call, holds, invite, play, same, stage, startRelay, stopRelay, sync, syncAll } from './lib/stage.mjs';

const PASSPHRASE = '备份要用另外的口令';

await play(async () => {
  const browser = await start(stage.way, { view: stage.way });
  const { page } = await enrol(browser, { staff: '王芳' });
  await online(page);
  await register(page, '围墙占道');
  await sent(page);
  await kept(page);
  await stopRelay();
  await register(page, '没有送出的一件');

  await go(page, '/bundles');
  await page.getByLabel(/^备份口令/).fill(PASSPHRASE);
  await page.getByLabel('再输一遍').fill(PASSPHRASE);
  await page.getByRole('button', { name: '下载备份' }).scrollIntoViewIfNeeded();
  await browser.picture(page, 'backup');
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '下载备份' }).click()]);
  const file = join(stage.folder, 'desk.backup');
  await download.saveAs(file);
  await page.close();

  // The desk is gone; the app opens without the relay at another one.
  const again = await browser.newPage('again');
  await again.getByRole('button', { name: '从备份恢复' }).click();
  await again.locator('input[type=file]').setInputFiles(file);
  await again.getByLabel('备份口令').fill('不是这一个口令');
  await again.getByRole('radio', { name: /由浏览器保管钥匙/ }).check();
  await again.getByRole('button', { name: '恢复', exact: true }).click();
  await seen(again, /口令/);
  await again.getByRole('alert').waitFor();
  same('nothing was made', (await core(again, 'shell.state')).state, 'new');
  await again.getByLabel('备份口令').fill(PASSPHRASE);
  await browser.picture(again, 'restoring');
  await again.getByRole('button', { name: '恢复', exact: true }).click();
  await seen(again, '备份已恢复');
  await browser.picture(again, 'restored');
  await startRelay();
  await again.getByLabel('启用链接或启用码').fill(await invite('王芳'));
  await again.getByRole('button', { name: '启用', exact: true }).click();
  await again.getByRole('button', { name: '开始使用' }).click();
  await online(again);
  const titles = async (page) => (await core(page, 'case.list')).cases.map(({ title }) => title).toSorted();
  same('all of it is back', await titles(again), ['围墙占道', '没有送出的一件'].toSorted());
  await sent(again);
  await syncAll();
  const { cases } = await call('county', 'case', 'list');
  holds('the relay has what only the backup had', cases.some(({ title }) => title === '没有送出的一件'));

  // A device that cannot reach the relay: a file brings what it would have.
  const code = await invite('王芳');
  const bundle = join(stage.folder, 'county.bundle');
  await call('county', 'bundle', 'export', bundle);
  const third = await browser.newPage('third');
  await third.getByRole('heading', { name: '在这台设备上启用台账' }).waitFor();
  await stopRelay();
  await third.getByLabel('启用链接或启用码').fill(code);
  await third.getByRole('button', { name: '连不上服务器？用文件启用' }).click();
  await third.locator('input[type=file]').setInputFiles(bundle);
  await third.getByRole('radio', { name: /由浏览器保管钥匙/ }).check();
  await browser.picture(third, 'by-file');
  await third.getByRole('button', { name: '启用', exact: true }).click();
  await third.getByRole('button', { name: '开始使用' }).click();
  await third.locator('.frame').waitFor();
  same('the file brought the cases', (await titles(third)).length, 2);
  // The relay hears of it by the file that it gives back.
  await startRelay();
  await go(third, '/bundles');
  const [given] = await Promise.all([third.waitForEvent('download'), third.getByRole('button', { name: '导出文件' }).click()]);
  const back = join(stage.folder, 'third.bundle');
  await given.saveAs(back);
  await call('county', 'bundle', 'import', back);
  await sync('county');
  await core(third, 'shell.sync_now');
  await online(third);
});
