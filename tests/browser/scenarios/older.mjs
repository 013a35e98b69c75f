/**
 * What an older version of the app left in a browser is opened by this one: cases, a draft and an edit that had not gone out are
 * there, what is new works, and the desk goes on syncing. What a newer version left is refused in a sentence, and is not touched.
 */

import { readFileSync } from 'node:fs';

import { core, go, online, PASSPHRASE, register, seen, sent, unlock, until } from './lib/app.mjs';
import { start } from './lib/browser.mjs';
import { blank, bytesOf, poolOf, put } from './lib/private.mjs';
import { call, filesOfVersion, holds, play, same, sync } from './lib/stage.mjs';

/** The migrations that there were when the first app could keep drafts; before, and long after. */
const [BEFORE_DRAFTS, WITH_DRAFTS, NEWER] = [9, 10, 99];

await play(async () => {
  const command = (office, title) => call(office, 'case', 'register', '--title', title, '--petitioner', '陈玉兰', '--area', '三合村', '--claim', '请依法处理');
  const { case: wall } = await command('village', '围墙占道');
  await sync('village');
  await command('village', '还没有发出的一件');
  await command('town', '镇里的旧事项');
  await sync('town');
  await command('county', '县里的事项');

  const browser = await start('older');
  const aside = await blank(browser);
  await put(aside, 'village', await filesOfVersion('village', WITH_DRAFTS, JSON.stringify({ petitioner: '周海', title: '上一版写到一半的' })));
  await put(aside, 'town', await filesOfVersion('town', BEFORE_DRAFTS));
  const newer = await filesOfVersion('county', NEWER);
  await put(aside, 'county', newer);

  const village = await browser.page('village');
  await unlock(village, PASSPHRASE);
  await village.locator('.frame').waitFor();
  await go(village, '/cases');
  await Promise.all([seen(village, '围墙占道'), seen(village, '还没有发出的一件')]);
  await browser.picture(village, 'cases-of-an-older-version');
  await online(village);
  await sent(village);
  const { cases } = await core(village, 'case.list');
  same('every case is there once', cases.map(({ title }) => title).toSorted(), ['围墙占道', '还没有发出的一件'].toSorted());
  await go(village, '/register');
  same('the draft is there', await village.getByLabel('事项（一句话）').inputValue(), '上一版写到一半的');
  await browser.picture(village, 'draft-of-an-older-version');

  const town = await browser.newPage('town');
  await unlock(town, PASSPHRASE);
  await online(town);
  await until(town, 'case.list', {}, ({ cases }) => cases.length === 3, 'what the village wrote');
  await core(town, 'shell.draft_put', { name: 'test/new', body: '新表可用' });
  same('drafts can be kept', (await core(town, 'shell.draft_get', { name: 'test/new' })).draft.body, '新表可用');
  await core(town, 'act', { kind: 'note', case: wall, payload: { text: '镇里来看过' } });
  await until(village, 'case.history', { case: wall }, (told) => JSON.stringify(told).includes('镇里来看过'), 'the note in the village');
  const arrived = await core(village, 'since', { since_ms: 0 });
  holds(`what came is told: ${JSON.stringify(arrived)}`, JSON.stringify(arrived).includes(wall));
  await register(village, '新版里登记的');

  const county = await browser.newPage('county');
  await unlock(county, PASSPHRASE);
  await county.locator('[data-code=newer_database]').waitFor();
  await browser.picture(county, 'newer-database');
  await county.close();
  const left = await bytesOf(aside, poolOf('county'));
  holds('what a newer version wrote is as it was', left.equals(readFileSync(newer.pool)));
});
