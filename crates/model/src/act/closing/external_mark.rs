//! 外部标识: what another system says about the case.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{ActKind, limits};
use crate::{Refusal, check::Situation, text};

/// What another system says about the case (外部标识; DOMAIN I24), as it was read there. It changes nothing here: a
/// matter is resolved in this ledger by its audit only. Needs the system and what it says.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExternalMark {
    /// The system.
    pub system: String,
    /// What it says.
    pub mark: String,
    /// Who audited it there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audited_by: Option<String>,
}

impl ActKind for ExternalMark {
    const KIND: &'static str = "external_mark";
    const WORK: bool = false;

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()?;
        let audited_by = self.audited_by.as_deref().unwrap_or_default();
        text::written("system", &self.system, limits::LINE_CHARS)?;
        text::written("mark", &self.mark, limits::LINE_CHARS)?;
        for (name, value) in [("system", &*self.system), ("mark", &*self.mark), ("audited_by", audited_by)] {
            text::one_line(name, value, limits::LINE_CHARS)?;
        }
        Ok(())
    }
}
