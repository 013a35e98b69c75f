/**
 * A browser with a folder of its own: what it keeps is there when it is started again. It watches what no scenario should have to
 * look for: a script that fails, the policy broken, a request to anybody but the relay, a page that moves under the reader.
 */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { chromium } from 'playwright-core';

import { stage } from './stage.mjs';

/** The two layouts. */
export const VIEWS = {
  desk: { viewport: { width: 1280, height: 800 } },
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
};

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Every browser of this scenario. */
const browsers = [];

/** What a page without a network has to say about it is no problem. */
const ABOUT_THE_NETWORK = /net::ERR_|Failed to load resource|Failed to fetch|network error/i;

/** Runs in every page before anything else: counts how far things moved by themselves, reports what the policy forbade. */
function watch() {
  globalThis.taizhangMoved = [];
  // How long the page took until its first screen, and until the ledger's own lines were on it, in milliseconds.
  globalThis.taizhangReady = {};
  const mark = () => {
    const seen = { screen: '.frame h1, .gate h1', lines: '.records [role=row]:not(.heads), .records li' };
    for (const [name, selector] of Object.entries(seen)) {
      if (globalThis.taizhangReady[name] === undefined && document.querySelector(selector)) globalThis.taizhangReady[name] = performance.now();
    }
  };
  new MutationObserver(mark).observe(document, { childList: true, subtree: true });
  addEventListener('securitypolicyviolation', (event) => {
    globalThis.taizhangProblem?.(`policy: ${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
  });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (entry.hadRecentInput) continue;
      const name = (node) => (node instanceof Element ? `${node.tagName.toLowerCase()}.${node.className}` : (node?.textContent ?? String(node)));
      globalThis.taizhangMoved.push({ by: entry.value, what: entry.sources.map(({ node }) => name(node)), where: location.hash });
    }
  }).observe({ type: 'layout-shift', buffered: true });
}

/** One browser. */
export class Browser {
  #name;
  #options;
  #folder;
  /** The browser around a private window. */
  #program;
  #pictures = 0;
  context;
  problems = [];
  #expected = [];
  #heard = [];
  /** Requests to the relay for anything but the protocol, since the start. */
  files = [];

  constructor(name, options) {
    this.#name = name;
    this.#options = options;
    this.#folder = join(stage.folder, `browser-${name}`);
    browsers.push(this);
  }

  /** Starts it, the first time or again. */
  async start() {
    const { view = 'desk', flags = [], init, incognito = false, ...more } = this.#options;
    const program = { executablePath: stage.chromium, headless: true, args: [...FLAGS, ...flags] };
    const window = { locale: 'zh-CN', timezoneId: 'Asia/Shanghai', ...VIEWS[view], ...more };
    if (incognito) {
      this.#program = await chromium.launch(program);
      this.context = await this.#program.newContext(window);
    } else {
      this.context = await chromium.launchPersistentContext(this.#folder, { ...program, ...window });
    }
    this.context.setDefaultTimeout(20_000);
    await this.context.exposeBinding('taizhangProblem', (_, problem) => this.#problem(problem));
    await this.context.addInitScript(watch);
    if (init !== undefined) await this.context.addInitScript(init);
    this.context.on('weberror', (error) => this.#problem(`script: ${error.error().stack}`));
    this.context.on('console', (message) => {
      if (message.type() !== 'error' || ABOUT_THE_NETWORK.test(message.text())) return;
      this.#problem(`console: ${message.text()} ${message.location().url}`);
    });
    this.context.on('request', (request) => this.#asked(request.url()));
    return this;
  }

  #problem(problem) {
    this.#heard.push(problem);
    for (const told of this.#waiting) told();
    if (!this.#expected.some((expected) => expected.test(problem))) this.problems.push(`${this.#name}: ${problem}`);
  }

  /** From now on this is no problem, but what the scenario is about. */
  expect(expected) {
    this.#expected.push(expected);
  }

  #waiting = new Set();

  /** Waits until the browser complained of something. */
  told(expected) {
    return new Promise((resolve) => {
      const look = () => {
        if (!this.#heard.some((problem) => expected.test(problem))) return;
        this.#waiting.delete(look);
        resolve();
      };
      this.#waiting.add(look);
      look();
    });
  }

  #asked(address) {
    const { protocol, origin, pathname } = new URL(address);
    if (protocol === 'blob:' || protocol === 'data:' || address.startsWith('chrome')) return;
    if (origin !== (this.#options.origin ?? stage.relay)) return this.#problem(`asked somebody else: ${address}`);
    if (!pathname.startsWith('/v1/')) this.files.push(pathname);
  }

  /** A page at a desk. */
  async page(desk = 'main', hash = '') {
    const page = this.context.pages().find((page) => page.url() === 'about:blank') ?? (await this.context.newPage());
    // A tab behind another draws once a second.
    await page.bringToFront();
    return this.#open(page, desk, hash);
  }

  /** One more tab at a desk. */
  async newPage(desk = 'main', hash = '') {
    return this.#open(await this.context.newPage(), desk, hash);
  }

  async #open(page, desk, hash) {
    await page.goto(`${this.#options.origin ?? stage.relay}/${desk === 'main' ? '' : `?desk=${desk}`}${hash}`);
    return page;
  }

  /** Closes it as a person does. */
  async close() {
    await this.context?.close();
    await this.#program?.close();
    this.context = undefined;
  }

  /** `kill -9`, all of it. */
  async kill() {
    const gone = new Promise((resolve) => this.context.once('close', resolve));
    process.kill(-this.#process(), 'SIGKILL');
    await gone;
    this.context = undefined;
  }

  /** The browser's own process, which leads its group: the one on this folder that no other started. */
  #process() {
    for (const name of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      let line = '';
      try {
        line = readFileSync(`/proc/${name}/cmdline`, 'utf8');
      } catch {
        // It ended meanwhile.
      }
      const words = line.split('\0');
      if (words.includes(`--user-data-dir=${this.#folder}`) && !words.some((word) => word.startsWith('--type='))) return Number(name);
    }
    throw new Error('the browser does not run');
  }

  /** Bytes of memory of all its processes that are its own. */
  memory() {
    let total = 0;
    const group = this.#process();
    for (const name of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      try {
        // After the name in brackets: state, parent, group.
        const of = Number(readFileSync(`/proc/${name}/stat`, 'utf8').split(') ').at(-1).split(' ')[2]);
        if (of !== group) continue;
        total += Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${name}/smaps_rollup`, 'utf8'))?.[1] ?? 0) * 1024;
      } catch {
        // It ended meanwhile.
      }
    }
    return total;
  }

  /** Takes the network away, or gives it back. */
  async network(on) {
    await this.context.setOffline(!on);
  }

  /** Keeps a picture of a page. */
  async picture(page, what, options = {}) {
    this.#pictures += 1;
    const name = `${this.#name}-${String(this.#pictures).padStart(2, '0')}-${what}.png`;
    await page.screenshot({ path: join(stage.pictures, name), animations: 'disabled', ...options });
  }

  async pictureOfAll() {
    for (const page of this.context?.pages() ?? []) await this.picture(page, 'failed', { timeout: 3_000 }).catch(() => undefined);
  }
}

/** Starts a browser: `view`, `init` (a script for every page), `incognito` (a private window), whatever the driver takes. */
export function start(name, options = {}) {
  return new Browser(name, options).start();
}

/** Closes every browser, after a picture of each page where something failed; tells what they complained of. */
export async function closeAll(error) {
  if (error !== undefined) await Promise.all(browsers.map((browser) => browser.pictureOfAll()));
  await Promise.all(browsers.map((browser) => browser.close().catch(() => undefined)));
  return browsers.flatMap(({ problems }) => problems);
}

/** How far a page moved by itself since it was opened, and what moved. */
export function moved(page) {
  return page.evaluate(() => globalThis.taizhangMoved);
}
