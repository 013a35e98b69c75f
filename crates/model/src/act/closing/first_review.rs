//! 案卷初审: the petition office looks through the dossier.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{ActKind, limits};
use crate::{Refusal, check::Situation, refusal, text};

/// The petition office has looked through the dossier (案卷初审; DOMAIN F10, F20).
///
/// Needs an office that audits, and what is missing where it does not pass. While the latest one returned the dossier,
/// no audit says that the matter is resolved.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FirstReview {
    /// Whether nothing is missing.
    #[serde(default)]
    pub passed: bool,
    /// What is missing or wrong.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub defects: Vec<String>,
}

impl FirstReview {
    /// Most defects that one names.
    pub const DEFECTS: usize = 50;
}

impl ActKind for FirstReview {
    const KIND: &'static str = "first_review";
    const WORK: bool = false;

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()?;
        now.by_audit_office()?;
        if self.passed != self.defects.is_empty() {
            return Err(Refusal::because(&refusal::WHAT_IS_MISSING));
        }
        if self.defects.len() > Self::DEFECTS {
            let most = format!("defects: at most {}", Self::DEFECTS);
            return Err(Refusal::because(&refusal::TEXT_TOO_LONG).missing(most));
        }
        self.defects.iter().try_for_each(|defect| text::written("defects", defect, limits::LINE_CHARS))
    }
}
