/** The app as a person uses it, and its core as another tab of the same desk asks it. */

import { invite, same } from './stage.mjs';

/** What every desk with a passphrase opens with. */
export const PASSPHRASE = '一只花猫坐在门口';

/** Sets a desk up by a link, and leaves it at its first page with all cases. Answers the check code that was shown. */
export async function enrol(browser, options) {
  const { page, checkCode } = await takeUp(browser, options);
  await page.locator('[data-cases=here]').waitFor();
  await begin(page);
  return { page, checkCode };
}

/** Takes a link up, and stays where the check code is shown. */
export async function takeUp(browser, { desk = 'main', staff, lock = 'browser', pictures = false }) {
  const page = await browser.page(desk, `#enrol=${encodeURIComponent(await invite(staff))}`);
  await page.getByRole('heading', { name: '在这台设备上启用台账' }).waitFor();
  if (pictures) await browser.picture(page, 'link');
  if (lock === 'browser') {
    await page.getByRole('radio', { name: /由浏览器保管钥匙/ }).check();
  } else {
    await page.getByLabel(/^口令（/).fill(PASSPHRASE);
    await page.getByLabel('再输一遍').fill(PASSPHRASE);
  }
  await page.getByRole('button', { name: '启用', exact: true }).click();
  const checkCode = (await page.locator('[data-check-code]').innerText()).trim();
  if (pictures) await browser.picture(page, 'check-code');
  return { page, checkCode };
}

/** From the check code to the first page. */
export async function begin(page) {
  await page.getByRole('button', { name: '开始使用' }).click();
  await page.locator('.frame').waitFor();
}

/** Unlocks a desk. */
export async function unlock(page, passphrase = PASSPHRASE) {
  await page.getByLabel('口令', { exact: true }).fill(passphrase);
  await page.getByRole('button', { name: '打开', exact: true }).click();
}

/** Waits until a page is online. */
export async function online(page) {
  await page.locator('[data-sync=online]').first().waitFor();
}

/** Waits until a page is offline. */
export async function offline(page) {
  await page.locator('[data-sync=offline]').first().waitFor();
}

/** Waits until everything that was written has reached the relay. */
export async function sent(page) {
  await until(page, 'shell.sync', {}, ({ waiting, online }) => online && waiting === 0, 'all is sent');
}

/** Waits until the browser keeps the app itself: from now on it opens without the relay. */
export async function kept(page) {
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
}

/** Waits until a text stands on the page. */
export async function seen(page, text) {
  await page.getByText(text).filter({ visible: true }).first().waitFor();
}

/** Goes to a screen by its address within the app. */
export async function go(page, path) {
  await page.evaluate((path) => {
    location.hash = `#${path}`;
  }, path);
}

/** Asks the core of a page's desk, as another tab of it would. Fails with the core's own failure, and where the lead passes meanwhile. */
export async function core(page, name, params = {}) {
  const reply = await page.evaluate(
    ([name, params]) =>
      new Promise((resolve) => {
        const named = new URLSearchParams(location.search).get('desk') ?? 'main';
        const [channel, tab] = [new BroadcastChannel(`taizhang:${named}`), crypto.randomUUID()];
        const call = { id: 1, name, params: JSON.stringify(params), language: 'zh' };
        const answered = (reply) => {
          channel.close();
          resolve(reply);
        };
        let asked;
        channel.addEventListener('message', ({ data }) => {
          if (data.say === 'leading' && asked === undefined) {
            asked = data.term;
            channel.postMessage({ say: 'call', tab, call });
          } else if (data.say === 'leading' && data.term !== asked) {
            answered({ failure: { code: 'leader_gone' } });
          } else if (data.say === 'reply' && data.tab === tab) {
            answered(data.reply);
          }
        });
        channel.postMessage({ say: 'who-leads' });
      }),
    [name, params],
  );
  if (reply.failure !== undefined) {
    throw Object.assign(new Error(`${name}: ${JSON.stringify(reply.failure)}`), { failure: reply.failure });
  }
  return JSON.parse(reply.answer);
}

/** Under whose lead a page's desk is. After `former`, waits for the next: a tab that is closing may answer yet. */
export function lead(page, former) {
  return page.evaluate(
    (former) =>
      new Promise((resolve) => {
        const channel = new BroadcastChannel(`taizhang:${new URLSearchParams(location.search).get('desk') ?? 'main'}`);
        channel.addEventListener('message', ({ data }) => {
          if (data.say !== 'leading' || data.term === former) return;
          channel.close();
          resolve(data.term);
        });
        channel.postMessage({ say: 'who-leads' });
      }),
    former,
  );
}

/** Waits, through the core's own events, until an answer is as it should be. */
export async function until(page, name, params, is, what, patience = 20_000) {
  for (;;) {
    const change = nextEvent(page, patience);
    const answer = await core(page, name, params);
    if (is(answer)) return answer;
    await change.catch(() => {
      throw new Error(`never came: ${what}; last: ${JSON.stringify(answer).slice(0, 500)}`);
    });
  }
}

/** Waits until a draft holds a text: drafts are nobody else's, so the core tells nothing of them. */
export async function drafted(page, name, text) {
  while (!((await core(page, 'shell.draft_get', { name })).draft?.body ?? '').includes(text));
}

/** The next thing that a desk's core tells unasked. */
function nextEvent(page, patience) {
  const heard = page.evaluate(
    (patience) =>
      new Promise((resolve, reject) => {
        const channel = new BroadcastChannel(`taizhang:${new URLSearchParams(location.search).get('desk') ?? 'main'}`);
        const timer = setTimeout(() => reject(new Error('nothing was told')), patience);
        channel.addEventListener('message', ({ data }) => {
          if (data.say !== 'event') return;
          clearTimeout(timer);
          channel.close();
          resolve(data.event);
        });
      }),
    patience,
  );
  heard.catch(() => undefined);
  return heard;
}

/** How often an answer may lead a page to ask for something more. */
const ASKS_IN_A_ROW = 4;

/** Waits until all that a page asked for has come and is drawn: the core answers in turn, so what is asked last is answered last. */
export async function drawn(page) {
  for (let round = 0; round < ASKS_IN_A_ROW; round += 1) {
    await core(page, 'shell.state');
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))));
  }
}

/** A case registered by the core, with what every case needs. */
export async function register(page, title, more = {}) {
  const { case: id } = await core(page, 'case.register', {
    title,
    petitioner: '陈玉兰',
    area: '三合村',
    narrative: `来访反映：${title}。`,
    claim: ['请依法处理'],
    summary: '来访反映',
    ...more,
  });
  return id;
}

/** Every screen that the menu names: the way there and its name. */
export async function menu(page) {
  const phone = (await page.locator('.frame.phone').count()) > 0;
  if (phone) await page.getByRole('button', { name: '更多' }).click();
  await page.locator('nav.side a').first().waitFor();
  const links = await page.locator('nav.side a').evaluateAll((links) => links.map((a) => [a.getAttribute('href'), a.textContent.trim()]));
  if (phone) await page.keyboard.press('Escape');
  return [...new Map(links.map(([href, name]) => [href.replace(/^#?/, ''), name]))];
}

/** Fails where anything on a page moved by itself: a sum of Chromium's layout shifts of 0.1 is called good, nothing at all is better. */
export function still(where, moves) {
  same(`${where} keeps still`, moves, []);
}
