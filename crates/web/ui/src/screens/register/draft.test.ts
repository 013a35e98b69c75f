import { describe, expect, it } from 'vitest';

import { BLANK, faultOf, isBlank, registrationOf } from './draft';

describe('a draft', () => {
  it('is blank until somebody says more than how it came in', () => {
    expect(isBlank({ ...BLANK, channel: 'phone' })).toBe(true);
    expect(isBlank({ ...BLANK, area: '三合村' })).toBe(false);
  });

  it('is registered with what was said, and nothing more', () => {
    const draft = { ...BLANK, petitioner: ' 陈玉兰 ', claims: '拆除围墙\n\n 赔偿损失 ' };
    expect(registrationOf(draft)).toEqual({
      draft: 'register',
      petitioner: '陈玉兰',
      title: '拆除围墙',
      channel: 'visit',
      summary: '拆除围墙',
      claim: ['拆除围墙', '赔偿损失'],
      narrative: '',
      persons: 1,
      without: [],
    });
  });

  it('brings its details along, under a name', () => {
    expect(faultOf(BLANK)).toBe('register.nothing_yet');
    expect(faultOf({ ...BLANK, title: '围墙', phone: '138' })).toBe('register.name_needed');
    const draft = { ...BLANK, petitioner: '陈玉兰', phone: '13812345678', id_number: '11010519491231002X' };
    expect(faultOf(draft)).toBeNull();
    expect(registrationOf(draft)).toMatchObject({ petitioner: '陈玉兰', phone: '13812345678', id_number: '11010519491231002X' });
    expect(registrationOf(draft)).not.toHaveProperty('address');
  });
});
