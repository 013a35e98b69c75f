/**
 * Two offices and a phone, from the first contact to the petitioner's question: the village registers on a phone, the township
 * accepts and names a lead while the county names another, both see the dispute, the county settles it in place, the township
 * replies and closes, and the petitioner asks by the code on the slip.
 */

import { join } from 'node:path';

import { core, drafted, enrol, go, online, seen, sent, until } from './lib/app.mjs';
import { start } from './lib/browser.mjs';
import { holds, measured, play, same, stage, startRelay, stopRelay } from './lib/stage.mjs';

const POLICY = '村镇规划与相邻权';

await play(async () => {
  const phone = await start('phone', { view: 'phone' });
  const desks = await start('desks');
  const { page: village } = await enrol(phone, { desk: 'village', staff: '赵强' });
  const { page: town } = await enrol(desks, { desk: 'town', staff: '王芳' });
  const { page: county } = await enrol(desks, { desk: 'county', staff: '李建国' });
  await Promise.all([village, town, county].map(online));

  const code = await registers(phone, village);
  const { cases } = await until(town, 'case.list', {}, ({ cases }) => cases.length === 1, 'the case at the township');
  const wall = cases[0].id;

  await go(town, '/cases');
  await town.getByText('围墙占道').first().click();
  await town.getByRole('link', { name: '办理', exact: true }).first().click();
  await town.getByRole('link', { name: /^受理/ }).first().click();
  await desks.picture(town, 'accept');
  await town.getByRole('button', { name: '记录', exact: true }).click();
  await town.waitForURL(new RegExp(`/case/${wall}$`));
  await until(county, 'case.show', { case: wall }, ({ case: { stage } }) => stage === 'accepted', 'the acceptance at the county');
  await Promise.all([town, county, village].map(sent));

  await stopRelay();
  await assign(town, wall, '王芳', '镇里牵头调解');
  await assign(county, wall, '李建国', '县局直接督办');
  await startRelay();
  await Promise.all([town, county, village].map((page) => core(page, 'shell.sync_now')));
  await Promise.all([go(county, `/case/${wall}`), go(town, `/case/${wall}`)]);
  for (const [page, name] of [[town, 'township'], [county, 'county']]) {
    await page.locator('[data-dispute=K1]').waitFor();
    await desks.picture(page, `two-leads-${name}`);
  }

  const offered = (page) => page.locator('[data-dispute=K1]').getByRole('radio').count();
  same('who may not settle it is offered no choice', [await offered(county), await offered(town)], [2, 0]);

  const dispute = county.locator('[data-dispute=K1]');
  await dispute.locator('.side-of').filter({ hasText: '镇里牵头调解' }).getByRole('radio').check();
  await dispute.getByLabel('裁决理由').fill('镇里先接访，由镇里包案');
  await desks.picture(county, 'settling');
  await dispute.getByRole('button', { name: '裁决', exact: true }).click();
  await dispute.waitFor({ state: 'hidden' });
  await town.locator('[data-dispute=K1]').waitFor({ state: 'hidden' });
  const { leads } = (await core(town, 'case.show', { case: wall })).case;
  same('one lead is left', leads.length, 1);
  await desks.picture(town, 'settled');

  await replies(town, wall);
  await until(county, 'case.show', { case: wall }, closing, 'the closing at the county');
  await go(county, `/case/${wall}`);
  await seen(county, '已责令拆除，办结');
  await desks.picture(county, 'closed');

  await until(village, 'case.show', { case: wall }, closing, 'the closing in the village');
  await go(village, '/status-of');
  await village.getByRole('textbox', { name: '查询码' }).fill(code.toLowerCase());
  await village.locator('main').getByRole('button', { name: '查询' }).click();
  await seen(village, '处理意见');
  await phone.picture(village, 'asked-by-the-code');
});

/** On the phone: draft kept through a closed page, the code as text and QR, the slip on paper. Answers the code. */
async function registers(phone, page) {
  const began = performance.now();
  await page.getByRole('link', { name: '登记来访' }).first().click();
  await page.getByLabel('信访人姓名').fill('陈玉兰');
  await page.getByLabel('事发地（村、社区）').fill('三合村');
  await page.getByLabel('事项（一句话）').fill('围墙占道');
  await drafted(page, 'register', '围墙占道');
  await page.reload();
  await page.getByLabel('事项（一句话）').waitFor();
  same('the draft survives', await page.getByLabel('事项（一句话）').inputValue(), '围墙占道');
  await page.getByLabel('诉求（一行一项）').fill('拆除围墙');
  await page.getByLabel('情况说明').fill('反映邻居围墙占道，要求拆除。');
  await phone.picture(page, 'registering');
  await page.getByRole('button', { name: '登记', exact: true }).click();
  await page.getByRole('heading', { name: '已登记' }).waitFor();
  measured('a contact registered by a script, with a reload in between (ms)', Math.round(performance.now() - began));
  await phone.picture(page, 'registered');
  const code = /[0-9A-Z]{5}-?[0-9A-Z]{5}/.exec(await page.locator('main').innerText())?.[0];
  holds('the code is shown', code !== undefined);
  await page.pdf({ path: join(stage.pictures, 'slip.pdf'), format: 'A5', printBackground: true });
  await page.emulateMedia({ media: 'print' });
  await phone.picture(page, 'slip-on-paper');
  await page.emulateMedia({ media: null });
  await sent(page);
  return code;
}

/** Whether a closing is on record. */
function closing(shown) {
  return (shown.case.closing?.closings ?? []).length > 0;
}

function assign(page, wall, lead, measures) {
  return core(page, 'act', { kind: 'assign', case: wall, payload: { lead, measures, policy: POLICY } });
}

/** The reply with its grounds, its service, the closing with the county's checklist. */
async function replies(page, wall) {
  const act = (kind, payload) => core(page, 'act', { kind, case: wall, payload });
  await act('reply', {
    text: '已责令邻居于本月底前拆除。',
    position: 'supported',
    opinions: [{ claim: '1', facts: '围墙占用村道', opinion: '责令拆除', basis: '《村庄和集镇规划建设管理条例》第三十七条', position: 'supported' }],
    remedy: { organ: '清河县人民政府', days: 30 },
  });
  await act('serve', { act: 'last:reply', method: 'in_person', proof: '回证2026-1' });
  // The other assignment came later by the clock, and does not hold.
  const { entries } = await core(page, 'case.history', { case: wall });
  const holds = ([, [kind, payload]]) => kind === 'assign' && JSON.stringify(payload).includes('镇里牵头调解');
  const assigned = entries.flatMap(({ acts }) => Object.entries(acts)).find(holds)[0];
  const checklist = {
    facts: 'last:register',
    'ledger-and-letter': assigned,
    appointment: assigned,
    'investigation-report': 'last:reply',
    'reply-and-return-visit': 'last:serve',
    'follow-up-plan': 'last:reply',
  };
  await act('close', { summary: '已责令拆除，办结', cause: '宅基地界址不清', checklist });
}
