/** Where a rule is written: the regulation's articles by its name, the product's own rules as its documents have them. */

import type { Key } from '../words';

const ARTICLE = /^Art\. (\d+)$/;

/** Places of rules, `3.2, Art. 22`, in words. */
export function ruleText(rule: string, t: (key: Key, values?: { [name: string]: string | number }) => string): string {
  const places = rule.split(', ');
  const articles = places.flatMap((place) => ARTICLE.exec(place)?.[1] ?? []).map((n) => t('rule.article', { n }));
  const own = places.filter((place) => !ARTICLE.test(place));
  const said = [
    ...(articles.length === 0 ? [] : [t('rule.regulation', { articles: articles.join(t('list.comma')) })]),
    ...(own.length === 0 ? [] : [t('rule.own', { rules: own.join(t('list.comma')) })]),
  ];
  return said.join(t('rule.and'));
}
