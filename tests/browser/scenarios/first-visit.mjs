/**
 * What a person does first: sets a desk up, looks at the day and the ledger, searches, begins to write, opens the page again.
 * `cargo xtask web --record` plays it with a core that notes what is called. What is done with a few things is done otherwise with
 * many (how they are sorted, where a tree divides), so it begins in a county of two offices and ends in one of forty.
 * And random ids have a say in it, so several people do it in each.
 */

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { core, enrol, go, online, sent } from './lib/app.mjs';
import { start } from './lib/browser.mjs';
import { call, ledger, play, stage, syncAll } from './lib/stage.mjs';

/** How many visit the small county, and the grown one: after so many nobody calls anything new. */
const VISITS = { small: 8, grown: 20 };
const OFFICES = 40;
const CASES = 400;

await play(async () => {
  await call('village', 'case', 'register', '--title', '围墙占道', '--petitioner', '陈玉兰', '--area', '三合村', '--claim', '拆除围墙');
  await syncAll();
  const called = new Set();
  for (let visit = 0; visit < VISITS.small; visit += 1) await visited(`small-${visit}`, visit, called);
  await grow();
  for (let visit = 0; visit < VISITS.grown; visit += 1) await visited(`grown-${visit}`, visit, called);

  const folder = join(stage.repository, 'target/browser');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'first-visit.json'), JSON.stringify([...called].sort((a, b) => a - b)));
}, 900_000);

/** The county as it is after a year. */
async function grow() {
  for (let office = 0; office < OFFICES; office += 1) {
    await call('county', 'office', 'add', '--name', `${office}号村`, '--code', `N${office}`, '--kind', 'village', '--parent', '石桥镇');
    await call('county', 'staff', 'add', '--office', `${office}号村`, '--name', `干部${office}`);
  }
  await ledger(CASES);
  await syncAll();
}

/** One first visit, at a desk or on a phone, with everything that it called noted. */
async function visited(name, visit, called) {
  const [view, staff] = visit % 2 === 0 ? ['desk', '王芳'] : ['phone', '赵强'];
  const browser = await start(name, { view });
  const { page } = await enrol(browser, { staff });
  await online(page);
  await look(page);
  await sent(page);
  await note(page, called);
  await page.reload();
  await look(page);
  await note(page, called);
  await browser.close();
  console.log(`${name}: ${called.size} functions called`);
}

async function note(page, called) {
  for (const worker of page.workers()) for (const one of await worker.evaluate(() => globalThis.taizhangSeen())) called.add(one);
}

/** The day, the ledger, a search; and what is being written is kept. */
async function look(page) {
  await go(page, '/');
  await page.getByRole('heading', { name: '今日' }).first().waitFor();
  await go(page, '/cases');
  await page.locator('.records [role=row]:not(.heads), .records li').first().waitFor();
  await core(page, 'case.list', { search: 'weiqiang', limit: 50 });
  await core(page, 'shell.draft_put', { name: 'first-visit', body: '写到一半' });
  await core(page, 'shell.draft_put', { name: 'first-visit', body: null });
}
