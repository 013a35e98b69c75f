//! 遮蔽: a file is not to be shown any more.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::sha256;
use crate::act::{ActKind, limits};
use crate::{Refusal, StaffRole, check::Situation, refusal, text};

/// A file is not to be shown any more (遮蔽; DOMAIN K18).
///
/// Needs a reason, and the privacy officer or the head of the office: from anybody else it has no effect.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Redact {
    /// Hash of the file.
    pub sha256: String,
    /// Why.
    pub reason: String,
}

impl ActKind for Redact {
    const KIND: &'static str = "redact";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()?;
        sha256(&self.sha256)?;
        text::written("reason", &self.reason, limits::REASON_CHARS)?;
        let officer = now.staff().filter(|staff| staff.office == now.author.office);
        if !officer.is_some_and(|staff| staff.is_head || staff.roles.contains(&StaffRole::Privacy)) {
            let of_office = |staff: &&crate::Staff| staff.office == now.author.office && staff.active;
            let may = |staff: &&crate::Staff| staff.is_head || staff.roles.contains(&StaffRole::Privacy);
            let names = now.directory.staff.values().filter(of_office).filter(may).map(|staff| staff.name.clone());
            return Err(Refusal::because(&refusal::NOT_PRIVACY).who_could(names));
        }
        Ok(())
    }
}
