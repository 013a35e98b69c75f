/** What page, worker and other tabs say to each other. Answers travel as JSON text: cheaper to copy than objects. */

import type { FailureShape } from './failure';
import type { CoreEvent } from './shell';

/** The languages of the app. */
export type Language = 'zh' | 'en';

/** A call on its way to the worker. */
export interface Call {
  id: number;
  name: string;
  /** JSON text. */
  params: string;
  language: Language;
  /** A file given with the call. */
  bytes?: Uint8Array;
}

/** Its answer. */
export interface Reply {
  id: number;
  /** JSON text, where the call was answered. */
  answer?: string;
  /** A file that the call gives. */
  bytes?: Uint8Array;
  failure?: FailureShape;
}

/** To the worker. `whole`: nothing is to be begun before all of the core is here. */
export type ToWorker = { open: string; whole: boolean } | { call: Call };

/**
 * From the worker. `broken`: the core cannot go on, the worker has to be started anew; where it is called `no_core`, it was for want of
 * its second part. `alive`: the worker holds this lock for as long as it lives. `complete`: all of the core is here.
 */
export type FromWorker = { reply: Reply } | { event: CoreEvent } | { broken: FailureShape } | { alive: string } | { complete: true };

/** Between the tabs of a desk. */
export type BetweenTabs =
  | { say: 'who-leads' }
  | { say: 'leading'; term: string }
  | { say: 'call'; tab: string; call: Call }
  | { say: 'reply'; tab: string; reply: Reply }
  | { say: 'event'; event: CoreEvent }
  | { say: 'awake' };
