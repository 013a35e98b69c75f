//! 进展报告: what an office reports to one above it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{ActKind, limits};
use crate::{OfficeId, Refusal, check::Situation, refusal, text};

/// What is reported upwards (DOMAIN A14, A15, A17).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ProgressKind {
    /// 进展报告.
    #[default]
    Progress,
    /// 一案一报.
    OneCase,
    /// 重大问题及时报告.
    Prompt,
}

/// A report on the case to another office (进展报告; DOMAIN A14, A15, A17).
///
/// Needs a text and another, known office. Answers every assignment of that office, or one below it, that its author
/// had seen and that asked for an answer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Progress {
    /// The office it goes to.
    pub to: OfficeId,
    /// What kind of report.
    #[serde(default)]
    pub kind: ProgressKind,
    /// What is reported.
    pub text: String,
}

impl ActKind for Progress {
    const KIND: &'static str = "progress";
    const WORK: bool = false;

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()?;
        text::written("text", &self.text, limits::TEXT_CHARS)?;
        now.known_office(self.to)?;
        if self.to == now.author.office {
            return Err(Refusal::because(&refusal::REPORT_TO_ANOTHER));
        }
        Ok(())
    }
}
