//! 裁决: people decide what the ledger must not.

use serde::{Deserialize, Serialize};

use super::{ActKind, limits};
use crate::{ActId, DisputeId, Refusal, check::Situation, fold::Roles, fold::may_settle, refusal, text};

/// Settlement of a dispute of record (裁决; DOMAIN 3.2, 3.4).
///
/// Needs an open dispute, one of its acts, a reason, and an office that is the lowest common superior or stands above
/// it. A settlement that saw an earlier one of the same dispute takes its place; two that did not see each other and
/// choose differently leave the dispute open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        let Some(dispute) = now.view.open_disputes().find(|dispute| dispute.id == self.dispute) else {
            return Err(Refusal::because(&refusal::NO_SUCH_DISPUTE));
        };
        if !dispute.acts.contains(&self.choose) {
            let acts = dispute.acts.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
            return Err(Refusal::because(&refusal::NOT_IN_DISPUTE).missing(format!("one of {acts}")));
        }
        text::written("reason", &self.reason, limits::REASON_CHARS)?;
        if !may_settle(now.directory, dispute.settle_at, now.author.office) {
            let mut offices: Vec<_> = dispute.settle_at.into_iter().collect();
            offices.extend(dispute.settle_at.into_iter().flat_map(|office| now.directory.ancestors(office)));
            let names = offices.into_iter().map(|office| now.directory.office_name(office));
            return Err(Refusal::because(&refusal::LACKED_AUTHORITY).who_could(names));
        }
        Ok(())
    }

    fn enroll<'a>(&'a self, rank: usize, roles: &mut Roles<'a>) {
        roles.settles.push((rank, self));
    }
}
