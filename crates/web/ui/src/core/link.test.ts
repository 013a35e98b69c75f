import { beforeEach, describe, expect, it, vi } from 'vitest';

import { Link } from './link';
import type { Call, FromWorker, ToWorker } from './protocol';

/** Each lock's queue, as the browser keeps it; who goes lets the next one in. */
class Locks {
  readonly #queues = new Map<string, (() => void)[]>();

  request(name: string, held: () => Promise<never>): Promise<never> {
    const queue = this.#queues.get(name) ?? [];
    this.#queues.set(name, [...queue, held]);
    if (queue.length === 0) queueMicrotask(held);
    return new Promise(() => undefined);
  }

  release(name = 'taizhang:main'): void {
    const [, ...queue] = this.#queues.get(name) ?? [];
    this.#queues.set(name, queue);
    queue[0]?.();
  }
}

/** Tabs hear each other at once, but not themselves. */
class Channel extends EventTarget {
  static all: Channel[] = [];
  cut = false;

  constructor(readonly name: string) {
    super();
    Channel.all.push(this);
  }

  postMessage(data: unknown): void {
    if (this.cut) return;
    for (const other of Channel.all.filter((one) => one !== this && one.name === this.name && !one.cut)) {
      queueMicrotask(() => other.dispatchEvent(new MessageEvent('message', { data })));
    }
  }
}

/** A worker that answers what it is told to. */
class FakeWorker extends EventTarget {
  readonly asked: Call[] = [];
  opened: ToWorker | null = null;
  answers = true;

  postMessage(message: ToWorker): void {
    if (!('call' in message)) {
      this.opened = message;
      return;
    }
    this.asked.push(message.call);
    if (this.answers) this.say({ reply: { id: message.call.id, answer: JSON.stringify({ of: message.call.name }) } });
  }

  say(data: FromWorker): void {
    queueMicrotask(() => this.dispatchEvent(new MessageEvent('message', { data })));
  }

  terminate(): void {
    this.answers = false;
  }
}

let locks: Locks;
let workers: FakeWorker[];

function tab(): { link: Link; channel: Channel } {
  const link = new Link({
    desk: 'main',
    language: () => 'zh',
    sentence: (code) => code,
    startWorker: () => {
      const worker = new FakeWorker();
      workers.push(worker);
      return worker as unknown as Worker;
    },
  });
  return { link, channel: Channel.all.at(-1) as Channel };
}

/** Lets everything that was said be heard. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

beforeEach(() => {
  locks = new Locks();
  workers = [];
  Channel.all = [];
  vi.stubGlobal('BroadcastChannel', Channel);
  vi.stubGlobal('navigator', { locks });
});

describe('the line to the core', () => {
  it('has one worker for all tabs of a desk', async () => {
    const [first, second] = [tab(), tab()];
    expect(await second.link.call('inbox', {})).toEqual({ of: 'inbox' });
    expect(await first.link.call('due', {})).toEqual({ of: 'due' });
    expect(workers.length).toBe(1);
    expect([first.link.leads, second.link.leads]).toEqual([true, false]);
  });

  it('asks again what only reads when the leading tab goes, and never what may have written', async () => {
    const [first, second] = [tab(), tab()];
    await settle();
    (workers[0] as FakeWorker).answers = false;
    const read = second.link.call('case.show', { case: 'x' });
    const write = second.link.call('case.register', { title: 'x' });
    await settle();
    first.channel.cut = true;
    locks.release();
    expect(await read).toEqual({ of: 'case.show' });
    await expect(write).rejects.toMatchObject({ code: 'leader_gone' });
    expect(workers[1]?.asked.map(({ name }) => name)).toEqual(['case.show']);
    expect(second.link.leads).toBe(true);
  });

  it('starts a broken core anew, and stays down when that does not help', async () => {
    const { link } = tab();
    await settle();
    const write = link.call('case.register', { title: 'x' });
    (workers[0] as FakeWorker).say({ broken: { code: 'panicked', message: 'unreachable' } });
    await write.catch(() => undefined);
    expect(await link.call('inbox', {})).toEqual({ of: 'inbox' });
    for (let breaks = 0; breaks < 4; breaks += 1) {
      workers.at(-1)?.say({ broken: { code: 'panicked', message: 'unreachable' } });
      await settle();
    }
    await expect(link.call('inbox', {})).rejects.toMatchObject({ code: 'panicked', missing: ['unreachable'] });
  });

  it('starts another worker when one ends without a word, and knows that of one that it ended itself', async () => {
    const { link } = tab();
    await settle();
    const alive = async (lock: string) => {
      void locks.request(lock, () => new Promise<never>(() => undefined));
      workers.at(-1)?.say({ alive: lock });
      await settle();
    };
    await alive('first');
    const read = link.call('inbox', {});
    locks.release('first');
    expect(await read).toEqual({ of: 'inbox' });
    expect(workers.length).toBe(2);
    await alive('second');
    workers.at(-1)?.say({ broken: { code: 'panicked', message: 'unreachable' } });
    await settle();
    locks.release('second');
    await settle();
    expect(workers.length).toBe(3);
  });

  it('begins with all of the core after that lacked its second part, and says so in a sentence', async () => {
    const { link } = tab();
    await settle();
    (workers[0] as FakeWorker).answers = false;
    const read = link.call('inbox', {});
    await settle();
    (workers[0] as FakeWorker).say({ broken: { code: 'no_core', message: '404' } });
    await read;
    expect(workers.map(({ opened }) => opened)).toEqual([
      { open: 'main', whole: false },
      { open: 'main', whole: true },
    ]);
    (workers[1] as FakeWorker).answers = false;
    const refused = link.call('due', {});
    await settle();
    (workers[1] as FakeWorker).say({ reply: { id: Number(workers[1]?.asked.at(-1)?.id), failure: { code: 'no_core', message: 'fetch failed' } } });
    await expect(refused).rejects.toMatchObject({ code: 'no_core', message: 'no_core' });
  });

  it('tries again where the worker itself did not come, and hears no worker that it ended', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const browser = new EventTarget();
    vi.stubGlobal('addEventListener', browser.addEventListener.bind(browser));
    vi.stubGlobal('removeEventListener', browser.removeEventListener.bind(browser));
    const { link } = tab();
    await settle();
    const [first] = workers;
    first?.dispatchEvent(new Event('error'));
    await expect(link.call('inbox', {})).rejects.toMatchObject({ code: 'no_core' });
    browser.dispatchEvent(new Event('online'));
    await settle();
    expect(await link.call('inbox', {})).toEqual({ of: 'inbox' });
    first?.say({ broken: { code: 'panicked', message: 'late' } });
    await settle();
    expect(workers.length).toBe(2);
    vi.useRealTimers();
  });

  it('tells every tab what the core tells', async () => {
    const [first, second] = [tab(), tab()];
    await settle();
    const heard: unknown[] = [];
    first.link.on((event) => heard.push(event));
    second.link.on((event) => heard.push(event));
    (workers[0] as FakeWorker).say({ event: { event: 'changed', cases: ['a'] } });
    await settle();
    expect(heard).toEqual([{ event: 'changed', cases: ['a'] }, { event: 'changed', cases: ['a'] }]);
  });
});
