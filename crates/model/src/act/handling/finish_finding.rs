//! 核查定稿: the votes are in.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::ActKind;
use crate::{ActId, FindingState, Refusal, check::Situation, refusal};

/// The finding is final (核查定稿; DOMAIN H02, K10): valid when more than half of its participants concur.
///
/// Needs a finding that is not replaced, and not finished either unless that is in dispute, and such a majority. Votes
/// that it had not seen and that turn the majority leave the finding unsettled until it is finished again (K10).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FinishFinding {
    /// The finding.
    pub finding: ActId,
}

impl ActKind for FinishFinding {
    const KIND: &'static str = "finish_finding";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()?;
        let (finding, payload) = now.finding(self.finding)?;
        if matches!(finding.state, FindingState::Valid | FindingState::NotCarried) {
            return Err(Refusal::because(&refusal::FINDING_FINISHED));
        }
        if finding.concurring < finding.needed {
            let silent = payload
                .participants
                .iter()
                .filter(|staff| !finding.votes.iter().any(|vote| vote.counts && vote.concur && vote.by == **staff));
            let missing = format!("{} of {} concurring votes", finding.concurring, finding.needed);
            let names = silent.map(|staff| now.directory.staff_name(*staff));
            return Err(Refusal::because(&refusal::NO_MAJORITY).missing(missing).who_could(names));
        }
        Ok(())
    }
}
