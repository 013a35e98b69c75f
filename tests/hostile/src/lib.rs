//! Attackers. An enrolled device with its own key writes what no command of ours would write, straight through Automerge
//! or byte by byte, attests it properly, and hands it to a victim through the feed or in a bundle. The victim must put
//! it aside or settle it, and go on working.
//!
//! [`targets`] holds the bodies of the fuzz targets, so that the committed corpora are replayed by the ordinary tests.

mod forge;
mod relay;
mod scene;
pub mod targets;

pub use forge::{Forge, act_key, container, delete, insert, map_put};
pub use relay::Relay;
pub use scene::{County, Device, Route, Scene, act_body, at, entropy, field, new_case};
