import { expect, it } from 'vitest';

import { tableText } from './table';

it('keeps what cells hold, and lets a spreadsheet run none of it', () => {
  const row = ['围墙, 占道', '说“是”', 'a "b"', '一\n二', '=1+1', '-3', '+86', '-'];
  expect(tableText([row])).toBe('\u{feff}"围墙, 占道",说“是”,"a ""b""","一\n二",\'=1+1,-3,+86,\'-\r\n');
});
