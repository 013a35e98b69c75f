/** What changed between two configurations, place by place, so that a person can look at it before it holds for everybody. */

/** A value of plain JSON. */
type Plain = unknown;

/** One change: where, and what stood and stands there. `undefined`: nothing. */
export interface Change {
  /** From the part of the configuration inwards; things in lists go by what people call them. */
  path: readonly string[];
  before: Plain;
  after: Plain;
  /** Only the order of a list. */
  order?: true;
}

const isObject = (value: Plain): value is { [key: string]: Plain } => typeof value === 'object' && value !== null && !Array.isArray(value);
const same = (a: Plain, b: Plain) => stable(a) === stable(b);

/** JSON with sorted keys. What is nothing and what is left out are the same. */
function stable(value: Plain): string {
  const sorted = (of: { [key: string]: Plain }) =>
    Object.entries(of)
      .filter(([, inner]) => inner !== null)
      .sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(value ?? null, (_, inner: Plain) => (isObject(inner) ? Object.fromEntries(sorted(inner)) : inner));
}

/** What things in a list are told apart by; null where nothing does. */
function keysOf(list: readonly Plain[]): string[] | null {
  for (const key of ['id', 'kept', 'name', 'area', 'category', 'metric']) {
    const keys = list.map((one) => (isObject(one) && typeof one[key] === 'string' ? (one[key] as string) : null));
    if (list.length > 0 && keys.every((one) => one !== null) && new Set(keys).size === keys.length) return keys as string[];
  }
  return null;
}

/** What people call a thing in a list. */
function called(thing: Plain, key: string): string {
  if (!isObject(thing)) return key;
  for (const name of [thing['name'], thing['label']]) if (typeof name === 'string' && name !== '') return name;
  return key;
}

/** Every change, in the order of the places. */
export function diffOf(before: Plain, after: Plain, path: readonly string[] = []): Change[] {
  if (same(before, after)) return [];
  if (isObject(before) && isObject(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return names.flatMap((name) => diffOf(before[name], after[name], [...path, name]));
  }
  if (Array.isArray(before) && Array.isArray(after)) return lists(before, after, path);
  return [{ path, before, after }];
}

function lists(before: readonly Plain[], after: readonly Plain[], path: readonly string[]): Change[] {
  const [old, now] = [keysOf(before), keysOf(after)];
  if ((old === null && before.length > 0) || (now === null && after.length > 0)) return [{ path, before, after }];
  const [was, is] = [old ?? [], now ?? []];
  const changes = [...new Set([...was, ...is])].flatMap((key) => {
    const [one, other] = [before[was.indexOf(key)], after[is.indexOf(key)]];
    return diffOf(one, other, [...path, called(other ?? one, key)]);
  });
  if (changes.length > 0) return changes;
  const names = (list: readonly Plain[], keys: readonly string[]) => keys.map((key, at) => called(list[at], key));
  return [{ path, before: names(before, was), after: names(after, is), order: true }];
}

/** What a list of plain values gained and lost; null where it is no such list. */
export function gainedAndLost({ before, after }: Change): { gained: string[]; lost: string[] } | null {
  const plain = (value: Plain): string[] | null =>
    Array.isArray(value) && value.every((one) => typeof one === 'string' || typeof one === 'number') ? value.map(String) : null;
  const [was, is] = [plain(before ?? []), plain(after ?? [])];
  if (was === null || is === null) return null;
  return { gained: is.filter((one) => !was.includes(one)), lost: was.filter((one) => !is.includes(one)) };
}
