//! Deadline rules (期限规则; DOMAIN 2, 3.3): a time limit as a row of data, so that a county counts the way its own
//! authorities tell it to. How they run is [`super::clocks`]'s business.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::calendar::{CountMode, Unit};
use crate::act::PauseReason;

/// One time limit (期限).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DeadlineRule {
    /// Short name in documents: `accept-15d`.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Where it is written.
    pub basis: String,
    /// The clock it runs on.
    pub clock: Clock,
    /// Whether an office owes it, or somebody may use it.
    #[serde(default)]
    pub sense: Sense,
    /// What starts it.
    pub trigger: Event,
    /// Whether a second trigger starts a second one.
    pub per: Per,
    /// What meets it, whichever comes first.
    pub met_by: Vec<Event>,
    /// How long, in `unit`s. 0: only the day that the triggering act names (`until`) counts, and without it there is no limit.
    pub length: u16,
    /// What the length is counted in.
    pub unit: Unit,
    /// What becomes of a last day that is not worked.
    #[serde(default)]
    pub count_mode: CountMode,
    /// Whether a day named by the triggering act takes the place of the length.
    #[serde(default)]
    pub declared: bool,
    /// What stops the clock.
    #[serde(default)]
    pub pause_kinds: Vec<PauseKind>,
    /// The most days (working days where it is counted in these) by which it may be extended in all.
    #[serde(default)]
    pub extendable: u16,
    /// The share of the limit after which it is shown as due soon, 1 to 100.
    pub warn_at_percent: u8,
    /// What people do when it has passed.
    pub on_breach: String,
}

/// The two clocks of a case (DOMAIN 3.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Clock {
    /// That of the law (法定期限): a new office or a higher level takes it over as it stands.
    Legal,
    /// That of the office which holds the matter (在办时限): it starts anew at the next office.
    Holding,
}

/// Whom a limit binds.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Sense {
    /// An office owes the step: letting the day pass is a breach.
    #[default]
    Duty,
    /// A petitioner or an office may take the step: after the day the right has lapsed, and nothing is breached.
    Right,
}

/// How often a rule may run in one case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Per {
    /// Once: the first trigger starts it and no later one resets it.
    Case,
    /// For every triggering act.
    Act,
}

/// Why a clock stands still (期限中止).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PauseKind {
    /// A hearing (听证; Art. 36).
    Hearing,
    /// An expert's examination (鉴定、评估).
    Appraisal,
    /// A mediation under way (调解).
    Mediation,
    /// Another authority decides first (待其他机关结论).
    AwaitingOther,
}

/// What starts or meets a time limit. One act may be several of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// A matter was registered (登记).
    Registered,
    /// A contact on a known matter was recorded (再次来信来访).
    Contacted,
    /// That contact was answered (答复来信来访).
    ContactAnswered,
    /// The matter was passed to the office competent for it (转送).
    Transferred,
    /// That office said the matter is not its own (异议).
    TransferObjected,
    /// The matter was accepted (受理).
    Accepted,
    /// It was not accepted, and the petitioner told (不予受理).
    Declined,
    /// The simple track was proposed (简易办理).
    SimpleProposed,
    /// The matter was accepted on the simple track (简易受理), beside [`Event::Accepted`].
    SimpleAccepted,
    /// It was assigned (交办).
    Assigned,
    /// A report on progress was asked for by a day (要求反馈).
    FeedbackAsked,
    /// That report was given (反馈).
    FeedbackGiven,
    /// An office took the matter in hand (到达承办单位).
    Held,
    /// A reply was issued (答复意见).
    Replied,
    /// It was served (送达).
    Served,
    /// Review was asked for (申请复查).
    ReviewRequested,
    /// Review was decided (复查意见).
    ReviewDecided,
    /// That decision was served (复查意见送达).
    ReviewServed,
    /// Re-examination was asked for (申请复核).
    ReexamRequested,
    /// Re-examination was decided (复核意见).
    ReexamDecided,
    /// A mediation began (开始调解).
    MediationStarted,
    /// A session ended it, with an agreement to be written or without one (调解终止).
    MediationEnded,
    /// An agreement was reached (调解协议).
    Agreed,
    /// The court was asked to confirm it (申请司法确认).
    CourtConfirmAsked,
    /// Something was promised by a day (承诺).
    Promised,
    /// The promise was kept (承诺兑现).
    PromiseKept,
    /// A supervision letter was sent (督办).
    Supervised,
    /// It was answered (督办反馈).
    SupervisionAnswered,
    /// One of the three proposals was made to an office (三项建议; Art. 40).
    Proposed,
    /// That office answered (建议反馈).
    ProposalAnswered,
    /// The matter was closed (办结).
    Closed,
    /// Its closing was reported to the assigner (报结).
    Reported,
    /// The closing was audited (审核).
    Audited,
    /// The petitioner was visited after it (回访).
    ReturnVisited,
    /// It was taken up again (重新办理).
    Reopened,
    /// The petitioner withdrew (撤回).
    Withdrawn,
}

impl From<PauseReason> for PauseKind {
    fn from(reason: PauseReason) -> Self {
        match reason {
            PauseReason::Hearing => Self::Hearing,
            PauseReason::Appraisal => Self::Appraisal,
            PauseReason::AwaitingOther => Self::AwaitingOther,
            PauseReason::Mediation => Self::Mediation,
        }
    }
}
