/** The acts of a case in the order people look for them. */

import type { Failure } from '../../core/failure';

/** A kind of act, before somebody who would record one. */
export interface Form {
  kind: string;
  label: string;
  /** Whether nothing about the case or the person stands in its way. */
  may: boolean;
  /** What does; where nothing does, what the form will have to bring. */
  refusal: Failure | null;
}

/** These are recorded elsewhere: where the sides of a dispute are seen, with the case itself. */
const ELSEWHERE = new Set(['settle', 'register']);
/** The acts that most cases go through, in their order: they come first. */
const COURSE = ['accept', 'transfer', 'assign', 'plan', 'visit', 'note', 'progress', 'mediate', 'reply', 'sign', 'serve', 'close', 'report_closed', 'audit', 'rate', 'look_back', 'contact'];

/** The steps that bring a case forward: what stands in their way is what the case is waiting for. */
const STEPS: readonly string[] = ['accept', 'assign', 'reply', 'serve', 'close', 'audit'];

/** By the usual course of a case, then as the model lists them. */
export function inCourse(forms: readonly Form[]): Form[] {
  const place = (form: Form) => {
    const at = COURSE.indexOf(form.kind);
    return at < 0 ? COURSE.length : at;
  };
  return forms.filter(({ kind }) => !ELSEWHERE.has(kind)).toSorted((a, b) => place(a) - place(b));
}

/** What was done already stands in nobody's way. */
const DONE = /^(already_|accepted_stays|signed_|passed_on|reviewed_)/;

/** Of the steps that bring a case forward: those that can be recorded now, and those that wait for something. */
export function nextSteps(forms: readonly Form[]): { can: Form[]; cannot: Form[] } {
  const steps = forms.filter(({ kind }) => STEPS.includes(kind));
  return {
    can: steps.filter(({ may }) => may),
    cannot: steps.filter(({ may, refusal }) => !may && refusal !== null && !DONE.test(refusal.code)),
  };
}
