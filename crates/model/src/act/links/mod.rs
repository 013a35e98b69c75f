//! 关联: other cases, the people of the case, and the campaigns it is part of.

use std::collections::BTreeSet;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ActKind;
use crate::{ActId, CaseId, EntryId, PartyId, Refusal, check::Situation};

/// How two cases belong together (DOMAIN I19, K3).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LinkKind {
    /// 同一事项: counted once, both codes work.
    #[default]
    SameMatter,
    /// 相关事项.
    Related,
    /// 共性问题.
    CommonIssue,
}

/// This case and another belong together (关联; DOMAIN I19, K3): decided by a person, undoable.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// The other case.
    pub other: CaseId,
    /// How.
    pub kind: LinkKind,
    /// When the other was received: the earliest receipt starts the clock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other_received_on: Option<Date>,
    /// The other's number, for readers who do not hold it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other_number: Option<String>,
    /// Why.
    pub reason: String,
}

impl ActKind for Link {
    const KIND: &'static str = "link";
    const WORK: bool = false;

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()
    }
}

/// A link was wrong (解除关联).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Unlink {
    /// The link.
    pub link: ActId,
    /// Why.
    pub reason: String,
}

impl ActKind for Unlink {
    const KIND: &'static str = "unlink";
    const WORK: bool = false;

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()
    }
}

/// A person looked at a possible same matter and says that it is another (非同一事项; DOMAIN K3).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NotSameMatter {
    /// The other case.
    pub other: CaseId,
    /// Why.
    pub reason: String,
}

impl ActKind for NotSameMatter {
    const KIND: &'static str = "not_same_matter";
    const WORK: bool = false;

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()
    }
}

/// What somebody is to the case (DOMAIN 3.1).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PartyRole {
    /// 信访人.
    #[default]
    Petitioner,
    /// 代表.
    Representative,
    /// 当事人.
    Principal,
    /// 对方当事人.
    Opponent,
    /// 代理人.
    Agent,
}

/// Somebody of the case (当事人): a name to show and keyed hashes at most; details stand in a document of their own.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Party {
    /// The document of their details.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party: Option<PartyId>,
    /// What they are to the case.
    pub role: PartyRole,
    /// The name to show.
    pub name: String,
    /// Keyed hashes of identity number and telephone: see `matching`.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub keys: BTreeSet<String>,
    /// Whether a group chose them as its representative.
    #[serde(default)]
    pub chosen_by_group: bool,
}

impl ActKind for Party {
    const KIND: &'static str = "party";
    const WORK: bool = false;

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()
    }
}

/// A party was entered by mistake.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RemoveParty {
    /// The entry.
    pub party: ActId,
    /// Why.
    pub reason: String,
}

impl ActKind for RemoveParty {
    const KIND: &'static str = "remove_party";
    const WORK: bool = false;

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()
    }
}

/// The case is part of a campaign (列入专项; DOMAIN P01).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Join {
    /// The campaign, a key of the configuration.
    pub campaign: String,
    /// The assigned batch, where it came with one (DOMAIN I21).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub batch: Option<EntryId>,
}

impl ActKind for Join {
    const KIND: &'static str = "join";
    const WORK: bool = false;

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()
    }
}
