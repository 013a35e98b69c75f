//! 关联: other cases, the people of the case, and the campaigns it is part of.

mod join;
mod link;
mod not_same_matter;
mod party;
mod remove_party;
mod unlink;

pub use join::Join;
pub use link::{Link, LinkKind};
pub use not_same_matter::NotSameMatter;
pub(crate) use party::holds_a_number;
pub use party::{Party, PartyRole, without_numbers};
pub use remove_party::RemoveParty;
pub use unlink::Unlink;
