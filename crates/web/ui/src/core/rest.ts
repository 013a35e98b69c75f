/**
 * The second part of the core: what a first visit does not call. It is fetched once the first question is answered, so that it takes
 * nothing from the first screen; whatever is called of it before it is here waits for it.
 */

import address from '@core-rest?url';

/** What the core exports, once it is loaded. */
let first: WebAssembly.Exports | null = null;
let isHere = false;
let isComing = false;

/** Says what the rest hangs on. */
export function restOf(exports: WebAssembly.Exports): void {
  first = exports;
}

/** The core calls this where it needs the rest. Fails where it cannot be had: the worker is of no use any more. */
Object.assign(globalThis, {
  taizhangRest(): void {
    if (!isHere) place(new WebAssembly.Module(fetchNow()));
  },
});

/** Fetches the rest beforehand. Where that fails nothing is lost: it is tried again after the next answer, or when it is called. */
export async function fetchRest(): Promise<void> {
  if (isHere || isComing) return;
  isComing = true;
  const module = await WebAssembly.compileStreaming(fetch(address)).catch(() => null);
  isComing = false;
  if (module !== null && !isHere) place(module);
}

/** It writes itself into the core's own table of functions. */
function place(module: WebAssembly.Module): void {
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
