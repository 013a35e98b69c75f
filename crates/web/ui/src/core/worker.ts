/**
 * The dedicated worker: the compiled core and its database. Only such a worker may hold the handles of the browser's private
 * files. It answers calls one after another and tells what the core tells; it decides nothing.
 */

import init, { Core } from '@core';

import { beforeNext } from './again';
import { shapeOf, type FailureShape } from './failure';
import { needsRest } from './firstCalls';
import type { Call, FromWorker, Reply, ToWorker } from './protocol';
import { fetchRest, giveRest, hasRest, restOf } from './rest';
import type { CoreEvent } from './shell';

/** Handles of a tab that is just closing are free soon. */
const HELD_TRIES = 30;
const HELD_WAIT_MS = 100;
/** Those of one that hangs are free some time: calls are told meanwhile who holds them. */
const HELD_LATER_MS = 1_000;

const NO_CORE: FailureShape = { code: 'no_core', message: 'a part of the program did not come' };

let opening: Promise<Core> | null = null;
/** Whether nothing is begun before all of the core is here: it was found to need the rest where it could not wait. */
let isWhole = false;
/** Whether a call was refused for want of the rest. */
let isAwaited = false;
let isComplete = false;

function say(message: FromWorker, transfer: Transferable[] = []): void {
  postMessage(message, { transfer });
}

/** Opens the desk. Where its files are held or the program did not come, calls are told so, and it is tried again until it is open. */
async function open(desk: string): Promise<void> {
  opening = openSoon(desk);
  for (let tries = 0; ; tries += 1) {
    const code = await opening.then(() => null, (thrown: unknown) => shapeOf(thrown).code);
    if (code === null && tries > 0) askAgain();
    if (code === NO_CORE.code) await beforeNext(tries);
    else if (code === 'held_elsewhere') await pause(HELD_LATER_MS);
    else return;
    const next = openNow(desk);
    await next.catch(() => undefined);
    opening = next;
  }
}

async function openSoon(desk: string): Promise<Core> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await openNow(desk);
    } catch (thrown) {
      if (shapeOf(thrown).code !== 'held_elsewhere' || tries === HELD_TRIES) throw thrown;
      await pause(HELD_WAIT_MS);
    }
  }
}

async function openNow(desk: string): Promise<Core> {
  try {
    restOf(await init());
  } catch (thrown) {
    // The module is not there, or came in part.
    throw { ...NO_CORE, message: shapeOf(thrown).message };
  }
  if (isWhole && !(await hasRest())) throw NO_CORE;
  return Core.open(desk, tell);
}

/** Fetches what is not here yet. Who was refused for want of it asks again: nobody has to load the page anew. */
async function complete(): Promise<void> {
  if (isComplete) return;
  await fetchRest();
  if (isComplete) return;
  isComplete = true;
  say({ complete: true });
  if (isAwaited) askAgain();
}

function askAgain(): void {
  say({ event: { event: 'changed', cases: null } });
}

function tell(text: string): void {
  say({ event: JSON.parse(text) as CoreEvent });
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Holds a lock for as long as this worker lives. Who waits for it learns at once that the worker ended, in whatever way. */
function sayAlive(): void {
  const alive = `taizhang:worker:${crypto.randomUUID()}`;
  const held = () => {
    say({ alive });
    return new Promise<never>(() => undefined);
  };
  void navigator.locks.request(alive, held);
}

async function answer(call: Call): Promise<void> {
  const reply: Reply = { id: call.id };
  const transfer: Transferable[] = [];
  try {
    if (opening === null) throw new Error('the worker was asked before it was opened');
    const core = await opening;
    if (needsRest(call) && !(await hasRest())) {
      isAwaited = true;
      throw NO_CORE;
    }
    if (call.name === 'shell.file_put') {
      core.file_put(nameIn(call), call.bytes ?? new Uint8Array());
      reply.answer = '{}';
    } else if (call.name === 'shell.file_take') {
      reply.answer = '{}';
      const bytes = core.file_take(nameIn(call));
      if (bytes !== undefined) {
        reply.bytes = bytes;
        transfer.push(bytes.buffer);
      }
    } else {
      reply.answer = await core.call(call.name, call.params, call.language);
    }
  } catch (thrown) {
    reply.failure = shapeOf(thrown);
    if (isBroken(thrown)) return broken(reply.failure);
  }
  say({ reply }, transfer);
  void complete();
}

function nameIn(call: Call): string {
  return (JSON.parse(call.params) as { name: string }).name;
}

/** After a trap the memory of the core is in no known state. */
function isBroken(thrown: unknown): boolean {
  return thrown instanceof WebAssembly.RuntimeError || shapeOf(thrown).code === 'panicked';
}

function broken(failure: FailureShape): void {
  say({ broken: { ...failure, code: 'panicked' } });
}

giveRest(() => say({ broken: NO_CORE }));
self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if ('open' in data) {
    sayAlive();
    isWhole = data.whole;
    void open(data.open);
  } else {
    void answer(data.call);
  }
});
self.addEventListener('unhandledrejection', ({ reason }) => {
  if (isBroken(reason)) broken(shapeOf(reason));
});
