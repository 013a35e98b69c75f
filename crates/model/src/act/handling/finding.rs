//! 核查报告: what was found, for its participants to vote on.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{ActKind, limits};
use crate::{ActId, Refusal, StaffId, check::Situation, refusal, text};

/// A report of what was found (核查报告; DOMAIN H01, H02, H04).
///
/// Needs a registered case, known participants, at least one method, and the facts. It is valid once it was finished
/// with more than half of its participants concurring. A later version names the one it replaces, and is voted on anew.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// Who takes part; a majority of them has to concur.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub participants: BTreeSet<StaffId>,
    /// How it was found.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub methods: BTreeSet<FindingMethod>,
    /// The facts.
    pub text: String,
    /// What in substance brought the matter about.
    #[serde(default)]
    pub substance_cause: String,
    /// What in procedure did.
    #[serde(default)]
    pub procedure_cause: String,
    /// The version it replaces.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<ActId>,
}

/// How facts were found (DOMAIN H01).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FindingMethod {
    /// 查阅案卷.
    #[default]
    FileReview,
    /// 调查取证.
    Evidence,
    /// 听取各方.
    Hearing,
    /// 走访知情群众.
    InformedResidents,
}

impl ActKind for Finding {
    const KIND: &'static str = "finding";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()?;
        text::items("participants", self.participants.len())?;
        for (what, empty) in [("participants", self.participants.is_empty()), ("methods", self.methods.is_empty())] {
            if empty {
                return Err(Refusal::because(&refusal::FINDING_INCOMPLETE).missing(what));
            }
        }
        self.participants.iter().try_for_each(|staff| now.known_staff(*staff))?;
        if let Some(replaced) = self.replaces {
            now.payload::<Self>(replaced)?;
        }
        text::written("text", &self.text, limits::TEXT_CHARS)?;
        text::lines("substance_cause", &self.substance_cause, limits::REASON_CHARS)?;
        text::lines("procedure_cause", &self.procedure_cause, limits::REASON_CHARS)
    }
}
