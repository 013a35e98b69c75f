import { expect, test } from 'vitest';

import { PLACE, stepsOf } from './place';

test('a place is told by the names of what lies on the way', () => {
  const config = { campaigns: [{ name: '治理欠薪', stages: [{ name: '' }, { name: '化解' }] }] };
  expect(stepsOf('campaigns[0].stages[1].to', config)).toEqual(['campaigns', '治理欠薪', 'stages', '化解', 'to']);
  expect(stepsOf('campaigns[0].stages[0]', config)).toEqual(['campaigns', '治理欠薪', 'stages', '1']);
  expect(stepsOf('deadlines[7].length', {})).toEqual(['deadlines', '8', 'length']);
  expect(PLACE.exec('错在 campaigns[0].stages[0].to：结束早于开始')?.[0]).toBe('campaigns[0].stages[0].to');
  expect(PLACE.exec('没有网络')).toBe(null);
});
