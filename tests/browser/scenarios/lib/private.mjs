/** The browser's private files from a page of the relay's origin that is not the app: put there before it starts, held, looked at. */

import { readFileSync } from 'node:fs';

import { stage } from './stage.mjs';

const BLANK = '/blank-for-a-test.html';
const HOLDER = '/holder-for-a-test.js';
/** A worker that holds a file, and says so. */
const HOLDS = `onmessage = async ({ data }) => {
  let folder = await navigator.storage.getDirectory();
  const names = data.split('/');
  for (const name of names.slice(0, -1)) folder = await folder.getDirectoryHandle(name);
  const file = await folder.getFileHandle(names.at(-1));
  // A tab that closes lets go of it a moment later.
  while (globalThis.held === undefined) globalThis.held = await file.createSyncAccessHandle().catch(() => new Promise((later) => setTimeout(later, 20)));
  postMessage('held');
};`;

/** A page of the origin without the app. */
export async function blank(browser) {
  await browser.context.route(`**${BLANK}`, (route) => route.fulfill({ contentType: 'text/html', body: '<title>blank</title>' }));
  await browser.context.route(`**${HOLDER}`, (route) => route.fulfill({ contentType: 'text/javascript', body: HOLDS }));
  const page = await browser.context.newPage();
  await page.goto(`${stage.relay}${BLANK}`);
  return page;
}

/** Puts a desk's files there, as the test gave them: the slot of its keys, and one file of the pool. */
export async function put(page, desk, { keys, pool }) {
  const [device, database] = [keys, pool].map((path) => readFileSync(path).toString('base64'));
  await page.evaluate(
    async ([files]) => {
      for (const [path, text] of files) {
        let folder = await navigator.storage.getDirectory();
        const names = path.split('/');
        for (const name of names.slice(0, -1)) folder = await folder.getDirectoryHandle(name, { create: true });
        const file = await (await folder.getFileHandle(names.at(-1), { create: true })).createWritable();
        await file.write(Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)));
        await file.close();
      }
    },
    [
      [
        [`taizhang/${desk}/device.0`, device],
        [poolOf(desk), database],
      ],
    ],
  );
}

/** Where the database of a desk that was put there lies. */
export const poolOf = (desk) => `taizhang/${desk}/ledger/.opaque/from-another-version`;

/** A file's bytes. */
export async function bytesOf(page, path) {
  const text = await page.evaluate(async (path) => {
    let folder = await navigator.storage.getDirectory();
    const names = path.split('/');
    for (const name of names.slice(0, -1)) folder = await folder.getDirectoryHandle(name);
    const file = await (await folder.getFileHandle(names.at(-1))).getFile();
    const bytes = new Uint8Array(await file.arrayBuffer());
    let letters = '';
    for (let at = 0; at < bytes.length; at += 8192) letters += String.fromCharCode(...bytes.subarray(at, at + 8192));
    return btoa(letters);
  }, path);
  return Buffer.from(text, 'base64');
}

/** Holds a file as another tab would that does not end; the answer lets it go. */
export async function hold(page, path) {
  await page.evaluate(
    ([script, path]) =>
      new Promise((resolve, reject) => {
        globalThis.holder = new Worker(script);
        globalThis.holder.onmessage = resolve;
        globalThis.holder.onerror = ({ message }) => reject(new Error(message));
        globalThis.holder.postMessage(path);
      }),
    [HOLDER, path],
  );
  return () => page.evaluate(() => globalThis.holder.terminate());
}
