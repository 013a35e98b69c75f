/** What a device is called until somebody says better: what kind it is, as its browser tells the page anyway. */

import { type Key, t } from '../words';

/** Looked for in this order: a tablet of Android's calls itself Android without `Mobile`, every one of Apple's says `Mac OS`. */
const KINDS: readonly [RegExp, Key][] = [
  [/iPhone/, 'enrol.kind.iphone'],
  [/iPad/, 'enrol.kind.ipad'],
  [/Android.*Mobile/, 'enrol.kind.android'],
  [/Android/, 'enrol.kind.tablet'],
  [/Windows/, 'enrol.kind.windows'],
  [/Mac OS/, 'enrol.kind.mac'],
];

/** What kind of device this is, by what its browser calls itself. */
export function deviceKind(agent: string): Key {
  return KINDS.find(([sign]) => sign.test(agent))?.[1] ?? 'enrol.kind.computer';
}

/** The name that is proposed. */
export function deviceName(): string {
  return t(deviceKind(navigator.userAgent));
}
