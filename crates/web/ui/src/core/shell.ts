/**
 * The calls that the shell in the browser answers itself, and those whose answers the core describes only at run time. They are
 * the one contract that is not printed by `taizhang schema`; everything else stands in `src/generated`.
 */

/** Where a desk stands. */
export interface ShellState {
  /** `new`: nothing here yet; `locked`: keys are here and closed; `enrolling`: keys are open, no county yet; `open`. */
  state: 'new' | 'locked' | 'enrolling' | 'open';
  /** What the keys are locked with. */
  lock: 'passphrase' | 'browser' | null;
  desk: string;
  device_name?: string | null;
  office_name?: string | null;
  staff_name?: string | null;
  county?: string | null;
  version: string;
}

/** How the exchange with the relay stands. */
export interface SyncState {
  relay: string | null;
  online: boolean;
  phase: 'off' | 'connecting' | 'receiving' | 'sending' | 'live' | 'retrying' | 'disk_full' | 'not_let_in';
  /** When all was exchanged last, in milliseconds since 1970. */
  last_settled_ms?: number | null;
  /** Edits that the relay is not known to hold. */
  waiting: number;
  /** Edits that it refused. */
  refused: number;
  error?: { code: string; message: string } | null;
  received: number;
  sent: number;
}

/** What came of taking a code up, or of looking at one. */
export interface Enrolled {
  device: string;
  county: string | null;
  office_name: string | null;
  staff_name: string | null;
  check_code: string | null;
  cases: number;
}

/** A draft of this device. */
export interface Draft {
  name: string;
  body: string;
  at_ms: number;
}

/** The shell's own calls. */
export interface ShellCalls {
  'shell.state': { params: Record<string, never>; answer: ShellState };
  'shell.create': { params: { passphrase?: string }; answer: ShellState };
  'shell.unlock': { params: { passphrase: string }; answer: ShellState };
  'shell.lock': { params: Record<string, never>; answer: ShellState };
  'shell.passphrase': { params: { old?: string; new?: string }; answer: ShellState };
  'shell.enrol': {
    params: { link: string; relay?: string; device_name?: string; check_only?: boolean };
    answer: Enrolled;
  };
  'shell.sync': { params: Record<string, never>; answer: SyncState };
  'shell.sync_now': { params: Record<string, never>; answer: SyncState };
  'shell.file_put': { params: { name: string }; answer: Record<string, never> };
  'shell.file_take': { params: { name: string }; answer: Record<string, never> };
  'shell.draft_put': { params: { name: string; body: string | null }; answer: Record<string, never> };
  'shell.draft_get': { params: { name: string }; answer: { draft: Draft | null } };
  'shell.draft_list': { params: { prefix: string }; answer: { drafts: Draft[] } };
  'shell.storage': {
    params: Record<string, never>;
    answer: { persisted: boolean | null; usage?: number | null; quota?: number | null };
  };
}
