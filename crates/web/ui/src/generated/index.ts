// All types of the ledger.
// Written by scripts/types.mjs from `taizhang schema`: do not edit.

export type * from './acts';
export type * from './answers';
export type * from './defs';
export type * from './entries';
export type * from './params';
