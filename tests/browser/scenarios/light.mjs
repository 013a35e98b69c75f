/**
 * What a first visit loads until somebody stands before today's work: the page, the code taken up, the county's records. What the
 * browser keeps beside that for later, it fetches by itself.
 */

import { enrol, online, seen } from './lib/app.mjs';
import { start } from './lib/browser.mjs';
import { call, holds, measured, play, syncAll } from './lib/stage.mjs';
import { bytes, weigh } from './lib/weight.mjs';

/** Compressed, as it comes over the line. */
const BYTES_MAX = 1_500_000;

await play(async () => {
  await call('town', 'case', 'register', '--title', '围墙占道', '--petitioner', '陈玉兰', '--area', '三合村', '--claim', '拆除围墙');
  await syncAll();
  const browser = await start('town');
  const weighed = weigh(browser);
  const { page } = await enrol(browser, { staff: '王芳' });
  await online(page);
  await seen(page, '围墙占道');
  const first = await weighed.first();
  for (const { pathname, bytes } of first.toSorted((a, b) => b.bytes - a.bytes).slice(0, 8)) measured(pathname, `${bytes} bytes`);
  measured(`a first visit loads, in ${first.length} files`, `${bytes(first)} bytes`);
  // New functions of the core come first until `cargo xtask web --record` learns which of them a first visit calls.
  holds(`a first visit loads less than ${BYTES_MAX} bytes: ${bytes(first)}; cargo xtask web --record learns what is new`, bytes(first) > 100_000 && bytes(first) < BYTES_MAX);
});
