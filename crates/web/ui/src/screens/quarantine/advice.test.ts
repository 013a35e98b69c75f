import { expect, test } from 'vitest';

import { adviceOf } from './advice';

test('what only waits, and what had no right, is not called tampered with', () => {
  expect(adviceOf('missing_deps')).toBe('wait');
  expect(adviceOf('revoked')).toBe('rights');
  expect(adviceOf('unsupported_version')).toBe('update');
});

test('altered bytes and reasons that are not known are looked into', () => {
  for (const code of ['bad_signature', 'hash_mismatch', 'fork', 'a_reason_of_tomorrow']) expect(adviceOf(code)).toBe('suspect');
});
