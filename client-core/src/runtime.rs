//! What a system with threads has and a browser's worker has not, or otherwise: the clocks, waiting, requests beside the
//! task, and values that may change threads. Nothing above this module asks where it runs.

#[cfg(all(feature = "net", target_family = "wasm"))]
mod browser;
#[cfg(all(feature = "net", not(target_family = "wasm")))]
mod native;
#[cfg(all(feature = "net", target_family = "wasm"))]
mod timer;

#[cfg(all(feature = "net", target_family = "wasm"))]
pub(crate) use browser::*;
#[cfg(all(feature = "net", target_family = "wasm"))]
pub use browser::{Boxed, sleep};
#[cfg(all(feature = "net", not(target_family = "wasm")))]
pub use native::Boxed;
#[cfg(all(feature = "net", not(target_family = "wasm")))]
pub(crate) use native::*;

/// What may change threads where there are threads: `Send`. In a browser a worker is alone, and what it holds of the
/// browser stays with it.
#[cfg(not(target_family = "wasm"))]
pub trait MaybeSend: Send {}
#[cfg(not(target_family = "wasm"))]
impl<T: Send + ?Sized> MaybeSend for T {}

/// What may change threads where there are threads. In a browser a worker is alone, and what it holds of the browser
/// stays with it: anything.
#[cfg(target_family = "wasm")]
pub trait MaybeSend {}
#[cfg(target_family = "wasm")]
impl<T: ?Sized> MaybeSend for T {}
