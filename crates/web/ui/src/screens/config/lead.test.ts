import { expect, it } from 'vitest';

import { choiceOf, targetOf } from './lead';

it('is the same after it was a choice', () => {
  for (const target of ['industry', { kind: 'township' }, { name: 'industry' }, { name: 'kind:village' }] as const) expect(targetOf(choiceOf(target))).toEqual(target);
});
