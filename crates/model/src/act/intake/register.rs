//! 登记: the first contact becomes a case.

use std::collections::BTreeSet;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{ActKind, limits};
use crate::{EntryId, OfficeId, Refusal, Stage, check::Situation, refusal, text};

/// How a matter came in (信访渠道; DOMAIN I01, I02, I03, H10).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// 来信.
    Letter,
    /// 来访.
    #[default]
    Visit,
    /// 来电.
    Phone,
    /// 网上.
    Online,
    /// 上级交办.
    Assigned,
    /// 排查发现.
    Screening,
    /// 下访.
    VisitDown,
}

impl Channel {
    /// Every channel.
    pub const ALL: &[Self] =
        &[Self::Letter, Self::Visit, Self::Phone, Self::Online, Self::Assigned, Self::Screening, Self::VisitDown];

    /// The name in documents.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Letter => "letter",
            Self::Visit => "visit",
            Self::Phone => "phone",
            Self::Online => "online",
            Self::Assigned => "assigned",
            Self::Screening => "screening",
            Self::VisitDown => "visit_down",
        }
    }
}

impl std::str::FromStr for Channel {
    type Err = Refusal;

    fn from_str(name: &str) -> Result<Self, Refusal> {
        Self::ALL.iter().copied().find(|channel| channel.as_str() == name).ok_or_else(|| {
            let known = Self::ALL.iter().map(|channel| channel.as_str()).collect::<Vec<_>>().join("|");
            Refusal::because(&refusal::UNKNOWN_CHANNEL).missing(known)
        })
    }
}

/// What a case is (DOMAIN 3.1).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CaseKind {
    /// 信访事项.
    #[default]
    Petition,
    /// 矛盾纠纷.
    Dispute,
    /// 苗头性问题: an early sign of a matter, never of a person (DOMAIN I25).
    EarlyIssue,
}

/// Who may read a case (DOMAIN 3.1).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Secrecy {
    /// 一般.
    #[default]
    Normal,
    /// 限制知悉.
    Restricted,
    /// 检举控告: never reaches the accused office.
    Accusation,
}

/// The level of the office a matter was assigned by (上级交办; DOMAIN I02).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SourceLevel {
    /// 县（区）级.
    #[default]
    County,
    /// 市级.
    City,
    /// 省级.
    Province,
    /// 中央、国家级.
    Central,
}

/// Where an assigned matter comes from (DOMAIN I02, I26).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Its level.
    pub level: SourceLevel,
    /// The office.
    pub office: String,
    /// Number of its letter.
    #[serde(default)]
    pub number: String,
}

/// Registration (登记; DOMAIN I01 to I03, I09, I22, I26).
///
/// Needs a case that is not registered. It is never refused for what the matter is (DOMAIN 0.5), nor for how many speak
/// for a group: more than the configuration names are flagged. Starts the clock of acceptance on the day of receipt.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Register {
    /// How it came in.
    pub channel: Channel,
    /// The day it came in.
    pub received_on: Date,
    /// What it is about, in short.
    pub summary: String,
    /// Persons who brought it.
    pub persons: u32,
    /// The provisional number the office gave it.
    pub number: String,
    /// The code by which the petitioner asks for its progress (查询码).
    pub receipt_code: String,
    /// What the case is.
    #[serde(default)]
    pub kind: CaseKind,
    /// Batches in which its people came (批次; DOMAIN I18).
    #[serde(default = "one")]
    pub batches: u32,
    /// Who speaks for a group (代表; Art. 20): names to show.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub representatives: Vec<String>,
    /// Where it was assigned from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
    /// The screening round that found it (DOMAIN I03, I04).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub screening: Option<EntryId>,
    /// Who may read it.
    #[serde(default)]
    pub secrecy: Secrecy,
    /// The offices it accuses: it never reaches them, nor those below them (Art. 46).
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub accused: BTreeSet<OfficeId>,
}

impl Register {
    /// Most names of representatives one contact takes: a bound on the text, not on the group.
    pub const NAMES: usize = 64;
}

/// Names of representatives, one line each.
pub(super) fn names(names: &[String]) -> Result<(), Refusal> {
    if names.len() > Register::NAMES {
        let most = format!("representatives: at most {} names", Register::NAMES);
        return Err(Refusal::because(&refusal::TEXT_TOO_LONG).missing(most));
    }
    names.iter().try_for_each(|name| text::one_line("representatives", name, limits::LINE_CHARS))
}

/// Where a contact was assigned from.
pub(super) fn source(source: Option<&Source>) -> Result<(), Refusal> {
    let Some(source) = source else { return Ok(()) };
    text::one_line("source.office", &source.office, limits::LINE_CHARS)?;
    text::one_line("source.number", &source.number, limits::LINE_CHARS)
}

/// A visit that says nothing of batches is one.
pub(crate) fn one() -> u32 {
    1
}

impl ActKind for Register {
    const KIND: &'static str = "register";
    const WORK: bool = false;

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        if now.view.stage != Stage::Draft {
            return Err(Refusal::because(&refusal::ALREADY_REGISTERED));
        }
        text::lines("summary", &self.summary, limits::TEXT_CHARS)?;
        text::one_line("number", &self.number, limits::LINE_CHARS)?;
        names(&self.representatives)?;
        source(self.source.as_ref())?;
        text::one_line("receipt_code", &self.receipt_code, limits::LINE_CHARS)
    }
}
