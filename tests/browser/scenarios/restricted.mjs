/**
 * A restricted case at a desk that may not read it: no page of it shows what it says, each says why and leads to where it can be opened;
 * the reason for that is kept while it is written, and with it the case is open for some hours.
 */

import { core, drafted, enrol, go, online, register, seen, until } from './lib/app.mjs';
import { faults } from './lib/axe.mjs';
import { start } from './lib/browser.mjs';
import { holds, play, same } from './lib/stage.mjs';

const TITLE = '家庭暴力求助';
const WHY = '信访人在窗口求助，须当场办理';
/** Pages of a case by their address. */
const PAGES = ['edit', 'history', 'print', 'slip', 'act', 'act/note'];

await play(async () => {
  const desks = await start('desks');
  const { page: village } = await enrol(desks, { desk: 'village', staff: '赵强' });
  const { page: county } = await enrol(desks, { desk: 'county', staff: '李建国' });
  await Promise.all([online(village), online(county)]);
  const id = await register(village, TITLE);
  await until(county, 'case.list', {}, ({ cases }) => cases.length === 1, 'the case at the county');
  await core(county, 'act', { kind: 'restrict', case: id, payload: { reason: '保护当事人' } });
  const withheld = ({ case: { reading } }) => reading?.state === 'withheld';
  await until(village, 'case.show', { case: id }, withheld, 'that it is restricted');

  for (const page of PAGES) {
    await go(village, `/case/${id}/${page}`);
    await seen(village, '本案限制知悉');
    same(`${page} shows nothing of it`, await village.getByText(TITLE).count(), 0);
    await village.getByRole('link', { name: '打开案件' }).waitFor();
  }
  await village.getByRole('link', { name: '打开案件' }).click();
  await village.getByRole('button', { name: '紧急查阅' }).waitFor();
  same('what is wrong with the page of a restricted case', await faults(village, 'restricted'), []);
  holds('nothing of it is shown', (await village.getByText(TITLE).count()) === 0);
  await village.getByLabel('事由').fill(WHY);
  await desks.picture(village, 'restricted');
  await drafted(village, `glass:${id}`, WHY);
  await village.reload();
  await village.getByRole('button', { name: '紧急查阅' }).waitFor();
  await village.waitForFunction((why) => document.querySelector('textarea')?.value === why, WHY);
  await village.getByRole('button', { name: '紧急查阅' }).click();
  await village.getByRole('heading', { name: TITLE }).waitFor();
  await desks.picture(village, 'opened-all-the-same');

  await go(village, '/entries/new/nonsense');
  await village.getByRole('alert').waitFor();
  await desks.picture(village, 'no-such-kind');
});
