/** Makes a module of each language from the one table of sentences, so that a browser loads the language that is read and no other. */

import { fileURLToPath } from 'node:url';

import { type Plugin, runnerImport } from 'vite';

const TABLE = fileURLToPath(new URL('../src/words/all.ts', import.meta.url));
const NAMES = /^@words\/(zh|en)$/;

interface Table {
  all: { [key: string]: { [language: string]: string } };
}

/** The plugin. */
export function words(): Plugin {
  return {
    name: 'taizhang-words',
    resolveId: (name) => (NAMES.test(name) ? `\0${name}` : null),
    async load(id) {
      const language = NAMES.exec(id.slice(1))?.[1];
      if (!id.startsWith('\0') || language === undefined) return null;
      const { module, dependencies } = await runnerImport<Table>(TABLE, { configFile: false });
      for (const file of [TABLE, ...dependencies]) this.addWatchFile(file);
      return `export default ${JSON.stringify(Object.fromEntries(Object.entries(module.all).map(([key, row]) => [key, row[language]])))};`;
    },
  };
}
