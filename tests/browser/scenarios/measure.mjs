/** Every figure of the app that the README gives, on this machine. The county holds `way` cases. */

import { begin, core, go, kept, online, sent, takeUp, until } from './lib/app.mjs';
import { start } from './lib/browser.mjs';
import { measured, play, stage, sync } from './lib/stage.mjs';
import { bytes, weigh } from './lib/weight.mjs';

const TIMES = 5;
const at = (sorted, part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
const median = (all) => at(all.toSorted((a, b) => a - b), 0.5);
const ms = (time) => `${time >= 10_000 ? (time / 1000).toFixed(1) + ' s' : Math.round(time) + ' ms'}`;
const kb = (count) => `${Math.round(count / 1000)} KB`;

await play(async () => {
  const count = Number(stage.way);
  const browser = await start('town');
  browser.context.setDefaultTimeout(600_000);
  const weighed = weigh(browser);
  const gate = await browser.page();
  measured('first visit, nothing kept: to the first screen', ms((await ready(gate, 'screen')).screen));
  measured('first visit: compressed, until the first screen', kb(bytes(await weighed.first())));
  await kept(gate);
  measured('everything the app keeps for later, compressed', kb(bytes(await weighed.all())));
  // The administrator's device reads the long ledger before it makes a code.
  await sync('county');
  const began = performance.now();
  const { page } = await takeUp(browser, { staff: '王芳' });
  measured('a code taken up, the check code shown', ms(performance.now() - began));
  await begin(page);
  measured('the first screen after it', ms(performance.now() - began));
  measured('by then, compressed: pages and core', kb(bytes(await weighed.first())));
  await online(page);
  await until(page, 'status', {}, ({ cases }) => cases === count, `all ${count} cases`, 600_000);
  measured(`a new device takes up ${count} cases`, ms(performance.now() - began));
  await sent(page);

  await browser.close();
  await browser.start();
  browser.context.setDefaultTimeout(600_000);
  const first = await browser.page();
  measured('the first opening after that, with the ledger’s lines', ms((await ready(first, 'lines')).lines));
  measured(`then search “工资”, the core’s answer, median of ${TIMES}`, ms(await asked(first, { search: '工资', limit: 200 })));
  // In its first second a desk has not looked yet.
  await until(first, 'shell.sync', {}, ({ lag }) => lag > 0, 'the lists lag behind', 60_000);
  await until(first, 'shell.sync', {}, ({ lag }) => lag === 0, 'the lists are up to date', 600_000);
  measured('until its lists are up to date, all in all', ms(performance.now() - began));

  const [cold, lines] = [[], []];
  let shown = page;
  for (let time = 0; time < TIMES; time += 1) {
    await browser.close();
    await browser.start();
    shown = await browser.page();
    const took = await ready(shown, 'lines');
    cold.push(took.screen);
    lines.push(took.lines);
  }
  measured('cold start (browser just started): first screen; with the ledger’s lines', `${ms(median(cold))}; ${ms(median(lines))}`);
  const warm = [];
  for (let time = 0; time < TIMES; time += 1) {
    await shown.reload();
    warm.push((await ready(shown, 'lines')).lines);
  }
  measured('warm start, with the ledger’s lines', ms(median(warm)));

  await go(shown, '/cases');
  await shown.locator('.records [role=row]:not(.heads)').first().waitFor();
  const frames = await scroll(shown);
  measured(`scrolling ${count} cases: frame, median; 95 of 100; longest`, [0.5, 0.95, 1].map((part) => ms(at(frames, part))).join('; '));
  await browser.picture(shown, 'long-list');
  for (const search of ['工资', 'weiqiang', '柳树村 占用']) {
    measured(`search “${search}”, the core’s answer, median of ${TIMES}`, ms(await asked(shown, { search, limit: 200 })));
  }
  measured('memory of the whole browser', `${Math.round(browser.memory() / 1e6)} MB`);
}, 900_000);

async function ready(page, what) {
  await page.waitForFunction((what) => globalThis.taizhangReady[what] !== undefined, what);
  return page.evaluate(() => globalThis.taizhangReady);
}

/** Scrolls through the longest list of a page, a bit each frame; the length of every frame, in order of length. */
async function scroll(page) {
  const frames = await page.evaluate(
    () =>
      new Promise((resolve) => {
        const list = [...document.querySelectorAll('main, main *')].reduce((a, b) => (b.scrollHeight - b.clientHeight > a.scrollHeight - a.clientHeight ? b : a));
        const lengths = [];
        let last = performance.now();
        const step = (now) => {
          lengths.push(now - last);
          last = now;
          list.scrollTop += 600;
          if (lengths.length < 240) requestAnimationFrame(step);
          else resolve(lengths.slice(1));
        };
        requestAnimationFrame(step);
      }),
  );
  return frames.toSorted((a, b) => a - b);
}

async function asked(page, params) {
  const took = [];
  for (let time = 0; time < TIMES; time += 1) {
    const began = performance.now();
    await core(page, 'case.list', params);
    took.push(performance.now() - began);
  }
  return median(took);
}
