//! 调解: an attempt to bring the parties together.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{ActKind, limits};
use crate::{Refusal, check::Situation, text};

/// An attempt at mediation (调解; DOMAIN H13, H14): one act for each session.
///
/// Needs a registered case and the body that mediates; people's mediation also its mediator (人民调解法 29). One that
/// failed calls for a written notice of the paths of the law (H16).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Mediate {
    /// Where.
    pub tier: MediationTier,
    /// What kind.
    pub kind: MediationKind,
    /// The committee or body.
    pub organisation: String,
    /// The mediator.
    #[serde(default)]
    pub mediator: String,
    /// What it came to.
    pub result: MediationResult,
    /// What was said and done.
    #[serde(default)]
    pub text: String,
}

/// Where a mediation takes place (分层分级; DOMAIN H13).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MediationTier {
    /// 村居.
    #[default]
    Village,
    /// 镇街.
    Township,
    /// 部门.
    Department,
    /// 县区.
    County,
}

/// What kind of mediation (三调联动; DOMAIN H14).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MediationKind {
    /// 人民调解.
    #[default]
    Peoples,
    /// 行政调解.
    Administrative,
    /// 司法调解.
    Judicial,
}

/// What an attempt came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MediationResult {
    /// 继续调解.
    #[default]
    Continuing,
    /// 达成协议.
    Agreed,
    /// 调解不成.
    Failed,
}

impl ActKind for Mediate {
    const KIND: &'static str = "mediate";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()?;
        text::written_line("organisation", &self.organisation, limits::LINE_CHARS)?;
        match self.kind {
            MediationKind::Peoples => text::written_line("mediator", &self.mediator, limits::LINE_CHARS)?,
            _ => text::one_line("mediator", &self.mediator, limits::LINE_CHARS)?,
        }
        text::lines("text", &self.text, limits::TEXT_CHARS)
    }
}
