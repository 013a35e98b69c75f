import { strFromU8, unzipSync } from 'fflate';
import { expect, it } from 'vitest';

import { workbookOf } from './spreadsheet';

it('holds texts as texts, days as days, and nothing that runs', () => {
  const files = unzipSync(workbookOf([['事项', '收到日期'], ['=1+1 & <b>', '2026-11-22'], ['', '2026']], '台账/2026'));
  const part = (path: string) => strFromU8(files[path] ?? new Uint8Array());
  expect(part('xl/workbook.xml')).toContain('name="台账 2026"');
  const sheet = part('xl/worksheets/sheet1.xml');
  expect(sheet).toContain('<c t="inlineStr"><is><t xml:space="preserve">=1+1 &amp; &lt;b&gt;</t></is></c>');
  // 22 November 2026 is day 46348 of office programs.
  expect(sheet).toContain('<c s="2"><v>46348</v></c>');
  expect(sheet).toContain('<t xml:space="preserve">2026</t>');
  expect(sheet).not.toContain('<f>');
});
