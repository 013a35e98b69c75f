/**
 * A stand-in for the compiled core while pages are made: calls go to a `taizhang` command by way of the development server
 * (`dev/cli.ts`). It never ships: only the development server knows it.
 */

import { isRead } from '../src/core/reads';
import type { Draft, ShellState, SyncState } from '../src/core/shell';

export default async function init(): Promise<WebAssembly.Exports> {
  return {};
}

const drafts = new Map<string, Draft>();
/** The desk is open, unless its name says otherwise: `?desk=new`, `?desk=locked`. */
const state: ShellState = { state: 'open', lock: 'browser', desk: 'main', version: 'dev', device_name: 'dev' };
const sync: SyncState = { relay: null, online: false, phase: 'off', last_settled_ms: null, waiting: 0, refused: 0, lag: 0, received: 0, sent: 0 };

/** What the shell answers itself. */
function own(name: string, params: { [key: string]: string }): unknown {
  switch (name) {
    case 'shell.draft_put':
      if (params['body'] === null) drafts.delete(params['name'] ?? '');
      else drafts.set(params['name'] ?? '', { name: params['name'] ?? '', body: params['body'] ?? '', at_ms: Date.now() });
      return {};
    case 'shell.draft_get':
      return { draft: drafts.get(params['name'] ?? '') ?? null };
    case 'shell.draft_list':
      return { drafts: [...drafts.values()].filter((draft) => draft.name.startsWith(params['prefix'] ?? '')) };
    case 'shell.sync':
    case 'shell.sync_now':
      return sync;
    case 'shell.unlock':
      if (params['passphrase'] !== 'open sesame') throw JSON.stringify({ code: 'wrong_passphrase', message: '口令不对' });
      state.state = 'open';
      return state;
    case 'shell.enrol':
      return { device: '', county: '清河县', office_name: '石桥镇', staff_name: '王芳', check_code: 'K7Q2-M9RT', cases: 3 };
    case 'shell.lock':
      state.state = 'locked';
      return state;
    default:
      return state;
  }
}

export class Core {
  constructor(private readonly emit: (event: string) => void) {}

  static async open(desk: string, emit: (event: string) => void): Promise<Core> {
    if (desk === 'new') Object.assign(state, { state: 'new', lock: null });
    if (desk === 'locked') Object.assign(state, { state: 'locked', lock: 'passphrase' });
    return new Core(emit);
  }

  async call(name: string, params: string, language: string): Promise<string> {
    if (name.startsWith('shell.')) return JSON.stringify(own(name, JSON.parse(params) as { [key: string]: string }));
    const answer = await fetch('/dev/call', { method: 'POST', body: JSON.stringify({ name, params: JSON.parse(params), language }) });
    const text = await answer.text();
    if (!answer.ok) throw text;
    // Which cases changed only the real core knows.
    if (!isRead(name)) this.emit(JSON.stringify({ event: 'changed', cases: null }));
    return text;
  }

  file_put(): void {
    // The command reads files of the disk.
  }

  file_take(): Uint8Array | undefined {
    return undefined;
  }
}
