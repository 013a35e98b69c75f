//! The ledger in a browser: the desk and client-core, compiled to WebAssembly, behind one call for a dedicated worker.
//!
//! A worker opens one `Core` with the desk's name and a function for events, then calls it by name with parameters in
//! JSON and gets JSON. The database lies encrypted in the origin's private file system; only one worker of one tab can
//! hold it. What a shell of this kind answers by itself is defined in [`calls`]; everything else is the desk's.
//!
//! `cargo xtask web` builds it. By hand, from the root of the repository:
//!
//! ```text
//! CC_wasm32_unknown_unknown=clang-19 cargo build --profile web --target wasm32-unknown-unknown -p taizhang-web
//! wasm-bindgen --target web --out-dir crates/web/pkg target/wasm32-unknown-unknown/web/taizhang_web.wasm
//! wasm-opt -Oz crates/web/pkg/taizhang_web_bg.wasm -o crates/web/pkg/taizhang_web_bg.wasm
//! ```

pub mod calls;
#[cfg(target_family = "wasm")]
mod core;
pub mod failure;
#[cfg(target_family = "wasm")]
mod opfs;
#[cfg(target_family = "wasm")]
mod shell;
#[cfg(target_family = "wasm")]
mod sync;
#[cfg(target_family = "wasm")]
mod vault;
