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

/** A sentence. What is filled in is never read for placeholders again. */
export function fill(sentence: string, values: Values = {}): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
