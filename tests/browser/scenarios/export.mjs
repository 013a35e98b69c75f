/** The ledger's list as a workbook, which the program that imports registers can open. */

import { join } from 'node:path';

import { enrol, go, online, until } from './lib/app.mjs';
import { start } from './lib/browser.mjs';
import { call, holds, play, same, stage } from './lib/stage.mjs';
import { story } from './lib/county.mjs';

await play(async () => {
  await story();
  const browser = await start(stage.way, { view: stage.way });
  const { page } = await enrol(browser, { staff: '李建国' });
  await online(page);
  await until(page, 'case.list', {}, ({ cases }) => cases.length === 3, 'the cases');
  await go(page, '/cases');
  await page.getByText('围墙占道').first().waitFor();
  await page.getByRole('button', { name: '导出' }).click();
  const workbook = page.getByRole('button', { name: '电子表格（xlsx）' });
  await workbook.waitFor();
  await browser.picture(page, 'export');
  const [download] = await Promise.all([page.waitForEvent('download'), workbook.click()]);
  holds(`it is called by its kind: ${download.suggestedFilename()}`, download.suggestedFilename().endsWith('.xlsx'));
  const file = join(stage.folder, 'ledger.xlsx');
  await download.saveAs(file);
  // It is a workbook to that reader, and no register of an office that it knows.
  const refused = await call('county', 'import', file).catch(({ failed }) => failed.code);
  same('it is read', refused, 'no_known_layout');
});
