//! 报结: the closing is reported to the assigner.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{ActKind, limits};
use crate::{OfficeId, Refusal, check::Situation, refusal, text};

/// The closing was reported to the office that assigned the case (报结; DOMAIN 0.1, M01). Needs a closed case, and the
/// office it was reported to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReportClosed {
    /// The office it was reported to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<OfficeId>,
    /// Its name, where it is not an office of this ledger.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to_name: Option<String>,
    /// Number of the report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
}

impl ActKind for ReportClosed {
    const KIND: &'static str = "report_closed";
    const WORK: bool = false;

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.closed()?;
        let name = self.to_name.as_deref().unwrap_or_default();
        match self.to {
            Some(office) => now.known_office(office)?,
            None if name.trim().is_empty() => return Err(Refusal::because(&refusal::UNIT_MISSING)),
            None => {}
        }
        text::one_line("to_name", name, limits::LINE_CHARS)?;
        text::one_line("number", self.number.as_deref().unwrap_or_default(), limits::LINE_CHARS)
    }
}
