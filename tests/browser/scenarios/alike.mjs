/**
 * A matter that was registered before is pointed out while somebody types it again, with why, and nobody is looked up by name; and what
 * one case's edit changes is told as that case.
 */

import { core, enrol, go, online, sent, until } from './lib/app.mjs';
import { start } from './lib/browser.mjs';
import { call, holds, play, same, stage, sync, syncAll } from './lib/stage.mjs';

const WALL = '邻居王某砌围墙占用村道三米，要求拆除。';

await play(async () => {
  const register = async (title, text) =>
    (await call('town', 'case', 'register', '--title', title, '--petitioner', '陈玉兰', '--area', '三合村', '--claim', '请依法处理', '--narrative', text)).case;
  const wall = await register('围墙占道', WALL);
  const aid = await register('低保评定', '反映低保评定不公。');
  await syncAll();
  const browser = await start(stage.way, { view: stage.way });
  const { page } = await enrol(browser, { staff: '王芳' });
  await online(page);
  await until(page, 'case.list', {}, ({ cases }) => cases.length === 2, 'both cases');

  await go(page, '/register');
  await page.getByLabel('信访人姓名').fill('陈玉兰');
  await page.getByLabel('事发地（村、社区）').fill('三合村');
  await page.getByLabel('事项（一句话）').fill('邻居围墙占用村道');
  const found = page.locator('#same-matter');
  await found.getByRole('link', { name: '围墙占道' }).waitFor();
  same('one case is like it', await found.getByRole('listitem').count(), 1);
  const why = await found.getByRole('listitem').innerText();
  for (const reason of ['同名', '同一事发地', '内容']) holds(`it says why: ${reason} in ${why}`, why.includes(reason));
  await found.scrollIntoViewIfNeeded();
  await browser.picture(page, 'alike');
  await page.evaluate(() => localStorage.setItem('taizhang:main:settings', JSON.stringify({ language: 'en' })));
  await page.reload();
  await found.getByRole('link', { name: '围墙占道' }).waitFor();
  await found.scrollIntoViewIfNeeded();
  await browser.picture(page, 'alike-english');
  await page.getByLabel('Matter, in a line').fill('');
  await found.getByRole('link', { name: '围墙占道' }).waitFor({ state: 'detached' });

  const own = changes(page, 1);
  await core(page, 'act', { kind: 'note', case: wall, payload: { text: '已电话联系' } });
  same('an act is told as its case', await own, [[wall]]);
  await sent(page);
  const heard = changes(page, 1);
  await sync('county');
  await call('county', 'act', 'note', aid, '--text', '县里已知悉');
  await sync('county');
  same('what a sync brought is told as its case', await heard, [[aid]]);
});

/** The cases of the next events that tell of changes. */
function changes(page, count) {
  return page.evaluate(
    (count) =>
      new Promise((resolve) => {
        const [channel, told] = [new BroadcastChannel('taizhang:main'), []];
        channel.addEventListener('message', ({ data }) => {
          if (data.say !== 'event' || data.event.event !== 'changed') return;
          if (told.push(data.event.cases) === count) resolve(told);
        });
      }),
    count,
  );
}
