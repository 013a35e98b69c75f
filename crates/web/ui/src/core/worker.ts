/**
 * The dedicated worker: the compiled core and its database. Only such a worker may hold the handles of the browser's private
 * files. It answers calls one after another and tells what the core tells; it decides nothing.
 */

import init, { Core } from '@core';

import { shapeOf, type FailureShape } from './failure';
import type { Call, FromWorker, Reply, ToWorker } from './protocol';
import { fetchRest, restOf } from './rest';
import type { CoreEvent } from './shell';

/** Handles of a tab that is just closing are free soon. */
const HELD_TRIES = 30;
const HELD_WAIT_MS = 100;
/** Those of one that hangs are free some time: calls are told meanwhile who holds them. */
const HELD_LATER_MS = 1_000;

let opening: Promise<Core> | null = null;

function say(message: FromWorker, transfer: Transferable[] = []): void {
  postMessage(message, { transfer });
}

async function open(desk: string): Promise<Core> {
  try {
    restOf(await init());
  } catch (thrown) {
    // The module is not there, or came in part.
    throw { ...shapeOf(thrown), code: 'no_core' } satisfies FailureShape;
  }
  for (let tries = 1; ; tries += 1) {
    try {
      return await Core.open(desk, tell);
    } catch (thrown) {
      if (!isHeld(thrown)) throw thrown;
      if (tries === HELD_TRIES) {
        void openLater(desk);
        throw thrown;
      }
      await pause(HELD_WAIT_MS);
    }
  }
}

/** Goes on trying, and tells everybody to ask again once the files are free: nobody has to load the page anew. */
async function openLater(desk: string): Promise<void> {
  for (;;) {
    await pause(HELD_LATER_MS);
    const trying = Core.open(desk, tell);
    const held = await trying.then(() => false, isHeld);
    if (held) continue;
    opening = trying;
    return say({ event: { event: 'changed', cases: null } });
  }
}

function tell(text: string): void {
  say({ event: JSON.parse(text) as CoreEvent });
}

function isHeld(thrown: unknown): boolean {
  return shapeOf(thrown).code === 'held_elsewhere';
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
  void fetchRest();
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

self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if ('open' in data) {
    sayAlive();
    opening = open(data.open);
    opening.catch(() => undefined);
  } else {
    void answer(data.call);
  }
});
self.addEventListener('unhandledrejection', ({ reason }) => {
  if (isBroken(reason)) broken(shapeOf(reason));
});
