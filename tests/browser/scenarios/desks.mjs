/** Two devices in one browser: each has its own office, its own ledger and its own lock. One with a passphrase locks when nobody is there. */

import { core, enrol, go, online, PASSPHRASE, register, seen, unlock } from './lib/app.mjs';
import { start } from './lib/browser.mjs';
import { play, same } from './lib/stage.mjs';

await play(async () => {
  const browser = await start('shared');
  const { page: village } = await enrol(browser, { desk: 'village', staff: '赵强' });
  const { page: town } = await enrol(browser, { desk: 'town', staff: '王芳', lock: 'passphrase', pictures: true });
  await Promise.all([online(village), online(town)]);
  await register(town, '镇里自己的事项');
  const [at, here] = [await core(village, 'status'), await core(town, 'status')];
  same('two offices', [at.office_name, here.office_name], ['三合村', '石桥镇']);
  same('the village does not have what is the township’s own', (await core(village, 'case.list')).cases, []);
  await go(village, '/desks');
  await seen(village, '石桥镇');
  await browser.picture(village, 'desks');

  await town.clock.install();
  await town.reload();
  await unlock(town, '不是这个口令');
  await town.getByRole('alert').waitFor();
  await browser.picture(town, 'wrong-passphrase');
  await unlock(town, PASSPHRASE);
  await town.locator('.frame').waitFor();
  await town.clock.fastForward('09:00');
  await town.keyboard.press('Shift');
  await town.clock.fastForward('09:00');
  await town.locator('.frame').waitFor();
  await town.clock.fastForward('11:00');
  await town.getByRole('heading', { name: '台账已锁定' }).waitFor();
  await browser.picture(town, 'locked-after-idleness');
  await unlock(town, PASSPHRASE);
  await seen(town, '镇里自己的事项');
});
