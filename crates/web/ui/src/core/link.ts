/**
 * The line to the core. One tab of a desk leads: it holds the Web Lock, and its worker holds the database. The others send their
 * calls to it over a channel. When it goes, the lock passes to the next tab; who was waiting for an answer to a question asks
 * again, who was waiting for something to be done is told so.
 */

import { beforeNext } from './again';
import type { AnswerOf, CallName, ParamsOf } from './calls';
import { Failure, type FailureShape } from './failure';
import type { BetweenTabs, Call, FromWorker, Language, Reply, ToWorker } from './protocol';
import type { CoreEvent } from './shell';
import { isRead } from './reads';

/** A call that waits for its answer. */
interface Waiting {
  call: Call;
  /** Under whose lead it was sent; null: not sent yet. */
  term: string | null;
  done(reply: Reply): void;
}

/** An answer and the file that came with it. */
interface Outcome {
  answer: unknown;
  bytes: Uint8Array | undefined;
}

/** A core that breaks more often than this within a minute stays down. */
const BREAKS_MAX = 3;

/** Calls after which the desk stands otherwise than before. */
const TURNS: ReadonlySet<string> = new Set(['shell.create', 'shell.unlock', 'shell.lock', 'shell.passphrase', 'shell.enrol', 'shell.restore']);

/** What no core says, because none is there. */
type Said = 'leader_gone' | 'panicked' | 'no_core';

/** What a link needs from the browser. */
export interface Surroundings {
  desk: string;
  language(): Language;
  /** Sentences for what happens before any core is there to say it. */
  sentence(code: Said): string;
  startWorker(): Worker;
}

