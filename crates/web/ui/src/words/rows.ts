/** A sentence stands as one row with both languages, so that none can lack one. */

/** A sentence in both languages. `{name}` is filled in. */
export interface Row {
  zh: string;
  en: string;
}

/** Rows of one area, their keys known to the type checker. */
export function rows<K extends string>(table: Record<K, Row>): Record<K, Row> {
  return table;
}

/** What is filled into a sentence. */
export type Values = { [name: string]: string | number };

/** A row's sentence in a language. What is filled in is never read for placeholders again. */
export function fill(row: Row, language: 'zh' | 'en', values: Values = {}): string {
  return row[language].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
