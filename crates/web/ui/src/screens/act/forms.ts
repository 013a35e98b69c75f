/** Which acts there are for a case, and which of them can be recorded now: the model's own answer. */

import { useMemo } from 'react';

import { Failure, shapeOf } from '../../core/failure';
import { useCall } from '../../core/hooks';
import { type Form, inCourse } from './course';

/** The acts of a case; undefined until the first answer. */
export function useForms(id: string): { forms: Form[] | undefined; failure: Failure | null } {
  const { data, failure } = useCall('act.forms', { case: id });
  const forms = useMemo(
    () =>
      data === undefined || data.case !== id
        ? undefined
        : inCourse(data.forms.map(({ kind, label, may, refusal }) => ({ kind, label, may, refusal: refusal == null ? null : new Failure(shapeOf(refusal)) }))),
    [data, id],
  );
  return { forms, failure };
}
