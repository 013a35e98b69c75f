/** Who leads by a route, as one choice of a list. */

import type { RouteTarget } from '../../generated';
import { OFFICE_KINDS } from '../../parts/form/officeKinds';

/** What stands before the name of an office among the choices, and before a kind. */
const [NAME, KIND] = ['name:', 'kind:'];

/** A target as one choice of a list. */
export function choiceOf(target: RouteTarget): string {
  if (target === 'industry') return target;
  return 'name' in target ? `${NAME}${target.name}` : `${KIND}${target.kind}`;
}

/** The target of a choice. */
export function targetOf(choice: string): RouteTarget {
  if (choice.startsWith(NAME)) return { name: choice.slice(NAME.length) };
  return OFFICE_KINDS.map((kind) => ({ kind })).find(({ kind }) => choice === `${KIND}${kind}`) ?? 'industry';
}
