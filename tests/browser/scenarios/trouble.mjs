/** Browsers that cannot hold a ledger, or not any more: each says so in a sentence that helps. */

import { core, enrol, online, PASSPHRASE, register, seen } from './lib/app.mjs';
import { start } from './lib/browser.mjs';
import { holds, play, same, stage } from './lib/stage.mjs';

await play(async () => {
  await withoutPrivateFiles();
  await refusedInTheWorker();
  await fullDisk();
  await noRoomForKeys();
});

/** A browser that is too old, or forbids it: `navigator.storage.getDirectory` is missing. */
async function withoutPrivateFiles() {
  const browser = await start('old', {
    init: () => {
      delete StorageManager.prototype.getDirectory;
    },
  });
  const page = await browser.page();
  await page.locator('[data-code=no_opfs]').waitFor();
  await browser.picture(page, 'no-private-files');
  await browser.close();
}

/** A private window, as some browsers have it: the folder is there, and refuses. */
async function refusedInTheWorker() {
  const browser = await start('private');
  await browser.context.route('**/assets/worker-*.js', async (route) => {
    const refuse = 'StorageManager.prototype.getDirectory=()=>Promise.reject(new DOMException("no","SecurityError"));';
    const response = await route.fetch();
    await route.fulfill({ response, body: refuse + (await response.text()) });
  });
  const page = await browser.page();
  await page.locator('[data-code=no_opfs]').waitFor();
  await browser.picture(page, 'private-window');
  await browser.close();
}

/** No room left: what was saved stays, what is new is refused, and it goes on when there is room. */
async function fullDisk() {
  const browser = await start('full');
  const { page } = await enrol(browser, { staff: '赵强' });
  await online(page);
  await register(page, '存下来的');
  const session = await browser.context.newCDPSession(page);
  await session.send('Storage.overrideQuotaForOrigin', { origin: stage.relay, quotaSize: 1024 });
  const text = '一'.repeat(2_000);
  const refusal = await refused(page, text);
  same('it is said by its code', refusal.code, 'disk_full');
  holds(`in a sentence: ${refusal.message}`, refusal.message.length > 10);
  await session.send('Storage.overrideQuotaForOrigin', { origin: stage.relay });
  await page.reload();
  await seen(page, '存下来的');
  await register(page, '腾出空间之后', { narrative: text });
  await seen(page, '腾出空间之后');
  await browser.picture(page, 'room-again');
}

/** No room for the first keys of a desk, whichever lock: that is said, and the desk can be set up when there is room. */
async function noRoomForKeys() {
  const browser = await start('no-room');
  const page = await browser.page();
  await page.getByRole('heading', { name: '在这台设备上启用台账' }).waitFor();
  const session = await browser.context.newCDPSession(page);
  await session.send('Storage.overrideQuotaForOrigin', { origin: stage.relay, quotaSize: 1024 });
  for (const lock of [{ passphrase: PASSPHRASE }, {}]) {
    const { code, message } = await core(page, 'shell.create', lock).catch(({ failure }) => failure);
    same(`it is said by its code: ${message}`, code, 'disk_full');
  }
  await session.send('Storage.overrideQuotaForOrigin', { origin: stage.relay });
  await page.close();
  await enrol(browser, { staff: '赵强' });
  await browser.close();
}

async function refused(page, narrative) {
  for (let number = 1; number <= 400; number += 1) {
    try {
      await register(page, `第${number}件`, { narrative });
    } catch (error) {
      if (error.failure === undefined) throw error;
      return error.failure;
    }
  }
  throw new Error('the disk never got full');
}
