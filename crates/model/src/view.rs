//! What people read: a case folded from its record. Nothing here is stored as truth; it is always folded again.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::{ActId, CaseId, ClaimId, DeviceId, DisputeId, FieldValue, OfficeId, StaffId, act::Channel};

/// How far a case has come (办理阶段; DOMAIN 3.2, in its first form).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// No registration yet.
    Draft,
    /// 已登记.
    Registered,
    /// 已受理.
    Accepted,
    /// 已交办.
    Assigned,
    /// 办理中.
    Handling,
    /// 已答复.
    Replied,
    /// 办结.
    Closed,
}

/// Someone who carries the duty for the case now (包案领导; DOMAIN R11, A01).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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

/// A time limit the case stands under (期限; DOMAIN 3.3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadline {
    /// The rule: `accept-15d` or `handle-60d`.
    pub rule: String,
    /// Where the rule is written.
    pub basis: String,
    /// The act that started the clock.
    pub starts_by: ActId,
    /// The declared date it started on; that day is not counted.
    pub starts_on: Date,
    /// The last day.
    pub due: Date,
    /// Days by which it was extended.
    pub extended_days: u16,
    /// The act that met it.
    pub met_by: Option<ActId>,
}

impl Deadline {
    /// Acceptance is decided and told in writing within 15 days (Art. 23).
    pub const ACCEPT: &str = "accept-15d";
    /// The matter is handled and answered within 60 days of acceptance (Art. 34).
    pub const HANDLE: &str = "handle-60d";
}

/// What one act does to the case now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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

/// The words that [`TimelineItem::flags`] uses.
pub mod flag {
    /// Its declared date lies before the day it was made (DOMAIN 3.3: allowed, but marked).
    pub const BACKDATED: &str = "backdated";
    /// Its declared date lies after the day it was made.
    pub const POSTDATED: &str = "postdated";
    /// Its declared date lies before that of an act its author had seen last.
    pub const DATED_BEFORE_A_SEEN_ACT: &str = "dated_before_a_seen_act";
    /// Its author had seen an act that was made later by its own device's clock: one of the two clocks is wrong.
    pub const CLOCK_BEHIND_A_SEEN_ACT: &str = "clock_behind_a_seen_act";
    /// It names a seen act that is not here.
    pub const SAW_AN_ABSENT_ACT: &str = "saw_an_absent_act";
    /// This version does not know its kind, or its payload.
    pub const NEEDS_A_NEWER_VERSION: &str = "needs_a_newer_version";
    /// The office had no authority to settle (DOMAIN 3.2).
    pub const LACKED_AUTHORITY: &str = "lacked_authority";
    /// It settles a dispute its author cannot have seen.
    pub const NO_SUCH_DISPUTE: &str = "no_such_dispute";
    /// It was already done.
    pub const ALREADY_DONE: &str = "already_done";
    /// The extension comes from somebody who is not known as a head (Art. 34).
    pub const NOT_BY_A_HEAD: &str = "not_by_a_head";
    /// The extension goes beyond 30 days in all and is cut there (Art. 34).
    pub const BEYOND_THE_CAP: &str = "beyond_the_cap";
    /// The contact came after the case was closed and opened it again.
    pub const REOPENS: &str = "reopens";
    /// Every flag there is.
    pub const ALL: &[&str] = &[
        BACKDATED,
        POSTDATED,
        DATED_BEFORE_A_SEEN_ACT,
        CLOCK_BEHIND_A_SEEN_ACT,
        SAW_AN_ABSENT_ACT,
        NEEDS_A_NEWER_VERSION,
        LACKED_AUTHORITY,
        NO_SUCH_DISPUTE,
        ALREADY_DONE,
        NOT_BY_A_HEAD,
        BEYOND_THE_CAP,
        REOPENS,
    ];
}

/// Which rule two acts broke together (DOMAIN 3.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum DisputeRule {
    /// Two leads.
    K1,
    /// Closed here while work was recorded there.
    K2,
    /// Two extensions.
    K4,
}

/// What holds until a dispute is settled: always what is safe for the petitioner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Interim {
    /// K1: both leads carry the duty.
    BothLeadsCarryDuty,
    /// K2: the case is not closed.
    NotClosed,
    /// K4: the earlier of the due dates holds.
    EarlierDueDate,
}

/// A dispute of record (待裁决; DOMAIN 3.4): acts that cannot all hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dispute {
    /// Derived from the rule and the acts.
    pub id: DisputeId,
    /// The rule.
    pub rule: DisputeRule,
    /// The acts, in the order of the timeline; under K2 the closing comes first.
    pub acts: Vec<ActId>,
    /// What holds meanwhile.
    pub interim: Interim,
    /// The office that settles: the lowest common superior of the acts' offices; none known: a joint meeting office.
    pub settle_at: Option<OfficeId>,
    /// The act that ended it; none while it is open.
    pub settled_by: Option<ActId>,
    /// The act that was chosen, where one was.
    pub chosen: Option<ActId>,
    /// The reason given.
    pub reason: Option<String>,
}

impl Dispute {
    /// Whether people still have to decide.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.settled_by.is_none()
    }
}

/// A plain field that was written concurrently.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldConflict {
    /// The claim whose field it is; none: the case's own.
    pub claim: Option<ClaimId>,
    /// The field.
    pub field: String,
    /// Every value, in the document's order; the first is the one shown elsewhere.
    pub values: Vec<FieldValue>,
}

/// One claim (诉求; DOMAIN 3.1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimView {
    /// The claim.
    pub id: ClaimId,
    /// What is asked for.
    pub text: String,
    /// The amount, as written; may be empty.
    pub amount: String,
}

/// A case as people read it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
    /// Who carries the duty, the higher-level assigner first.
    pub leads: Vec<LeadHolder>,
    /// Who handles it (承办人).
    pub handler: Option<StaffId>,
    /// Its time limits.
    pub deadlines: Vec<Deadline>,
    /// Its claims.
    pub claims: Vec<ClaimView>,
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
    /// The disputes people still have to decide.
    pub fn open_disputes(&self) -> impl Iterator<Item = &Dispute> {
        self.disputes.iter().filter(|dispute| dispute.is_open())
    }
}
