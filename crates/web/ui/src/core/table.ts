/** Tables as files that spreadsheets open: commas, quotes and line ends of RFC 4180, and the mark by which they know UTF-8. */

/** The rows as the text of a file. A text that a spreadsheet would run as a formula stands behind an apostrophe. */
export function tableText(rows: readonly (readonly string[])[]): string {
  return `\u{feff}${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;
}

function cell(value: string): string {
  const harmless = /^[=+\-@\t\r]/.test(value) && !/^[+-]?\d+(\.\d+)?$/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
