/**
 * The second part of the core: what a first visit does not call. It is fetched once the first question is answered, so that it takes
 * nothing from the first screen, and until it is here it is tried again. A call that no first visit makes waits for it before the core
 * is asked (`firstCalls.ts`): where it cannot be had, that call is refused and the core goes on. What only turns out within the core
 * cannot wait: then the worker ends.
 */

import address from '@core-rest?url';

import { beforeNext } from './again';

/** How long a call waits for it. A slow line goes on fetching, and the page asks again when it is here. */
const WAIT_MS = 20_000;

/** What the core exports, once it is loaded. */
let first: WebAssembly.Exports | null = null;
let isHere = false;
let trying: Promise<boolean> | null = null;
let going: Promise<void> | null = null;

/** Says what the rest hangs on. A stand-in for the core, without a memory, is whole as it is. */
export function restOf(exports: WebAssembly.Exports): void {
  first = exports;
  isHere ||= exports['memory'] === undefined;
}

/** Gives the core what it calls where it needs the rest. Where that cannot be had, `lacks` is told: the worker is of no use any more. */
export function giveRest(lacks: () => void): void {
  Object.assign(globalThis, {
    taizhangRest(): void {
      if (isHere) return;
      try {
        place(new WebAssembly.Module(fetchNow()));
      } catch (thrown) {
        lacks();
        throw thrown;
      }
    },
  });
}

/** Fetches it beforehand, and goes on until it is here. */
export function fetchRest(): Promise<void> {
  const goOn = async () => {
    for (let tries = 0; !(await tried()); tries += 1) await beforeNext(tries);
  };
  return (going ??= goOn());
}

/** Whether it is here, at once or after a while. */
export function hasRest(): boolean | Promise<boolean> {
  return isHere || Promise.race([tried(), new Promise<false>((resolve) => setTimeout(resolve, WAIT_MS, false))]);
}

function tried(): Promise<boolean> {
  if (isHere || first === null) return Promise.resolve(isHere);
  trying ??= WebAssembly.compileStreaming(fetch(address))
    .then(place)
    .catch(() => undefined)
    .then(() => {
      if (!isHere) trying = null;
      return isHere;
    });
  return trying;
}

/** It writes itself into the core's own table of functions. */
function place(module: WebAssembly.Module): void {
  if (isHere) return;
  if (first === null) throw new Error('the rest of the core was called before the core');
  new WebAssembly.Instance(module, { first });
  isHere = true;
}

function fetchNow(): ArrayBuffer {
  const request = new XMLHttpRequest();
  request.open('GET', address, false);
  request.responseType = 'arraybuffer';
  request.send();
  if (request.status !== 200) throw new Error(`the rest of the core did not come: ${request.status}`);
  return request.response as ArrayBuffer;
}
