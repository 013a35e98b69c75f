/** The county's offices and the people who work in them, as the directory has them: what they are called, and their tree. */

import type { Office, Staff } from '../generated';

/** An office in the order of the tree, and how deep it stands there. */
export interface Branch {
  office: Office;
  depth: number;
}

/** Names by id; an id that is not known is shown as it is. */
export interface Names {
  office(id: string | null | undefined): string;
  staff(id: string | null | undefined): string;
  /** Every office, each after the one above it. */
  offices: readonly Office[];
  /** The same with how deep each stands. */
  branches: readonly Branch[];
  /** Everybody, those who left too. */
  people: readonly Staff[];
}

/** The offices, each under the one above it; one whose upper office is not here stands at the top. */
export function branchesOf(offices: readonly Office[]): Branch[] {
  const ids = new Set(offices.map(({ id }) => id));
  const below = new Map<string | null, Office[]>();
  for (const office of offices) {
    const parent = office.parent ?? null;
    const above = parent !== null && ids.has(parent) ? parent : null;
    below.set(above, [...(below.get(above) ?? []), office]);
  }
  const branches: Branch[] = [];
  const seen = new Set<string>();
  const walk = (above: string | null, depth: number) => {
    for (const office of below.get(above) ?? []) {
      if (seen.has(office.id)) continue;
      seen.add(office.id);
      branches.push({ office, depth });
      walk(office.id, depth + 1);
    }
  };
  walk(null, 0);
  // What a circle holds hangs on nothing, and is shown all the same.
  for (const office of offices) if (!seen.has(office.id)) branches.push({ office, depth: 0 });
  return branches;
}

/** The names of these. */
export function namesOf(offices: readonly Office[], people: readonly Staff[]): Names {
  const known = new Map<string, string>();
  for (const { id, name } of [...offices, ...people]) known.set(id, name);
  const called = (id: string | null | undefined) => (id === null || id === undefined ? '' : (known.get(id) ?? id));
  const branches = branchesOf(offices);
  return { office: called, staff: called, offices: branches.map(({ office }) => office), branches, people };
}
