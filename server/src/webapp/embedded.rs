//! The files of the built app. A release carries them; other builds read them from the folder when they start, so that a
//! new app needs no new relay. Without the folder there are none.

use std::borrow::Cow;

use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "../crates/web/ui/dist"]
#[allow_missing = true]
struct Dist;

/// Every file: its path from the root, and its content.
pub(super) fn files() -> impl Iterator<Item = (String, Cow<'static, [u8]>)> {
    Dist::iter().filter_map(|path| Dist::get(&path).map(|file| (path.into_owned(), file.data)))
}
