/** What an office may be. */

import type { OfficeKind } from '../../generated';

/** Every kind; the type checker asks for those that are added. */
const KINDS: Record<OfficeKind, true> = {
  village: true,
  township: true,
  department: true,
  county: true,
  petition_office: true,
  joint_meeting: true,
  supervision: true,
  peace_office: true,
  group_office: true,
  task_force: true,
};

/** The kinds, in the order in which a county has most of them. */
export const OFFICE_KINDS = Object.keys(KINDS) as OfficeKind[];
