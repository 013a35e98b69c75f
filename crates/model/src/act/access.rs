//! 查阅记录: somebody was shown what is personal.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{ActKind, limits};
use crate::{CaseId, PartyId, Refusal, Subject, check::Situation, text};

/// What was shown (查阅内容).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AccessKind {
    /// 当事人信息: the details of parties.
    #[default]
    Details,
    /// 当事人信息沿革: every value that their details ever had.
    DetailHistory,
    /// 凭查询码代查: what a receipt code entitles to, asked for on behalf of the petitioner.
    StatusOnBehalf,
}

/// Somebody was shown what is personal (查阅; DOMAIN 3.1): written into the log of their office before it is shown.
///
/// Who, for which office, on which device and when stands in the act itself. One view is one act, however many parties
/// it shows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Access {
    /// What was shown.
    pub shown: AccessKind,
    /// The case it was shown for; none where nobody named one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<CaseId>,
    /// Whose documents were opened.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parties: Vec<PartyId>,
    /// Why.
    pub why: String,
}

impl Access {
    /// Whether it may be written: it says why.
    ///
    /// # Errors
    /// A refusal that names what is missing.
    pub fn sound(&self) -> Result<(), Refusal> {
        text::written("why", &self.why, limits::REASON_CHARS)
    }
}

impl ActKind for Access {
    const KIND: &'static str = "access";
    const SUBJECT: Subject = Subject::Entry;
    const WORK: bool = false;

    fn check(&self, _: &Situation<'_>) -> Result<(), Refusal> {
        self.sound()
    }
}

/// The month that a log is kept for, as it stands in its entry: 2026-09.
#[must_use]
pub fn log_month(day: Date) -> String {
    format!("{:04}-{:02}", day.year(), day.month())
}
