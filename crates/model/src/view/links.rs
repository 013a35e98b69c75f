//! 关联, as people read it: other cases, people of the case, campaigns.

use std::collections::BTreeSet;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    ActId, CaseId, EntryId, PartyId,
    act::{LinkKind, PartyRole},
};

/// 关联: other cases, people of the case, campaigns.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct LinksView {
    /// Other cases that this one belongs together with.
    pub links: Vec<LinkView>,
    /// Cases that a person looked at and found to be other matters.
    pub not_same: Vec<ToldApart>,
    /// The earliest receipt among this case and those of the same matter: the clock starts there (DOMAIN K3).
    pub earliest_received_on: Option<Date>,
    /// The people of the case: names to show and keyed hashes.
    pub parties: Vec<CaseParty>,
    /// The campaigns it is part of.
    pub campaigns: Vec<Membership>,
}

impl LinksView {
    /// The cases of the same matter that nobody contests: counted once with this one.
    pub fn same_matter(&self) -> impl Iterator<Item = &LinkView> {
        self.links.iter().filter(|link| link.kind == LinkKind::SameMatter && !link.contested)
    }
}

/// A case that this one belongs together with (关联).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LinkView {
    /// The act that linked them.
    pub act: ActId,
    /// The other case.
    pub other: CaseId,
    /// How they belong together.
    pub kind: LinkKind,
    /// The other's number.
    pub other_number: Option<String>,
    /// When the other was received.
    pub other_received_on: Option<Date>,
    /// Why.
    pub reason: String,
    /// Somebody who had not seen it says that it is another matter: both cases live on until a person who saw both
    /// links or unlinks.
    pub contested: bool,
}

/// A case that is another matter (非同一事项).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ToldApart {
    /// The act.
    pub act: ActId,
    /// The other case.
    pub other: CaseId,
    /// Why.
    pub reason: String,
}

/// Somebody of the case (当事人).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CaseParty {
    /// The act that entered them.
    pub act: ActId,
    /// The document of their details.
    pub party: Option<PartyId>,
    /// What they are to the case.
    pub role: PartyRole,
    /// The name to show.
    pub name: String,
    /// Keyed hashes of their numbers.
    pub keys: BTreeSet<String>,
    /// Whether a group chose them.
    pub chosen_by_group: bool,
}

/// A campaign that the case is part of (列入专项).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Membership {
    /// The act.
    pub act: ActId,
    /// The campaign, a key of the configuration.
    pub campaign: String,
    /// The assigned batch it came with (DOMAIN I21).
    pub batch: Option<EntryId>,
}
