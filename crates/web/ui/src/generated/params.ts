// What each call takes.
// Written by scripts/types.mjs from `taizhang schema`: do not edit.

/** By the name of the call. */
export interface Params {
}
