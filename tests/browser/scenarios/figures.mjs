/** The figures: every count and both sides of every rate open to a list of exactly the cases that were counted. */

import { drawn, enrol, go, online, sent } from './lib/app.mjs';
import { faults } from './lib/axe.mjs';
import { start } from './lib/browser.mjs';
import { story } from './lib/county.mjs';
import { holds, play, same } from './lib/stage.mjs';

/** What stands in the head of the ledger's list. */
const COUNTED = /^共(\d+)件$/;

await play(async () => {
  await story();
  const browser = await start('desk');
  const { page } = await enrol(browser, { staff: '李建国' });
  await online(page);
  await sent(page);
  await go(page, '/figures');
  const links = page.locator('.counts a, table.rates a');
  await links.first().waitFor();
  await browser.picture(page, 'figures', { fullPage: true });
  const figures = await links.evaluateAll((all) => all.map((a) => [a.getAttribute('href').replace(/^#/, ''), (a.querySelector('strong') ?? a).textContent.trim()]));
  holds('all rates open', figures.length === 29);
  for (const [href, said] of figures) {
    await go(page, href);
    await page.locator('.head .quiet').getByText(COUNTED).waitFor();
    await drawn(page);
    const n = COUNTED.exec(await page.locator('.head .quiet').innerText())[1];
    // Batches and persons stand on all cases.
    if (/figure=(batches|persons)/.test(href)) continue;
    same(`cases behind ${href}`, n, said);
    same(`lines behind ${href}`, await page.locator('.records [role=row]:not(.heads)').count(), Number(said));
  }
  await go(page, '/cases?figure=resolution&part=denominator');
  await page.getByText('统计：化解率（应计）').waitFor();
  await browser.picture(page, 'behind-a-rate');
  same('what is wrong with the list behind a rate', await faults(page, 'behind a rate'), []);
  await page.getByRole('button', { name: '移除' }).click();
  await page.getByText('统计：化解率（应计）').waitFor({ state: 'detached' });
});
