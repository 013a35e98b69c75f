/** The shell's own answers, by the names that pages use. Their shapes are the core's (`schemas.json` of the crate). */

import type { Answers, Happened } from '../generated';

export type { Draft, SyncState } from '../generated';

/** Where a desk stands. `new`: nothing here yet; `enrolling`: keys are open, no county yet. */
export type ShellState = Answers['shell.state'];

/** What came of taking a code up. */
export type Enrolled = Answers['shell.enrol'];

/** Something that the core tells unasked. */
export type CoreEvent = Happened;
