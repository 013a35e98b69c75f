import { expect, test } from 'vitest';

import { ruleText } from './rule';

const joins: { [key: string]: string } = { 'list.comma': '、', 'rule.and': '；' };
const t = (key: string, values: { [name: string]: string | number } = {}) => joins[key] ?? [key, ...Object.values(values)].join(' ');

test('articles are told by the name of the regulation, rules of our own by where they are written', () => {
  expect(ruleText('Art. 24', t)).toBe('rule.regulation rule.article 24');
  expect(ruleText('3.2, I14, Art. 23', t)).toBe('rule.regulation rule.article 23；rule.own 3.2、I14');
  expect(ruleText('Art. 31, Art. 32', t)).toBe('rule.regulation rule.article 31、rule.article 32');
  expect(ruleText('K12', t)).toBe('rule.own K12');
});
