/** The two pictures that the README opens with: a township's desk with a case two offices disagree on, and a village's phone. */

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { enrol, go, online, seen } from './lib/app.mjs';
import { start } from './lib/browser.mjs';
import { story } from './lib/county.mjs';
import { play, stage } from './lib/stage.mjs';

await play(async () => {
  const { wall } = await story();
  const folder = join(stage.repository, 'docs/images');
  mkdirSync(folder, { recursive: true });
  const desk = await start('desk');
  const { page: county } = await enrol(desk, { staff: '李建国' });
  await online(county);
  await go(county, `/case/${wall}`);
  await county.getByRole('heading', { name: '围墙占道' }).waitFor();
  await county.screenshot({ path: join(folder, 'desk.png'), animations: 'disabled' });

  const phone = await start('phone', { view: 'phone' });
  const { page: village } = await enrol(phone, { staff: '赵强' });
  await online(village);
  await seen(village, '水渠堵塞');
  await village.screenshot({ path: join(folder, 'phone.png'), animations: 'disabled' });
});
