/**
 * Every sentence of the app. Each area has its own file with rows of both languages; it is entered here by one line. The words for
 * stages, acts, fields and values are not here: the core has them (`core/words.ts`).
 */

import { settings, useSettings } from '../core/settings';
import { admin } from './admin';
import { caseWords } from './case';
import { configuration } from './configuration';
import { device } from './device';
import { entries } from './entries';
import { figures } from './figures';
import { frame } from './frame';
import { lists } from './lists';
import { register } from './register';
import { records } from './records';
import { fill, type Values } from './rows';
import { today } from './today';

const all = {
  ...caseWords,
  ...frame,
  ...admin,
  ...configuration,
  ...device,
  ...entries,
  ...figures,
  ...lists,
  ...register,
  ...records,
  ...today,
};

/** The key of a sentence. */
export type Key = keyof typeof all;

/** A sentence in the person's language. */
export function t(key: Key, values?: Values): string {
  return fill(all[key], settings().language, values);
}

/** The same for a component, which is drawn again when the language changes. */
export function useT(): (key: Key, values?: Values) => string {
  const { language } = useSettings();
  return (key, values) => fill(all[key], language, values);
}

/** All rows, for the test that looks at them. */
export const catalogue: { [key: string]: { zh: string; en: string } } = all;
