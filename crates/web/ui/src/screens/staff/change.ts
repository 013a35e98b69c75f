/** What a form about somebody changes: only that is recorded, as one revision. */

import type { Params, Staff, StaffRole } from '../../generated';

/** A member of staff as the form has them. */
export interface TypedStaff {
  office: string;
  name: string;
  title: string;
  head: boolean;
  team: boolean;
  roles: StaffRole[];
  active: boolean;
}

/** What stands in the form for somebody. */
export function typedOf(person: Staff): TypedStaff {
  return {
    office: person.office,
    name: person.name,
    title: person.title,
    head: person.is_head,
    team: person.is_team_member,
    roles: person.roles ?? [],
    active: person.active,
  };
}

/** What `staff.revise` takes. */
type Revision = Params['staff.revise'];

/** The revision that makes somebody what was typed; null where they are that already. */
export function revisionOf(person: Staff, typed: TypedStaff): Revision | null {
  const before = typedOf(person);
  const revision: Revision = { staff: person.id };
  if (typed.name.trim() !== before.name) revision.name = typed.name.trim();
  if (typed.office !== before.office) revision.office = typed.office;
  if (typed.title.trim() !== before.title) revision.title = typed.title.trim();
  if ([...typed.roles].sort().join() !== [...before.roles].sort().join()) {
    if (typed.roles.length === 0) revision.no_roles = true;
    else revision.roles = typed.roles;
  }
  if (typed.head !== before.head) revision[typed.head ? 'head' : 'no_head'] = true;
  if (typed.team !== before.team) revision[typed.team ? 'team' : 'no_team'] = true;
  if (typed.active !== before.active) revision[typed.active ? 'active' : 'inactive'] = true;
  return Object.keys(revision).length === 1 ? null : revision;
}
