//! The county's smaller settings (其他设置), one type each: what differs from place to place and fits no table.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A level of urgency of a **case** (案件紧急程度; DOMAIN C14), never of a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Colour {
    /// Short name in documents: `red`.
    pub id: String,
    /// What people call it.
    pub label: String,
    /// Days within which a case of this colour is looked at again; the colour expires with them.
    pub days: u16,
}

/// A step of the scale on which petitioners rate (满意度).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rating {
    /// Short name in documents: `satisfied`.
    pub id: String,
    /// What people call it.
    pub label: String,
    /// Whether it counts as satisfied.
    pub satisfied: bool,
}

/// What a closing needs (办结; DOMAIN F01, F05).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Closing {
    /// Who signs, each a different person.
    pub signatures: Vec<Signer>,
    /// What the dossier holds, where a campaign has no list of its own.
    pub checklist: Vec<ChecklistItem>,
}

/// A signature of a closing (DOMAIN F05).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Signer {
    /// The person who works the case (承办人).
    Handler,
    /// The leader accountable for it (包案领导).
    Lead,
    /// The head of the unit (主要负责人).
    Head,
}

/// One thing that a closing needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChecklistItem {
    /// Short name in documents: `written-reply`.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Whether a case can be closed without it, a reason given.
    #[serde(default)]
    pub optional: bool,
}

/// Bounds on groups (群体来访; Art. 20).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// The most representatives a group sends.
    pub representatives_most: u8,
}

/// The simple track (简易办理): for matters that are new, clear and small. Its limits are rows of the deadline rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SimpleTrack {
    /// Whether this county uses it.
    pub enabled: bool,
    /// What a matter must be for it, in words that a clerk ticks.
    pub conditions: Vec<String>,
}

/// What is owed every month or year (DOMAIN V01, M11): numbers that plans set, compared with what was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Duties {
    /// Receptions or visits by every leader and month (每月接访).
    pub receptions_per_month: u8,
    /// Cases that every leader resolves in a year (人均年内化解).
    pub resolved_per_leader_and_year: u8,
}

/// The county's key for hashing identity numbers and telephones (32 bytes, as hexadecimal): so that two offices see that
/// a matter may be the same while no ledger holds the number itself. Never shown by `Debug`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct MatchKey([u8; 32]);

impl MatchKey {
    /// A key of these bytes.
    #[must_use]
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The key's bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Debug for MatchKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MatchKey(..)")
    }
}

impl Serialize for MatchKey {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(&data_encoding::HEXLOWER.encode_display(&self.0))
    }
}

impl<'de> Deserialize<'de> for MatchKey {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(from)?;
        let bytes = data_encoding::HEXLOWER_PERMISSIVE.decode(text.as_bytes()).ok();
        let bytes = bytes.and_then(|bytes| bytes.try_into().ok());
        bytes.map(Self).ok_or_else(|| serde::de::Error::custom("64 hexadecimal digits are expected"))
    }
}

impl JsonSchema for MatchKey {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "MatchKey".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^[0-9a-fA-F]{64}$" })
    }
}

/// How long something is kept (保管期限; the organ's archive schedule).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Retention {
    /// What.
    pub kept: Kept,
    /// Years after the case's last closing; none: for good (永久).
    #[serde(default)]
    pub years: Option<u16>,
}

/// What is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kept {
    /// Cases: acts, claims, documents.
    Cases,
    /// Personal details, in their own documents.
    PersonalDetails,
    /// Attachments.
    Attachments,
    /// The record of who read what.
    AccessLog,
    /// Report returns.
    Returns,
}
