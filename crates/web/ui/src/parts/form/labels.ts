/** What fields and choices of a schema are called. Entries bring their Chinese labels; in English their names say it. */

import { useContext } from 'react';

import type { Language } from '../../core/protocol';
import { useSettings } from '../../core/settings';
import { useWords, type Words } from '../../core/words';
import { OwnForm } from './own';
import type { Field } from './shape';

/** What things of a form are called. */
export interface Labels {
  field(field: Pick<Field, 'name' | 'title' | 'about'>): string;
  choice(field: string, choice: { code: string; title: string | undefined }): string;
}

/** The labels in a language. Amounts are typed in yuan. */
export function labelsOf(words: Words, language: Language): Labels {
  const plain = (code: string, word: string) => (word === code ? code.replaceAll('_', ' ') : word);
  return {
    field: ({ name, title, about }) => {
      const own = language === 'zh' ? title : title === undefined ? undefined : about || plain(name, words.part(name));
      return (own ?? plain(name, words.part(name))).replace(/（分）| in fen/, '');
    },
    choice: (field, { code, title }) => (language === 'zh' && title !== undefined ? title : plain(code, words.value(field, code))),
  };
}

/** The labels for a component. */
export function useLabels(): Labels {
  const [words, { language }, own] = [useWords(), useSettings(), useContext(OwnForm)];
  return own?.labels ?? labelsOf(words, language);
}
