//! 关联: this case and another belong together.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{ActKind, limits};
use crate::{CaseId, LinkView, Refusal, check::Situation, refusal, text};

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
///
/// Needs another case that is not linked like this yet, and a reason. A case of the same matter lends its earlier day of
/// receipt; both codes go on working, and the matter is counted once.
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
        now.registered()?;
        if self.other == now.view.id {
            return Err(Refusal::because(&refusal::LINKED_TO_ITSELF).missing("other"));
        }
        let same = |link: &LinkView| link.other == self.other && link.kind == self.kind && !link.contested;
        if now.view.links.links.iter().any(same) {
            return Err(Refusal::because(&refusal::ALREADY_LINKED).missing(self.other.to_string()));
        }
        text::one_line("other_number", self.other_number.as_deref().unwrap_or_default(), limits::LINE_CHARS)?;
        text::written("reason", &self.reason, limits::REASON_CHARS)
    }
}
