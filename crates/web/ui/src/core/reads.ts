/**
 * Which calls only read. When the tab that holds the database goes, the next one takes over and asks these again by itself; a call
 * that may have written is answered `leader_gone`, and the person looks before doing it again.
 */

const VERBS = new Set([
  'list',
  'show',
  'history',
  'timeline',
  'deadlines',
  'candidates',
  'alike',
  'kinds',
  'waiting',
  'forms',
  'as-of',
  'compare',
]);
const NAMES = new Set([
  'inbox',
  'due',
  'roster',
  'supervision',
  'calendar',
  'today',
  'since',
  'words',
  'schema',
  'status',
  'delivery',
  'audit.case',
  'config.default',
  'county.key',
  'shell.state',
  'shell.sync',
  'shell.storage',
  'shell.draft_get',
  'shell.draft_list',
]);
/** These show details of people, and write into the log of access first. */
const LOGGED = new Set(['party.show', 'party.history']);

/** Whether a call can be asked again without doing anything twice. */
export function isRead(name: string): boolean {
  if (LOGGED.has(name)) return false;
  return NAMES.has(name) || VERBS.has(name.slice(name.lastIndexOf('.') + 1));
}
