//! The second part of the module. `cargo xtask web` divides what was compiled: a first visit loads what it calls, and the
//! rest follows. Whichever function of the rest is called before it is here waits for it.

use std::cell::Cell;

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// Puts the rest in place before it answers. The worker has it (`ui/src/core/rest.ts`).
    /// Where that fails it throws, and whoever called cannot go on: the worker ends, and another begins from the disk.
    #[wasm_bindgen(js_name = taizhangRest)]
    fn put_in_place();
}

thread_local! {
    static IS_HERE: Cell<bool> = const { Cell::new(false) };
}

/// Called before whatever lies in the rest: by every gate to it, and before the texts are read that it brings.
#[wasm_bindgen]
pub fn taizhang_rest() {
    if !IS_HERE.get() {
        put_in_place();
        IS_HERE.set(true);
    }
}
