//! What people read: a case folded from its record. Nothing here is stored as truth; it is always folded again.

mod answer;
mod closing;
mod dispute;
mod duty;
pub mod flag;
mod handling;
mod intake;
mod links;
mod party;
mod public;
mod reading;
mod supervision;

pub use answer::*;
pub use closing::*;
pub use dispute::*;
pub use duty::*;
pub use handling::*;
pub use intake::*;
pub use links::*;
pub use party::*;
pub use public::*;
pub use reading::*;
pub use supervision::*;

use jiff::{Timestamp, civil::Date};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    ActId, CaseId, ClaimId, Deadline, DeviceId, FieldValue, OfficeId, StaffId,
    act::Channel,
    config::{Clock, Sense},
};

/// How far a case has come (办理阶段; DOMAIN 3.2). What can be true beside it stands in [`CaseFlags`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// No registration yet.
    Draft,
    /// 已登记.
    Registered,
    /// 已转送.
    Transferred,
    /// 不予受理、不再受理.
    NotAccepted,
    /// 已受理.
    Accepted,
    /// 已交办.
    Assigned,
    /// 办理中.
    Handling,
    /// 等待其他机关.
    AwaitingOther,
    /// 调解中.
    Mediation,
    /// 听证中.
    Hearing,
    /// 已答复.
    Replied,
    /// 已送达.
    Served,
    /// 复查中.
    InReview,
    /// 复核中.
    InReexamination,
    /// 已终结.
    Finalised,
    /// 申请办结: not everybody signed yet.
    ClosingRequested,
    /// 办结.
    Closed,
    /// 报结.
    Reported,
    /// 已审核: audited as resolved, but in dispute.
    Audited,
    /// 化解.
    Resolved,
    /// 恢复办理: opened again, and nothing done since.
    Reopened,
    /// 已撤回.
    Withdrawn,
}

impl Stage {
    /// Every stage.
    pub const ALL: &[Self] = &[
        Self::Draft,
        Self::Registered,
        Self::Transferred,
        Self::NotAccepted,
        Self::Accepted,
        Self::Assigned,
        Self::Handling,
        Self::AwaitingOther,
        Self::Mediation,
        Self::Hearing,
        Self::Replied,
        Self::Served,
        Self::InReview,
        Self::InReexamination,
        Self::Finalised,
        Self::ClosingRequested,
        Self::Closed,
        Self::Reported,
        Self::Audited,
        Self::Resolved,
        Self::Reopened,
        Self::Withdrawn,
    ];

    /// Whether the case is closed (办结).
    #[must_use]
    pub fn is_closed(self) -> bool {
        matches!(self, Self::Closed | Self::Reported | Self::Audited | Self::Resolved)
    }
}

/// What is true of a case beside its stage (DOMAIN 3.2).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CaseFlags {
    /// 化解.
    pub resolved: bool,
    /// 报结.
    pub reported: bool,
    /// 终结.
    pub finalised: bool,
    /// 挂牌督办.
    pub listed: bool,
    /// 待裁决.
    pub in_dispute: bool,
}

/// Someone who carries the duty for the case now (包案领导; DOMAIN R11, A01).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LeadHolder {
    /// The lead.
    pub staff: StaffId,
    /// The office that assigned.
    pub office: OfficeId,
    /// The unit in charge (主办单位).
    pub unit: OfficeId,
    /// The act that assigned.
    pub act: ActId,
    /// By when, where the assignment says so.
    pub due: Option<Date>,
}

/// What one act does to the case now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// It holds.
    Live,
    /// A later act or a settlement took its place; it is kept.
    Superseded,
    /// It changes nothing; its flags say why.
    NoEffect,
    /// It cannot hold together with another; people have to decide.
    Disputed,
}

/// One act in the story of the case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TimelineItem {
    /// The act.
    pub act: ActId,
    /// Its kind.
    pub kind: String,
    /// Who did it.
    pub by: StaffId,
    /// For which office.
    pub office: OfficeId,
    /// On which device.
    pub device: DeviceId,
    /// When, by that device's clock.
    pub made_at: Timestamp,
    /// The date it is declared for.
    pub effective_on: Date,
    /// The acts its author had seen last.
    pub based_on: Vec<ActId>,
    /// Acts that neither saw this one nor were seen by it: the first eight in the order of the timeline.
    pub concurrent_with: Vec<ActId>,
    /// What it does now.
    pub effect: Effect,
    /// What a reader should know about it: words of [`flag`].
    pub flags: Vec<String>,
}

