import { describe, expect, it } from 'vitest';

import { type Form, inCourse, nextSteps } from './course';

const form = (kind: string, label: string): Form => ({ kind, label, may: true, refusal: null });
const forms = [form('attach', '附件'), form('settle', '裁决'), form('reply', '答复'), form('accept', '受理'), form('report_closed', '报结')];

describe('the acts of a case', () => {
  it('come in the usual course, without those that are recorded elsewhere', () => {
    expect(inCourse(forms).map(({ kind }) => kind)).toEqual(['accept', 'reply', 'report_closed', 'attach']);
  });

  it('say what brings the case forward, and what waits for what', () => {
    const refused = (kind: string, code: string): Form => ({ kind, label: kind, may: false, refusal: { code } as Form['refusal'] });
    const steps = nextSteps([form('accept', '受理'), refused('assign', 'already_assigned'), refused('close', 'not_replied'), refused('attach', 'restricted')]);
    expect(steps.can.map(({ kind }) => kind)).toEqual(['accept']);
    expect(steps.cannot.map(({ kind }) => kind)).toEqual(['close']);
  });
});
