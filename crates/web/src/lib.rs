//! The ledger in a browser: the desk and client-core, compiled to WebAssembly, behind one call for a dedicated worker.
//!
//! A worker opens one `Core` with the desk's name and a function for events, then calls it by name with parameters in
//! JSON and gets JSON. The database lies encrypted in the origin's private file system; only one worker of one tab can
//! hold it. What a shell of this kind answers by itself is defined in [`calls`]; everything else is the desk's.
//!
//! `cargo xtask web` builds it, and divides what was compiled in what a first visit calls and the rest (`rest.rs`).

pub mod calls;
#[cfg(target_family = "wasm")]
mod core;
pub mod failure;
#[cfg(target_family = "wasm")]
mod opfs;
#[cfg(target_family = "wasm")]
pub mod rest;
#[cfg(target_family = "wasm")]
mod shell;
#[cfg(target_family = "wasm")]
mod sync;
#[cfg(target_family = "wasm")]
mod vault;
