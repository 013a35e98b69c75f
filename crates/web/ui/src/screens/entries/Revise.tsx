/** Lazily loaded: the page of a revision. */
export { ReviseEntryForm as default } from './EntryForm';
