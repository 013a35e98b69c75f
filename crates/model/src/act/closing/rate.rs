//! 评价: what the petitioner thinks of it, in their own words.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{ActKind, limits};
use crate::{Refusal, check::Situation, refusal, text};

/// How the petitioner's rating came in (DOMAIN 3.2).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RatedBy {
    /// By the petitioner, with the receipt code.
    #[default]
    Code,
    /// 回访口述: written down on a return visit and read back to them.
    Dictated,
}

/// The petitioner's own rating, in their own words (评价; DOMAIN F07, F24).
///
/// Needs a step of the satisfaction scale, and either a receipt code of the case or that it was read back to them. It is
/// never refused for how far the case has come. Staff cannot change it: only a later rating that came in the same way
/// takes its place, and the earlier one is kept.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rate {
    /// A step of the satisfaction scale.
    pub rating: String,
    /// Their own words.
    #[serde(default)]
    pub words: String,
    /// How it came in.
    pub by: RatedBy,
    /// The receipt code, where it came in with one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt_code: Option<String>,
    /// Whether it was read back to them.
    #[serde(default)]
    pub read_back: bool,
}

impl Rate {
    /// Whether it is theirs: with one of these receipt codes, or read back to them.
    pub(crate) fn is_theirs(&self, handed_out: impl FnOnce(&str) -> bool) -> bool {
        match self.by {
            RatedBy::Dictated => self.read_back,
            RatedBy::Code => {
                let given = self.receipt_code.as_deref().unwrap_or_default();
                !given.is_empty() && handed_out(given)
            }
        }
    }
}

impl ActKind for Rate {
    const KIND: &'static str = "rate";
    const WORK: bool = false;

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()?;
        let scale = &now.config().satisfaction;
        if !scale.iter().any(|step| step.id == self.rating) {
            let steps = scale.iter().map(|step| step.id.as_str()).collect::<Vec<_>>().join("|");
            return Err(Refusal::because(&refusal::UNKNOWN_RATING).missing(steps));
        }
        text::lines("words", &self.words, limits::REASON_CHARS)?;
        if self.is_theirs(|given| crate::act::receipt_codes(&now.record.acts).any(|code| code == given)) {
            return Ok(());
        }
        Err(Refusal::because(match self.by {
            RatedBy::Code => &refusal::RATING_CODE,
            RatedBy::Dictated => &refusal::NOT_READ_BACK,
        }))
    }
}