/// A plain field that was written concurrently.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FieldConflict {
    /// The claim whose field it is; none: the case's own.
    pub claim: Option<ClaimId>,
    /// The field.
    pub field: String,
    /// Every value, in the document's order; the first is the one shown elsewhere.
    pub values: Vec<FieldValue>,
}

/// One claim (诉求; DOMAIN 3.1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ClaimView {
    /// The claim.
    pub id: ClaimId,
    /// What is asked for.
    pub text: String,
    /// The amount, as written; may be empty.
    pub amount: String,
}

/// A case as people read it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CaseView {
    /// The case.
    pub id: CaseId,
    /// Its home office.
    pub home: OfficeId,
    /// Its provisional office number.
    pub number: String,
    /// Its title.
    pub title: String,
    /// The petitioner's name as shown.
    pub petitioner: String,
    /// Where the matter arose.
    pub area: String,
    /// Its category.
    pub subject: String,
    /// How it came in.
    pub channel: Option<Channel>,
    /// When it came in.
    pub received_on: Option<Date>,
    /// The code by which its petitioner asks for its progress.
    pub receipt_code: String,
    /// Persons who brought it.
    pub persons: u32,
    /// How far it has come.
    pub stage: Stage,
    /// 办结: closed, with nothing in dispute about it.
    pub closed: bool,
    /// What is true beside its stage.
    #[serde(default)]
    pub flags: CaseFlags,
    /// Who carries the duty, the higher-level assigner first.
    pub leads: Vec<LeadHolder>,
    /// Who handles it (承办人).
    pub handler: Option<StaffId>,
    /// Its time limits.
    pub deadlines: Vec<Deadline>,
    /// Its claims.
    pub claims: Vec<ClaimView>,
    /// How it came in, what it is, whose it is (登记与受理).
    #[serde(default)]
    pub intake: IntakeView,
    /// Plans, promises, where it was raised to (交办与包案).
    #[serde(default)]
    pub duty: DutyView,
    /// What was done and what came of it (办理、调解与帮扶).
    #[serde(default)]
    pub handling: HandlingView,
    /// Documents, signatures, service, reviews (文书与答复).
    #[serde(default)]
    pub answer: AnswersView,
    /// Closing, audit, rating, opening again (办结与回访).
    #[serde(default)]
    pub closing: ClosingView,
    /// What was demanded, and the answers (督办).
    #[serde(default)]
    pub supervision: SupervisionView,
    /// Other cases, people of the case, campaigns (关联).
    #[serde(default)]
    pub links: LinksView,
    /// Who may read it (限制知悉).
    #[serde(default)]
    pub reading: ReadingView,
    /// Its acts, each after those it saw.
    pub timeline: Vec<TimelineItem>,
    /// Its disputes, open and settled, in the order they arose.
    pub disputes: Vec<Dispute>,
    /// Plain fields with more than one value.
    pub conflicts: Vec<FieldConflict>,
    /// How many notes.
    pub notes: u32,
    /// How many visits.
    pub visits: u32,
    /// How many replies.
    pub replies: u32,
    /// How many further contacts.
    pub contacts: u32,
    /// When the last act of the timeline was made.
    pub last_activity: Option<Timestamp>,
    /// What the next act is based on: the acts nobody has seen yet, the latest 256.
    pub heads: Vec<ActId>,
}

impl CaseView {
    /// The earliest last day of a duty of the law that is neither met nor stands still.
    #[must_use]
    pub fn next_due(&self) -> Option<Date> {
        let open = |deadline: &&Deadline| {
            deadline.clock == Clock::Legal
                && deadline.sense == Sense::Duty
                && deadline.met_by.is_none()
                && !deadline.paused_now
        };
        self.deadlines.iter().filter(open).filter_map(|deadline| deadline.due.or(deadline.at_earliest)).min()
    }

    /// The disputes people still have to decide.
    pub fn open_disputes(&self) -> impl Iterator<Item = &Dispute> {
        self.disputes.iter().filter(|dispute| dispute.is_open())
    }
}
