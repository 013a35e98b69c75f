import { describe, expect, it } from 'vitest';

import { invitationIn, linkOf } from './invitation';

describe('a code', () => {
  it('comes with the address', () => {
    expect(invitationIn('#enrol=ABCDE-FGHIJ')).toBe('ABCDE-FGHIJ');
    expect(invitationIn('#/enrol=ABCDE')).toBe('ABCDE');
    expect(invitationIn('#/cases')).toBeNull();
    expect(invitationIn('#enrol=%')).toBe('%');
  });

  it('is found in what was scanned or typed', () => {
    expect(linkOf(' https://relay.example.org/?desk=village#enrol=ABCDE ')).toEqual({ link: 'ABCDE', relay: 'https://relay.example.org' });
    expect(linkOf('taizhang:enrol?code=ABCDE&relay=https://r')).toEqual({ link: 'taizhang:enrol?code=ABCDE&relay=https://r' });
    expect(linkOf('ABCDE-FGHIJ')).toEqual({ link: 'ABCDE-FGHIJ' });
  });
});