/** The line of one tab. */
export class Link {
  readonly #around: Surroundings;
  readonly #tab = crypto.randomUUID();
  readonly #channel: BroadcastChannel;
  readonly #waiting = new Map<number, Waiting>();
  readonly #listeners = new Set<(event: CoreEvent) => void>();
  readonly #leadListeners = new Set<() => void>();
  #isComplete: () => void = () => undefined;
  /** When this tab's worker has all of the program; never where another tab leads. */
  readonly complete = new Promise<void>((resolve) => (this.#isComplete = resolve));
  #awake: () => void = () => undefined;
  #worker: Worker | null = null;
  /** Whose lead holds: a tab and how often it started its worker. */
  #term: string | null = null;
  #started = 0;
  #breaks: number[] = [];
  /** How often the worker itself did not come, one time after the other. */
  #missed = 0;
  /** Whether the core needed its second part in vain: the next one begins with that. */
  #whole = false;
  #down: FailureShape | null = null;
  #nextId = 1;

  constructor(around: Surroundings) {
    this.#around = around;
    this.#channel = new BroadcastChannel(`taizhang:${around.desk}`);
    this.#channel.addEventListener('message', ({ data }: MessageEvent<BetweenTabs>) => this.#heard(data));
    this.#tell({ say: 'who-leads' });
    // Held until the tab goes.
    const lead = () => new Promise<never>(() => this.#lead());
    void navigator.locks.request(`taizhang:${around.desk}`, lead);
  }

  /** Whether this tab holds the database. */
  get leads(): boolean {
    return this.#worker !== null;
  }

  /** Asks the core. */
  async call<N extends CallName>(name: N, params: ParamsOf<N>): Promise<AnswerOf<N>> {
    const { answer } = await this.#send(name, params);
    // The other tabs of the desk are to stand where this one stands.
    if (TURNS.has(name)) this.#tell({ say: 'event', event: { event: 'changed', cases: null } });
    return answer as AnswerOf<N>;
  }

  /** Gives the core a file by name, for a call that reads one. */
  async filePut(name: string, bytes: Uint8Array): Promise<void> {
    await this.#send('shell.file_put', { name }, bytes);
  }

  /** Takes a file that a call wrote. */
  async fileTake(name: string): Promise<Uint8Array | undefined> {
    return (await this.#send('shell.file_take', { name })).bytes;
  }

  /** Hears what the core tells; the answer ends that. */
  on(listener: (event: CoreEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Hears when the lead changes. */
  onLead(listener: () => void): () => void {
    this.#leadListeners.add(listener);
    return () => this.#leadListeners.delete(listener);
  }

  /** Hears when somebody is active in another tab of the desk. */
  onAwake(listener: () => void): void {
    this.#awake = listener;
  }

  /** Tells the other tabs that somebody is active here. */
  sayAwake(): void {
    this.#tell({ say: 'awake' });
  }

  #send(name: string, params: object, bytes?: Uint8Array): Promise<Outcome> {
    const call: Call = { id: this.#nextId++, name, params: JSON.stringify(params), language: this.#around.language() };
    if (bytes !== undefined) call.bytes = bytes;
    return new Promise((resolve, reject) => {
      const done = ({ answer, bytes, failure }: Reply) => {
        this.#waiting.delete(call.id);
        if (failure !== undefined) reject(new Failure(failure.code === 'no_core' ? this.#said('no_core') : failure));
        else resolve({ answer: answer === undefined ? undefined : JSON.parse(answer), bytes });
      };
      const waiting: Waiting = { call, term: null, done };
      this.#waiting.set(call.id, waiting);
      this.#dispatch(waiting);
    });
  }

  #dispatch(waiting: Waiting): void {
    if (this.#down !== null) return waiting.done({ id: waiting.call.id, failure: this.#down });
    if (this.#term === null) return;
    waiting.term = this.#term;
    if (this.#worker !== null) this.#toWorker({ call: { ...waiting.call, id: this.#own(waiting.call.id) } });
    else this.#tell({ say: 'call', tab: this.#tab, call: waiting.call });
  }

  /** Calls of this tab and of others go to one worker: each gets a number there, and its way back is kept. */
  readonly #ways = new Map<number, { tab: string; id: number }>();
  #nextWay = 1;

  #way(tab: string, id: number): number {
    const way = this.#nextWay++;
    this.#ways.set(way, { tab, id });
    return way;
  }

  #own(id: number): number {
    return this.#way(this.#tab, id);
  }

  #lead(): void {
    this.#start();
  }

  /** Starts the worker, the first time or after it broke. */
  #start(): void {
    this.#worker?.terminate();
    this.#ways.clear();
    const worker = this.#around.startWorker();
    this.#worker = worker;
    const heard = (hear: () => void) => this.#worker === worker && hear();
    worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
      heard(() => ('alive' in data ? this.#watch(worker, data.alive) : this.#fromWorker(data)));
    });
    // Without a message the worker itself could not be loaded.
    worker.addEventListener('error', ({ message }) => {
      heard(() => (message ? this.#broke({ code: 'panicked', message }) : void this.#didNotCome()));
    });
    this.#toWorker({ open: this.#around.desk, whole: this.#whole });
    this.#started += 1;
    const term = `${this.#tab}.${this.#started}`;
    this.#tell({ say: 'leading', term });
    this.#newTerm(term);
  }

  /** Learns when a worker ends of which nothing else tells: it lets go of its lock then. */
  #watch(worker: Worker, lock: string): void {
    this.#missed = 0;
    const ended = () => {
      if (this.#worker === worker && this.#down === null) this.#broke({ code: 'panicked', message: 'the worker ended' });
    };
    void navigator.locks.request(lock, ended);
  }

  #newTerm(term: string): void {
    if (this.#term === term) return;
    const former = this.#term;
    this.#term = term;
    for (const waiting of [...this.#waiting.values()]) {
      if (waiting.term === null || isRead(waiting.call.name)) this.#dispatch(waiting);
      else waiting.done({ id: waiting.call.id, failure: this.#said('leader_gone') });
    }
    if (former !== null) this.#emit({ event: 'changed', cases: null });
    for (const listener of this.#leadListeners) listener();
  }

  /** Calls are told, and it is tried again. */
  async #didNotCome(): Promise<void> {
    this.#stayDown(this.#said('no_core'));
    await beforeNext(this.#missed);
    this.#missed += 1;
    this.#down = null;
    this.#start();
  }

  #broke(failure: FailureShape): void {
    if (failure.code === 'no_core') {
      this.#whole = true;
      return this.#start();
    }
    const now = performance.now();
    this.#breaks = [...this.#breaks.filter((at) => now - at < 60_000), now];
    if (this.#breaks.length <= BREAKS_MAX) return this.#start();
    this.#stayDown({ ...failure, ...this.#said('panicked'), missing: [failure.message] });
  }

  #stayDown(failure: FailureShape): void {
    this.#down = failure;
    for (const waiting of [...this.#waiting.values()]) waiting.done({ id: waiting.call.id, failure });
  }

  #said(code: Said): FailureShape {
    return { code, message: this.#around.sentence(code) };
  }

  #fromWorker(message: Exclude<FromWorker, { alive: string }>): void {
    if ('broken' in message) return this.#broke(message.broken);
    if ('complete' in message) return this.#isComplete();
    if ('event' in message) {
      this.#tell({ say: 'event', event: message.event });
      return this.#emit(message.event);
    }
    const way = this.#ways.get(message.reply.id);
    if (way === undefined) return;
    this.#ways.delete(message.reply.id);
    const reply = { ...message.reply, id: way.id };
    if (way.tab === this.#tab) this.#waiting.get(way.id)?.done(reply);
    else this.#tell({ say: 'reply', tab: way.tab, reply });
  }

  #heard(message: BetweenTabs): void {
    switch (message.say) {
      case 'who-leads':
        if (this.#worker !== null && this.#term !== null) this.#tell({ say: 'leading', term: this.#term });
        break;
      case 'leading':
        if (this.#worker === null) this.#newTerm(message.term);
        break;
      case 'call':
        if (this.#down !== null) {
          this.#tell({ say: 'reply', tab: message.tab, reply: { id: message.call.id, failure: this.#down } });
        } else if (this.#worker !== null) {
          this.#toWorker({ call: { ...message.call, id: this.#way(message.tab, message.call.id) } });
        }
        break;
      case 'reply':
        if (message.tab === this.#tab) this.#waiting.get(message.reply.id)?.done(message.reply);
        break;
      case 'event':
        this.#emit(message.event);
        break;
      case 'awake':
        this.#awake();
        break;
    }
  }

  #emit(event: CoreEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  #tell(message: BetweenTabs): void {
    this.#channel.postMessage(message);
  }

  #toWorker(message: ToWorker): void {
    this.#worker?.postMessage(message);
  }
}
