/**
 * Icons stand beside words, and are not read out: the library names each in English (`plus`, `edit`), so that somebody who listens
 * would hear “plus 添加”. Where an icon is alone, what it stands in has a name of its own, or the icon is given one.
 */

import type { Plugin } from 'vite';

const MODULE = /@ant-design\/icons\/es\/components\/AntdIcon(?:Light)?\.js$/;
const NAMED = /role: "img",\s*"aria-label": icon\.name/;
const SILENT = '...(restProps["aria-label"] === undefined ? { "aria-hidden": true } : { role: "img" })';

/** The plugin. It fails where the library says it in another way than the version that it was made for. */
export function icons(): Plugin {
  return {
    name: 'taizhang-icons',
    transform(code, id) {
      if (!MODULE.test(id)) return null;
      if (!NAMED.test(code)) this.error(`${id} names its icons in another way`);
      return { code: code.replace(NAMED, SILENT), map: null };
    },
  };
}
