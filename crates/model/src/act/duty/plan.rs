//! 化解方案: how the matter is to be resolved, step by step.

use std::collections::BTreeSet;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{ActKind, limits};
use crate::{OfficeId, Refusal, StaffId, check::Situation, refusal, text};

/// What a lead undertakes for the case (四包; DOMAIN A05).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Undertaking {
    /// 包掌握情况.
    KnowTheFacts,
    /// 包解释疏导.
    Explain,
    /// 包解决问题.
    Resolve,
    /// 包息诉息访: by agreement, never against the petitioner's will.
    Conclude,
}

impl Undertaking {
    /// All four.
    pub const ALL: &[Self] = &[Self::KnowTheFacts, Self::Explain, Self::Resolve, Self::Conclude];
}

/// One step of a plan.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// What is done.
    pub text: String,
    /// Who does it.
    pub office: OfficeId,
    /// By when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
    /// Which of the lead's undertakings it serves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undertaking: Option<Undertaking>,
}

/// How the matter is to be resolved (化解方案、军令状、路线图; DOMAIN A03, A09, H05, R23).
///
/// Needs a case with a lead, and an office that is in charge, assists or assigned. Takes the place of every plan its
/// author had seen.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// The plan.
    pub text: String,
    /// Its steps, dated.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<Step>,
    /// What the problem is that it solves.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub problem: String,
    /// Who works on it (班子、工作专班; DOMAIN A03, R23).
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub team: BTreeSet<StaffId>,
}

impl Plan {
    /// The most steps.
    pub const STEPS: usize = 40;
    /// The most members of the team.
    pub const TEAM: usize = 64;
}

impl ActKind for Plan {
    const KIND: &'static str = "plan";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()?;
        if now.view.duty.in_charge.is_empty() {
            return Err(Refusal::because(&refusal::NO_LEAD));
        }
        if self.steps.len() > Self::STEPS || self.team.len() > Self::TEAM {
            return Err(Refusal::because(&refusal::TOO_MANY_STEPS));
        }
        text::written("text", &self.text, limits::REASON_CHARS)?;
        text::lines("problem", &self.problem, limits::LINE_CHARS)?;
        for step in &self.steps {
            text::written("steps.text", &step.text, limits::LINE_CHARS)?;
            now.known_office(step.office)?;
        }
        self.team.iter().try_for_each(|staff| now.known_staff(*staff))?;
        now.acts_for(&now.view.duty.offices())
    }
}
