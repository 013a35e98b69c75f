/** Lazily loaded: the page of a new entry. */
export { NewEntryForm as default } from './EntryForm';
