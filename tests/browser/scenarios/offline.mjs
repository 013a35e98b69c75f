/** The relay stops, the browser is started again, the network is off: the ledger opens, is searched, edited and printed; then all of it goes out. */

import { join } from 'node:path';

import { core, enrol, go, kept, offline, online, register, seen, sent, still } from './lib/app.mjs';
import { moved, start } from './lib/browser.mjs';
import { call, holds, measured, play, stage, startRelay, stopRelay, syncAll } from './lib/stage.mjs';
import { statSync } from 'node:fs';

const OUTAGES = 4;

await play(async () => {
  const browser = await start('village');
  const first = (await enrol(browser, { staff: '赵强' })).page;
  await online(first);
  const wall = await register(first, '围墙占道');
  await register(first, '水渠堵塞');
  await sent(first);
  await kept(first);

  await browser.close();
  await stopRelay();
  await browser.start();
  await browser.network(false);
  const page = await browser.page();
  await page.locator('.frame').waitFor();
  await offline(page);
  await browser.picture(page, 'today');
  still('the first page', await moved(page));

  await go(page, '/cases');
  await seen(page, '水渠堵塞');
  await page.getByRole('searchbox').or(page.getByPlaceholder(/拼音/)).first().fill('wqzd');
  await page.getByText('水渠堵塞').first().waitFor({ state: 'hidden' });
  await seen(page, '围墙占道');
  await browser.picture(page, 'search-by-pinyin');

  await page.getByText('围墙占道').first().click();
  await page.getByRole('heading', { name: '围墙占道' }).waitFor();
  await core(page, 'act', { kind: 'note', case: wall, payload: { text: '断网时记下的' } });
  await seen(page, '断网时记下的');
  await browser.picture(page, 'case');
  const late = await register(page, '离线登记的来访');
  await go(page, `/case/${wall}/print`);
  await seen(page, '断网时记下的');
  const paper = join(stage.pictures, 'case.pdf');
  await page.pdf({ path: paper, format: 'A4', printBackground: true });
  holds('a paper came out', statSync(paper).size > 5_000);
  const waiting = (await core(page, 'shell.sync')).waiting;
  holds('what was written waits', waiting > 0);
  measured('edits that waited for the network', waiting);

  await startRelay();
  await browser.network(true);
  await online(page);
  await sent(page);
  await syncAll();
  const there = (await call('town', 'case', 'list')).cases.map(({ id }) => id);
  holds('the township has what was registered offline', there.includes(late));
  const history = JSON.stringify(await call('town', 'case', 'history', wall));
  holds('and what was noted offline', history.includes('断网时记下的'));
  await browser.picture(page, 'back-online');

  // A relay that comes and goes is found again each time, and nobody has to do anything about it.
  for (let outage = 0; outage < OUTAGES; outage += 1) {
    await stopRelay();
    await offline(page);
    await startRelay();
    await online(page);
  }
});
