import { expect, test } from 'vitest';

import { deviceKind } from './deviceName';

test('a device is called by its kind', () => {
  const of = {
    'enrol.kind.android': 'Mozilla/5.0 (Linux; Android 15; 24117RK2CC) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36',
    'enrol.kind.tablet': 'Mozilla/5.0 (Linux; Android 14; SM-X810) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
    'enrol.kind.iphone': 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1',
    'enrol.kind.windows': 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
    'enrol.kind.computer': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
  };
  for (const [kind, agent] of Object.entries(of)) expect(deviceKind(agent)).toBe(kind);
});
