//! 办理、调解与帮扶, as people read it: what was done and what came of it.

mod help;
mod matter;

pub use help::*;
pub use matter::*;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{ActId, OfficeId, act::PauseReason};

/// 办理、调解与帮扶: what was done and what came of it. Lists are in the order of the timeline.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct HandlingView {
    /// What each claim comes to and how it ended (诉求; DOMAIN C17, H06, H07).
    pub claims: Vec<ClaimHandling>,
    /// What was found, and the votes on it (核查; DOMAIN H02).
    pub findings: Vec<FindingView>,
    /// Visits (走访、回访; DOMAIN H10, F07).
    pub visits: Vec<VisitView>,
    /// Meetings (会商、接访、听证; DOMAIN H12).
    pub meetings: Vec<MeetingView>,
    /// When the petitioner was last met, by a visit or at a meeting (见面; DOMAIN H11).
    pub last_met_on: Option<Date>,
    /// Visits that were announced and not made yet (定期回访; DOMAIN F19).
    pub visits_due: Vec<VisitDue>,
    /// What offices owe: terms of agreements in force, tasks from meetings (DOMAIN H09, H26).
    pub owed: Vec<Owed>,
    /// When clocks stand still (中止; Art. 36).
    pub pauses: Vec<PauseView>,
    /// Sessions of mediation (调解; DOMAIN H13, H14).
    pub mediations: Vec<MediationView>,
    /// Whether the last mediation that ended brought agreement; none: none has ended (DOMAIN M08).
    pub mediation_succeeded: Option<bool>,
    /// The petitioner was told of paths of the law (法定途径告知; DOMAIN H15).
    pub path_notices: Vec<PathNoticeView>,
    /// Failed mediations after which the petitioner was not yet told where else to turn (DOMAIN H16).
    pub path_notice_due: Vec<ActId>,
    /// Agreements that no later version replaced (协议; DOMAIN F06).
    pub agreements: Vec<AgreementView>,
    /// Help that no later version replaced (救助帮扶; DOMAIN H17 to H24).
    pub aids: Vec<AidView>,
    /// What was paid, fund by fund (专项资金; DOMAIN H21).
    pub funds: Vec<FundSpent>,
    /// Cause, concerns, problem (三不放过; DOMAIN H28).
    pub three: ThreeChecks,
}

impl HandlingView {
    /// Whether a claim keeps the case from being closed (一次解决到位; DOMAIN H07).
    #[must_use]
    pub fn blocks_closing(&self) -> bool {
        self.claims.iter().any(|claim| claim.blocks_closing)
    }

    /// When a clock stood still that stops for these reasons: in the order of their days, what overlaps or meets made
    /// one. The last may have no end yet.
    #[must_use]
    pub fn stopped(&self, reasons: &[PauseReason]) -> Vec<Stopped> {
        let mut pauses: Vec<_> = self.pauses.iter().filter(|pause| reasons.contains(&pause.kind)).collect();
        pauses.sort_by_key(|pause| pause.from);
        let mut stopped: Vec<Stopped> = Vec::new();
        for pause in pauses {
            match stopped.last_mut() {
                Some(last) if last.to.is_none_or(|to| pause.from <= to) => {
                    last.to = last.to.zip(pause.to).map(|(one, other)| one.max(other));
                }
                _ => stopped.push(Stopped { from: pause.from, to: pause.to }),
            }
        }
        stopped
    }
}

/// A clock stands still (中止; Art. 36).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PauseView {
    /// The act that stopped it.
    pub act: ActId,
    /// Why.
    pub kind: PauseReason,
    /// In words.
    pub reason: String,
    /// From this day.
    pub from: Date,
    /// Until this day, never before the first; none: it goes on.
    pub to: Option<Date>,
    /// The act that ended it.
    pub ended_by: Option<ActId>,
}

/// Days on which a clock stood still.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Stopped {
    /// From this day.
    pub from: Date,
    /// Until this day; none: it goes on.
    pub to: Option<Date>,
}

/// What an office owes, by an agreement in force or from a meeting (DOMAIN H09, H26).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Owed {
    /// The agreement or the meeting.
    pub act: ActId,
    /// Which of its terms or tasks, from 0.
    pub item: u32,
    /// What.
    pub text: String,
    /// The office.
    pub by: OfficeId,
    /// By when.
    pub due: Option<Date>,
}

/// Cause found, concerns answered, problem solved (三不放过; DOMAIN H28).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ThreeChecks {
    /// A valid finding or a meeting names a cause.
    pub cause_found: bool,
    /// Every claim has an outcome; a case without claims has a reply.
    pub concerns_answered: bool,
    /// So it has, and none of them is that it was settled in part or not at all.
    pub problem_solved: bool,
}
