/** Whether people who cannot see well, or use no mouse, can use a page: WCAG 2.2 up to AA, as far as a program can tell. */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];

/** What is wrong with a page, a line each. */
export async function faults(page, where) {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(source);
  const { violations } = await page.evaluate((tags) => globalThis.axe.run(document, { runOnly: { type: 'tag', values: tags } }), TAGS);
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.slice(0, 3).map(({ target, html, failureSummary }) => {
      const why = failureSummary.split('\n').slice(1, 3).join(' ').trim();
      return `${where}: ${id} (${help}) at ${target.join(' ')}: ${html.slice(0, 160)} ${why}`;
    }),
  );
}
