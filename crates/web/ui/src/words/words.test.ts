/** Looks at every sentence of the app in both languages. That no row lacks one, the type checker sees. */

import { expect, test } from 'vitest';

import type { Row } from './rows';

type Table = { [key: string]: Row };

const areas = Object.entries(import.meta.glob<{ [name: string]: unknown }>(['./*.ts', '!./*.test.ts', '!./all.ts', '!./index.ts', '!./rows.ts', '!./*.d.ts'], { eager: true }));
const tables = areas.flatMap(([file, module]) => Object.values(module).map((table) => ({ file, table: table as Table })));
const all = tables.flatMap(({ file, table }) => Object.entries(table).map(([key, row]) => ({ file, key, row })));
const entered = Object.values(import.meta.glob<string>('./all.ts', { eager: true, query: '?raw', import: 'default' }))[0] ?? '';

const HAN = /\p{Script=Han}/u;
const blanks = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
const wrong = (rule: (row: Row) => boolean) => all.filter(({ row }) => !rule(row)).map(({ key }) => key);

test('there are sentences', () => {
  expect(all.length).toBeGreaterThan(300);
});

test('every area is entered in the catalogue', () => {
  expect(areas.map(([file]) => file).filter((file) => !entered.includes(`from '${file.slice(0, -'.ts'.length)}'`))).toEqual([]);
});

test('no key stands in two areas', () => {
  const files = new Map<string, string[]>();
  for (const { file, key } of all) files.set(key, [...(files.get(key) ?? []), file]);
  expect([...files].filter(([, of]) => of.length > 1)).toEqual([]);
});

test('both languages say something, with the same blanks to fill', () => {
  expect(wrong(({ zh, en }) => zh.trim() !== '' && en.trim() !== '')).toEqual([]);
  expect(wrong(({ zh, en }) => blanks(zh).join() === blanks(en).join())).toEqual([]);
});

test('the English has no Chinese letters in it', () => {
  expect(wrong(({ en }) => !HAN.test(en))).toEqual([]);
});

test('Chinese sentences end as Chinese ones do', () => {
  expect(wrong(({ zh }) => !/\p{Script=Han}[,;:?!.](?:\s|$)/u.test(zh))).toEqual([]);
});
