/**
 * What a person does first: sets a desk up, looks at the day and the ledger, searches, begins to write, opens the page again.
 * `cargo xtask web --record` plays it with a core that notes what is called.
 */

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { core, enrol, go, online, seen, sent } from './lib/app.mjs';
import { start } from './lib/browser.mjs';
import { call, play, stage, syncAll } from './lib/stage.mjs';

await play(async () => {
  await call('village', 'case', 'register', '--title', '围墙占道', '--petitioner', '陈玉兰', '--area', '三合村', '--claim', '拆除围墙');
  await syncAll();
  const called = new Set();
  const note = async (page) => {
    for (const worker of page.workers()) for (const one of await worker.evaluate(() => globalThis.taizhangSeen())) called.add(one);
    console.log(`${called.size} functions called`);
  };

  const desk = await start('town');
  const { page } = await enrol(desk, { staff: '王芳' });
  await online(page);
  await seen(page, '围墙占道');
  await look(page);
  await sent(page);
  await note(page);
  await page.reload();
  await look(page);
  await note(page);

  const phone = await start('phone', { view: 'phone' });
  const { page: small } = await enrol(phone, { staff: '赵强' });
  await online(small);
  await look(small);
  await sent(small);
  await note(small);

  const folder = join(stage.repository, 'target/browser');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'first-visit.json'), JSON.stringify([...called].sort((a, b) => a - b)));
}, 300_000);

/** The day, the ledger, a search; and what is being written is kept. */
async function look(page) {
  await go(page, '/');
  await seen(page, '围墙占道');
  await go(page, '/cases');
  await seen(page, '围墙占道');
  await core(page, 'case.list', { search: 'weiqiang', limit: 50 });
  await core(page, 'shell.draft_put', { name: 'first-visit', body: '写到一半' });
  await core(page, 'shell.draft_put', { name: 'first-visit', body: null });
}
