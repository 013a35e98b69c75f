/** Two people on one case, both online: each sees what the other saves. How long that takes is printed, and not judged here. */

import { core, enrol, go, online, register, seen, sent, until } from './lib/app.mjs';
import { start } from './lib/browser.mjs';
import { measured, play } from './lib/stage.mjs';

await play(async () => {
  const browser = await start('both');
  const { page: town } = await enrol(browser, { desk: 'town', staff: '王芳' });
  const { page: county } = await enrol(browser, { desk: 'county', staff: '李建国' });
  await Promise.all([online(town), online(county)]);
  const wall = await register(town, '围墙占道');
  await sent(town);
  await until(county, 'case.list', {}, ({ cases }) => cases.length === 1, 'the case at the county');
  await go(county, '/');
  await county.getByRole('link', { name: /新到\s*1/ }).click();
  // What the figure counts, since the moment that it counts from.
  await county.waitForURL(/#\/since\?at=\d+$/);
  await seen(county, '1件案件有变化，其中新到1件');
  await county.locator('main').getByText('围墙占道').waitFor();
  for (const page of [town, county]) {
    await go(page, `/case/${wall}`);
    await page.getByRole('heading', { name: '围墙占道' }).waitFor();
  }
  const took = [];
  for (const [turn, [from, to]] of [[town, county], [county, town], [town, county], [county, town], [town, county]].entries()) {
    const text = `第${turn + 1}次通话记录`;
    const began = performance.now();
    const arrived = seen(to, text);
    await core(from, 'act', { kind: 'note', case: wall, payload: { text } });
    await arrived;
    took.push(Math.round(performance.now() - began));
  }
  measured('a save, seen by another person on the same case (ms, five in turn)', took.join(', '));
  await browser.picture(county, 'the-county-sees-all-five');
});
