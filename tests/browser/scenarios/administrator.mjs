/**
 * The administrator at a desk: an office's and a person's name are put right, a code that went astray is withdrawn before anybody takes
 * it up, and in another language no code of the program's own is ever shown in place of a word.
 */

import { core, go, online, PASSPHRASE, seen, sent, unlock } from './lib/app.mjs';
import { start } from './lib/browser.mjs';
import { blank, put } from './lib/private.mjs';
import { filesOfVersion, play, same } from './lib/stage.mjs';

await play(async () => {
  const browser = await start('administrator');
  await put(await blank(browser), 'county', await filesOfVersion('county'));
  const page = await browser.page('county');
  await unlock(page, PASSPHRASE);
  await online(page);
  await offices(browser, page);
  await staff(browser, page);
  await codes(browser, page);
  await keys(page);
  await words(page);
});

/** The form that is open. */
function form(page) {
  return page.getByRole('dialog');
}

/** Opens the form of a row by its name. */
async function change(page, name) {
  await page.getByRole('row').filter({ hasText: name }).getByText(name).click();
  await form(page).getByRole('button', { name: '保存', exact: true }).waitFor();
}

async function save(page) {
  await form(page).getByRole('button', { name: '保存', exact: true }).click();
}

async function offices(browser, page) {
  await go(page, '/offices');
  await seen(page, '石桥镇');
  await change(page, '石桥镇');
  const { offices } = await core(page, 'office.list');
  const [town, county] = ['石桥镇', '清河县'].map((name) => offices.find((office) => office.name === name));
  await form(page).getByLabel('代码').fill(county.code.toLowerCase());
  await seen(page, '清河县已用这个代码');
  await browser.picture(page, 'office-code-taken');
  await form(page).getByLabel('代码').fill(town.code);
  await form(page).getByLabel('名称').fill('石桥街道');
  await save(page);
  await seen(page, '石桥街道');
  await form(page).waitFor({ state: 'hidden' });
  const { offices: now } = await core(page, 'office.list');
  same('it is the same office', now.find(({ id }) => id === town.id), { ...town, name: '石桥街道' });
  const refused = await core(page, 'office.add', { name: '新村', code: town.code, kind: 'village' }).catch(({ failure }) => failure);
  same('the core refuses a code twice', refused.code, 'office_code_taken');
}

async function staff(browser, page) {
  await go(page, '/staff');
  await seen(page, '王芳');
  await change(page, '王芳');
  await form(page).getByLabel('职务').fill('镇长');
  await page.keyboard.press('Escape');
  await form(page).waitFor({ state: 'hidden' });
  // What others change meanwhile is not undone by what was put aside.
  const person = async () => (await core(page, 'staff.list')).staff.find(({ name }) => name.startsWith('王芳'));
  await core(page, 'staff.revise', { staff: (await person()).id, team: true });
  await change(page, '王芳');
  await seen(page, '已恢复上次未保存的填写');
  same('what was typed is there', await form(page).getByLabel('职务').inputValue(), '镇长');
  same('and what others changed', await form(page).getByLabel('班子成员').isChecked(), true);
  await form(page).getByLabel('姓名').fill('王芳芳');
  await form(page).getByLabel('职责').fill('责任人');
  await page.locator('.ant-select-item-option').filter({ hasText: '第一责任人' }).waitFor();
  await form(page).getByLabel('职责').press('Enter');
  await browser.picture(page, 'name-put-right');
  await save(page);
  await form(page).waitFor({ state: 'hidden' });
  await seen(page, '王芳芳');
  const { title, is_team_member: team } = await person();
  same('both hold', [title, team], ['镇长', true]);
}

async function codes(browser, page) {
  await go(page, '/codes');
  await page.getByRole('button', { name: '发启用码' }).click();
  await form(page).getByRole('combobox').first().fill('王芳芳');
  await page.locator('.ant-select-item-option').filter({ hasText: '王芳芳' }).click();
  await form(page).getByRole('button', { name: '发启用码' }).click();
  const code = await page.locator('[data-code]').filter({ hasText: '-' }).innerText();
  await page.getByRole('button', { name: '收起' }).click();
  await page.getByRole('button', { name: /^收回王芳芳的启用码/ }).click();
  await page.getByText('下次同步后，服务器不再接受它').waitFor();
  await browser.picture(page, 'withdrawing');
  await page.locator('.ant-popover').getByRole('button', { name: '收回', exact: true }).click();
  await page.getByRole('grid').getByText('已收回').waitFor();
  same('nothing is left to withdraw', await page.getByRole('button', { name: /^收回/ }).count(), 0);
  await sent(page);
  await browser.picture(page, 'withdrawn');

  const stranger = await start('stranger', { view: 'phone' });
  const newcomer = await stranger.page();
  await newcomer.getByRole('heading', { name: '在这台设备上启用台账' }).waitFor();
  await newcomer.getByLabel('启用链接或启用码').fill(code);
  await newcomer.getByRole('radio', { name: /由浏览器保管钥匙/ }).check();
  await newcomer.getByRole('button', { name: '启用', exact: true }).click();
  await seen(newcomer, /过期或已收回/);
  await stranger.picture(newcomer, 'refused');
  // Another code is tried at the same place.
  const other = await core(page, 'enrol.invite', { staff: '王芳芳' });
  await sent(page);
  await newcomer.getByLabel('启用链接或启用码').fill(other.code);
  await newcomer.getByRole('button', { name: '启用', exact: true }).click();
  await newcomer.getByRole('button', { name: '开始使用' }).click();
  await online(newcomer);
  const { office_name: office } = await core(newcomer, 'status');
  same('the name that was put right came along', office, '石桥街道');
  await stranger.close();
}

/** The screens of an office have keys, as those of the cases have. */
async function keys(page) {
  for (const [key, name] of [
    ['p', '人员'],
    ['v', '设备'],
    ['k', '启用码'],
    ['a', '双人复核'],
    ['u', '导入电子表格'],
  ]) {
    await page.keyboard.press('g');
    await page.keyboard.press(key);
    await page.getByRole('heading', { name, exact: true }).first().waitFor();
  }
}

/** The words of the other language are asked for when they are first needed. */
async function words(page) {
  await page.evaluate(() => {
    window.codesSeen = [];
    const look = () => document.body.innerText.match(/[a-z]+_[a-z_]+/g)?.forEach((code) => window.codesSeen.push(code));
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true, characterData: true });
  });
  await go(page, '/settings');
  await page.getByText('English', { exact: true }).click();
  await go(page, '/staff');
  await seen(page, 'first responsible');
  same('no code was shown', await page.evaluate(() => window.codesSeen), []);
}
