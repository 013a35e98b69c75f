/**
 * What the compiled core exports to the worker: the few lines of `crates/web` that TypeScript sees. The module itself is made by
 * `cargo xtask web`; with this file the app type-checks where it was not built.
 */

/** Loads the module; answers what it exports. */
export default function init(options?: { module_or_path?: string | URL | Request | Response | BufferSource }): Promise<WebAssembly.Exports>;

/** One desk: one device of the county, its keys and its database in this browser. */
export class Core {
  private constructor();

  /** Opens the desk's files, tells events to `emit` (an event as JSON text). */
  static open(desk: string, emit: (event: string) => void): Promise<Core>;

  /** A call and its params as JSON text; the answer as JSON text. Fails with a failure as JSON text. */
  call(name: string, params: string, language: string): Promise<string>;

  /** Gives the core a file by name. */
  file_put(name: string, bytes: Uint8Array): void;

  /** Takes a file that a call wrote. */
  file_take(name: string): Uint8Array | undefined;
}
