/** What the offices did at their command lines before a scenario begins: a case with a history, a dispute, a field written twice. */

import { call, sync, syncAll } from './stage.mjs';

const POLICY = '村镇规划与相邻权';

/** The screens of a case: where each is below the case's own, and a name for its picture. */
export const OF_A_CASE = [
  ['', 'case'],
  ['/act', 'act'],
  ['/act/note', 'act-note'],
  ['/act/reply', 'act-reply'],
  ['/edit', 'edit'],
  ['/history', 'history'],
  ['/print', 'print'],
  ['/slip', 'slip'],
];

/** Some cases of a county; answers their ids. */
export async function story() {
  const register = async (office, title, ...more) =>
    (await call(office, 'case', 'register', '--title', title, '--petitioner', '陈玉兰', '--area', '三合村', '--claim', '请依法处理', ...more)).case;
  const wall = await register('village', '围墙占道', '--narrative', '反映邻居围墙占道，要求拆除。', '--summary', '来访反映');
  const wages = await register('town', '拖欠工资', '--narrative', '工地拖欠工资三个月。', '--channel', 'online');
  await register('village', '水渠堵塞');
  await syncAll();
  await call('town', 'act', 'accept', wall);
  await call('town', 'act', 'accept', wages);
  await syncAll();
  await call('town', 'act', 'assign', wall, '--lead', '王芳', '--measures', '镇里牵头调解', '--policy', POLICY);
  await call('county', 'act', 'assign', wall, '--lead', '李建国', '--measures', '县局直接督办', '--policy', POLICY);
  await call('town', 'case', 'edit', wages, '--area', '三合村六组');
  await call('county', 'case', 'edit', wages, '--area', '三合村七组');
  for (const office of ['town', 'county', 'town', 'village']) await sync(office);
  return { wall, wages };
}
