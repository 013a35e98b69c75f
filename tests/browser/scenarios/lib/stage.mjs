/**
 * The other side of the stage: what happens outside of the browser is asked of the test that plays this scenario, one line of
 * JSON there, one back. See `src/lib.rs`.
 */

import { createInterface } from 'node:readline';

import { closeAll } from './browser.mjs';

/** What the test told: names, folders, the relay's address. */
export const stage = JSON.parse(process.env.TAIZHANG_STAGE);

/** No scenario takes a quarter of it on a calm machine; one that hangs ends here, with a picture of where it stood. */
const LONGEST_MS = 240_000;

const answers = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
let last = Promise.resolve();

function ask(what, more = {}) {
  const asked = last.then(async () => {
    process.stdout.write(`@${JSON.stringify({ what, ...more })}\n`);
    const { value, done } = await answers.next();
    if (done) throw new Error('the test is gone');
    const answer = JSON.parse(value);
    if ('failed' in answer) throw Object.assign(new Error(`${what}: ${JSON.stringify(answer.failed)}`), { failed: answer.failed });
    return answer.done;
  });
  last = asked.catch(() => undefined);
  return asked;
}

/** The relay is killed. */
export const stopRelay = () => ask('relay.stop');
/** It comes back where it was. */
export const startRelay = () => ask('relay.start');
/** A code for one more device of a member of staff. */
export const invite = (staff) => ask('invite', { staff });
/** An office at its command line. */
export const call = (office, ...args) => ask('call', { office, arguments: args });
/** An office's command line syncs. */
export const sync = (office) => ask('sync', { office });
/** All offices' command lines sync. */
export const syncAll = () => ask('sync.all');
/** The town takes a ledger of so many cases over from a workbook. */
export const ledger = (cases) => ask('ledger', { cases });

/** The files of an office's device as another version left them. The device is not to be used at its command line any more. */
export const filesOfVersion = (office, version, draft) => ask('files.of_version', { office, version, draft });

/** Prints what was measured. */
export function measured(what, value) {
  console.log(`measured: ${what}: ${value}`);
}

/** Plays a scenario: its browsers are closed whatever happens, and what they complained of fails it. */
export async function play(scenario, longestMs = LONGEST_MS) {
  const timer = setTimeout(() => void end(new Error(`not done after ${longestMs} ms`)), longestMs);
  let ended = false;
  const end = async (error) => {
    if (ended) return;
    ended = true;
    clearTimeout(timer);
    const problems = await closeAll(error);
    for (const problem of problems) console.error(`problem: ${problem}`);
    if (error !== undefined) console.error(error);
    process.exit(error === undefined && problems.length === 0 ? 0 : 1);
  };
  try {
    await scenario();
    await end();
  } catch (error) {
    await end(error);
  }
}

/** Fails unless something holds. */
export function holds(what, is) {
  if (!is) throw new Error(`does not hold: ${what}`);
}

/** Fails unless two are the same. */
export function same(what, is, expected) {
  holds(`${what}: ${JSON.stringify(is)} should be ${JSON.stringify(expected)}`, JSON.stringify(is) === JSON.stringify(expected));
}
