//! 化解审核: whether the matter is resolved in substance.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{ActKind, limits};
use crate::{Refusal, check::Situation, refusal, text};

/// An audit by somebody who wrote no act of the case (化解审核; DOMAIN F14): whether the matter is resolved in substance.
///
/// Needs a closed case, an office that audits, an author without any other act of the case, and a reason. One that finds
/// the matter unresolved returns the case (退回): it is open again. A case that is opened again while it is audited as
/// resolved elsewhere is dispute K9, and open.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Audit {
    /// Whether it is.
    #[serde(default)]
    pub resolved: bool,
    /// Why.
    pub reason: String,
}

impl ActKind for Audit {
    const KIND: &'static str = "audit";
    const WORK: bool = false;

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.closed()?;
        now.by_audit_office()?;
        let others = now.view.timeline.iter().filter(|item| item.kind != Self::KIND);
        if others.into_iter().any(|item| item.by == now.author.staff) {
            return Err(Refusal::because(&refusal::AUDITOR_WROTE));
        }
        let returned = now.view.closing.first_reviews.last().filter(|review| self.resolved && !review.passed);
        if let Some(returned) = returned {
            let refusal = Refusal::because(&refusal::DOSSIER_RETURNED);
            return Err(returned.defects.iter().fold(refusal, Refusal::missing));
        }
        text::written("reason", &self.reason, limits::REASON_CHARS)
    }
}
