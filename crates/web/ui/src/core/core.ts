/** This page's line to the core, and calls over it. */

import { t } from '../words';
import type { AnswerOf, CallName, ParamsOf } from './calls';
import { desk } from './desk';
import { Link } from './link';
import { settings } from './settings';
import { tableText } from './table';

/** The line of this tab. */
export const link = new Link({
  desk,
  language: () => settings().language,
  sentence: (code) => t(`failure.${code}`),
  startWorker: () => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: `taizhang-${desk}` }),
});

/** Asks the core; fails with a {@link Failure}. */
export function call<N extends CallName>(name: N, params: ParamsOf<N>): Promise<AnswerOf<N>> {
  return link.call(name, params);
}

/** Gives a file that the person chose to the core, and answers the name to call it by. */
export async function giveFile(file: File): Promise<string> {
  await link.filePut(file.name, new Uint8Array(await file.arrayBuffer()));
  return file.name;
}

/** Saves a file that a call wrote, as a download. */
export async function saveFile(name: string, type = 'application/octet-stream'): Promise<void> {
  const bytes = await link.fileTake(name);
  if (bytes !== undefined) download(name, bytes as BlobPart, type);
}

/** Saves a table as a file that spreadsheets open. */
export function saveTable(name: string, rows: readonly (readonly string[])[]): void {
  download(name, tableText(rows), 'text/csv;charset=utf-8');
}

/** Saves a table, its first row headings, as a workbook of office programs. Their format is loaded when it is first asked for. */
export async function saveWorkbook(name: string, rows: readonly (readonly string[])[]): Promise<void> {
  const { workbookOf } = await import('./spreadsheet');
  download(`${name}.xlsx`, workbookOf(rows, name) as BlobPart, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
}

/** Saves a text as a file. */
export function saveText(name: string, text: string, type: string): void {
  download(name, text, `${type};charset=utf-8`);
}

function download(name: string, content: BlobPart, type: string): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const anchor = document.createElement('a');
  anchor.href = address;
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
