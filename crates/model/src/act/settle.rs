//! 裁决: people decide what the ledger must not.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{ActKind, limits};
use crate::{ActId, DisputeId, Refusal, Subject, check::Situation, refusal, text};

/// Settlement of a dispute of record (裁决; DOMAIN 3.2, 3.4).
///
/// Needs an open dispute, one of its acts, a reason, and an office that is the lowest common superior or stands above
/// it. A settlement that saw an earlier one of the same dispute takes its place; two that did not see each other and
/// choose differently leave the dispute open.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Settle {
    /// The dispute.
    pub dispute: DisputeId,
    /// The act that is to hold. Under K2: the closing, or the work that it had not seen.
    pub choose: ActId,
    /// Why.
    pub reason: String,
}

impl ActKind for Settle {
    const KIND: &'static str = "settle";
    const SUBJECT: Subject = Subject::Any;
    const WORK: bool = false;

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        let Some(dispute) = now.view.open_disputes().find(|dispute| dispute.id == self.dispute) else {
            return Err(Refusal::because(&refusal::NO_SUCH_DISPUTE));
        };
        if !dispute.acts.contains(&self.choose) {
            let acts = dispute.acts.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
            return Err(Refusal::because(&refusal::NOT_IN_DISPUTE).missing(format!("one of {acts}")));
        }
        text::written("reason", &self.reason, limits::REASON_CHARS)?;
        let settler = dispute.settler();
        if !settler.may(now.directory, now.author.office, now.staff()) {
            let names = settler.offices(now.directory);
            return Err(Refusal::because(&refusal::LACKED_AUTHORITY).who_could(names));
        }
        Ok(())
    }
}
