import { afterEach, expect, test, vi } from 'vitest';

import { beforeNext, pauseMs } from './again';

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('pauses grow, and not for ever', () => {
  expect([0, 1, 2, 3, 4, 50].map(pauseMs)).toEqual([1_000, 2_000, 4_000, 8_000, 10_000, 10_000]);
});

test('a network that is back ends a pause, and nothing is left behind', async () => {
  vi.useFakeTimers();
  const browser = new EventTarget();
  vi.stubGlobal('addEventListener', browser.addEventListener.bind(browser));
  const removed = vi.fn(browser.removeEventListener.bind(browser));
  vi.stubGlobal('removeEventListener', removed);
  const waits = beforeNext(4);
  browser.dispatchEvent(new Event('online'));
  await waits;
  expect([vi.getTimerCount(), removed.mock.calls.length]).toEqual([0, 1]);
});
