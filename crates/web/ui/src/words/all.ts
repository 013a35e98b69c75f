/**
 * Every sentence of the app in both languages, area by area. The app is built without this table: each language is a module of its own
 * (`dev/words.ts`), and a browser loads the one that the person reads.
 */

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
import { today } from './today';

/** All rows. */
export const all = {
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
