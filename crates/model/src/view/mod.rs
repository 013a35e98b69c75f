//! What people read: a case folded from its record. Nothing here is stored as truth; it is always folded again.

mod answer;
mod closing;
mod duty;
mod handling;
mod intake;
mod links;
mod party;
mod public;
mod supervision;

pub use answer::*;
pub use closing::*;
pub use duty::*;
pub use handling::*;
pub use intake::*;
pub use links::*;
pub use party::*;
pub use public::*;
pub use supervision::*;

use jiff::{Timestamp, civil::Date};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    ActId, CaseId, ClaimId, Deadline, DeviceId, Directory, DisputeId, FieldValue, OfficeId, OfficeKind, StaffId,
    StaffRole,
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

/// The words that [`TimelineItem::flags`] uses.
pub mod flag {
    /// Its declared date lies before the day it was made (DOMAIN 3.3: allowed, but marked).
    pub const BACKDATED: &str = "backdated";
    /// Its declared date, or the day of receipt it names, lies after the day it was made.
    pub const POSTDATED: &str = "postdated";
    /// Its declared date lies before that of an act its author had seen last.
    pub const DATED_BEFORE_A_SEEN_ACT: &str = "dated_before_a_seen_act";
    /// Its declared date lies before that of the act it answers.
    pub const DATED_BEFORE_WHAT_IT_ANSWERS: &str = "dated_before_what_it_answers";
    /// The last day it names lies before its own.
    pub const DUE_BEFORE_ITS_DAY: &str = "due_before_its_day";
    /// Its author had seen an act that was made later by its own device's clock: one of the two clocks is wrong.
    pub const CLOCK_BEHIND_A_SEEN_ACT: &str = "clock_behind_a_seen_act";
    /// It names a seen act that is not here.
    pub const SAW_AN_ABSENT_ACT: &str = "saw_an_absent_act";
    /// This version does not know its kind, or its payload.
    pub const NEEDS_A_NEWER_VERSION: &str = "needs_a_newer_version";
    /// Its author had no authority for it (DOMAIN 3.2).
    pub const LACKED_AUTHORITY: &str = "lacked_authority";
    /// It settles a dispute its author cannot have seen.
    pub const NO_SUCH_DISPUTE: &str = "no_such_dispute";
    /// It was already done.
    pub const ALREADY_DONE: &str = "already_done";
    /// The extension comes from somebody who was not the head of the office (Art. 34).
    pub const NOT_BY_A_HEAD: &str = "not_by_a_head";
    /// The extension goes beyond what is allowed in all, 30 days at most, and is cut there (Art. 34).
    pub const BEYOND_THE_CAP: &str = "beyond_the_cap";
    /// Its kind belongs to another kind of document.
    pub const MISPLACED: &str = "misplaced";
    /// The contact came after the case was closed and opened it again.
    pub const REOPENS: &str = "reopens";
    /// It names an act that is not here, is of another kind, or that its author had not seen.
    pub const NAMES_NO_SUCH_ACT: &str = "names_no_such_act";
    /// It names a claim that the case does not have.
    pub const NAMES_NO_SUCH_CLAIM: &str = "names_no_such_claim";
    /// The vote comes from somebody who took no part in the finding (DOMAIN H02).
    pub const NOT_A_PARTICIPANT: &str = "not_a_participant";
    /// The vote or the signature stands over another text than the act has.
    pub const OVER_ANOTHER_TEXT: &str = "over_another_text";
    /// Votes of one person that had not seen each other contradict: they count as a dissent.
    pub const CONTRADICTS_ITSELF: &str = "contradicts_itself";
    /// The vote came after the finding was finished.
    pub const AFTER_THE_FINISH: &str = "after_the_finish";
    /// The clock was to run on before the day on which it stopped: it stopped for no day.
    pub const ENDS_BEFORE_IT_BEGINS: &str = "ends_before_it_begins";
    /// A court was asked to confirm the agreement after the 30 days (人民调解法 33).
    pub const ASKED_TOO_LATE: &str = "asked_too_late";
    /// A court was asked by one party alone (人民调解法 33).
    pub const NOT_JOINT: &str = "not_joint";
    /// Counselling without consent (DOMAIN H18).
    pub const WITHOUT_CONSENT: &str = "without_consent";
    /// Money was paid that nobody had granted and approved (DOMAIN H20).
    pub const NOT_APPROVED: &str = "not_approved";
    /// More was paid than the aid comes to (DOMAIN H20).
    pub const BEYOND_THE_AID: &str = "beyond_the_aid";
    /// More persons speak for the group than the configuration names (Art. 20); the contact is registered all the same.
    pub const TOO_MANY_REPRESENTATIVES: &str = "too_many_representatives";
    /// The office did not own the contact that it handed over (DOMAIN R19).
    pub const NOT_THE_OWNER: &str = "not_the_owner";
    /// It was for another office to say so (DOMAIN I14 to I16, R19).
    pub const NOT_COMPETENT: &str = "not_competent";
    /// It refuses or passes on what its author had seen accepted: the duty stays (Art. 23).
    pub const AFTER_ACCEPTANCE: &str = "after_acceptance";
    /// The matter was not concluded when it was no longer accepted (Art. 36).
    pub const NOT_CONCLUDED: &str = "not_concluded";
    /// The objection came after its last day (Art. 23).
    pub const LATE_OBJECTION: &str = "late_objection";
    /// Somebody who had not seen it says the opposite about the same matter (DOMAIN K3).
    pub const CONTESTED: &str = "contested";
    /// The assignment comes from a lower level than the last, which its author had seen, and names another lead or unit
    /// (DOMAIN 3.2).
    pub const FROM_A_LOWER_LEVEL: &str = "from_a_lower_level";
    /// The office does not assign cases of this home office (DOMAIN 3.2).
    pub const NOT_THE_ASSIGNING_LEVEL: &str = "not_the_assigning_level";
    /// It names further leads, which the campaign does not allow (DOMAIN A02).
    pub const CO_LEADS_NOT_ALLOWED: &str = "co_leads_not_allowed";
    /// Its author takes no part in the case, and had seen that (Art. 28).
    pub const BY_ONE_STANDING_ASIDE: &str = "by_one_standing_aside";
    /// It names somebody who takes no part in the case (Art. 28).
    pub const NAMES_ONE_STANDING_ASIDE: &str = "names_one_standing_aside";
    /// Its author had lost their function; it waits for the head (K12).
    pub const NEEDS_CONFIRMATION: &str = "needs_confirmation";
    /// Its author had lost their function, and the head stands for it (K12).
    pub const CONFIRMED: &str = "confirmed";
    /// Its author had lost their function, and the head does not stand for it (K12).
    pub const NOT_CONFIRMED: &str = "not_confirmed";
    /// It confirms an act that needs no confirmation.
    pub const NOTHING_TO_CONFIRM: &str = "nothing_to_confirm";
    /// The case was reassigned while its author worked on (K8).
    pub const REASSIGNED_MEANWHILE: &str = "reassigned_meanwhile";
    /// It was judged by an older configuration than acts beside or before it (K15).
    pub const OLDER_VERSION: &str = "older_version";
    /// No audit that its author had seen found the matter resolved (DOMAIN F16).
    pub const NOT_AUDITED: &str = "not_audited";
    /// It changes a promise without words by which the petitioner agrees (DOMAIN H26).
    pub const NOT_AGREED: &str = "not_agreed";
    /// It says that a promise was kept, and shows nothing for it (DOMAIN H26).
    pub const WITHOUT_PROOF: &str = "without_proof";
    /// The office neither owes what it says was done, nor is in charge or stands above.
    pub const NOT_ITS_OFFICE: &str = "not_its_office";
    /// Whoever signed is not what they signed as (DOMAIN F05).
    pub const NOT_IN_THIS_ROLE: &str = "not_in_this_role";
    /// The unit is not in charge of the case (DOMAIN R14).
    pub const NOT_BY_THE_LEAD_UNIT: &str = "not_by_the_lead_unit";
    /// The office did not issue what it withdraws, nor does it stand above the one that did.
    pub const NOT_BY_THE_ISSUER: &str = "not_by_the_issuer";
    /// The request for review came after its last day (Art. 35, 36); it is taken down all the same.
    pub const LATE_REQUEST: &str = "late_request";
    /// The file is redacted and not shown (K18).
    pub const REDACTED: &str = "redacted";
    /// The file was not redacted by a privacy officer or a head (K18).
    pub const NOT_BY_PRIVACY: &str = "not_by_privacy";
    /// There is no such scheme of numbers.
    pub const UNKNOWN_SCHEME: &str = "unknown_scheme";
    /// An earlier number, still valid (K11).
    pub const ALIAS: &str = "alias";
    /// The office is none that audits, or the auditor recorded another act of the case (DOMAIN F14).
    pub const NOT_INDEPENDENT: &str = "not_independent";
    /// The rating carries no receipt code of the case, or was not read back (DOMAIN F07).
    pub const NOT_CONFIRMED_BY_PETITIONER: &str = "not_confirmed_by_petitioner";
    /// Its author had seen no closing that held.
    pub const NOT_AFTER_A_CLOSING: &str = "not_after_a_closing";
    /// Every flag there is.
    pub const ALL: &[&str] = &[
        BACKDATED,
        POSTDATED,
        DATED_BEFORE_A_SEEN_ACT,
        DATED_BEFORE_WHAT_IT_ANSWERS,
        DUE_BEFORE_ITS_DAY,
        CLOCK_BEHIND_A_SEEN_ACT,
        SAW_AN_ABSENT_ACT,
        NEEDS_A_NEWER_VERSION,
        LACKED_AUTHORITY,
        NO_SUCH_DISPUTE,
        ALREADY_DONE,
        NOT_BY_A_HEAD,
        BEYOND_THE_CAP,
        MISPLACED,
        REOPENS,
        NAMES_NO_SUCH_ACT,
        NAMES_NO_SUCH_CLAIM,
        NOT_A_PARTICIPANT,
        OVER_ANOTHER_TEXT,
        CONTRADICTS_ITSELF,
        AFTER_THE_FINISH,
        ENDS_BEFORE_IT_BEGINS,
        ASKED_TOO_LATE,
        NOT_JOINT,
        WITHOUT_CONSENT,
        NOT_APPROVED,
        BEYOND_THE_AID,
        TOO_MANY_REPRESENTATIVES,
        NOT_THE_OWNER,
        NOT_COMPETENT,
        AFTER_ACCEPTANCE,
        NOT_CONCLUDED,
        LATE_OBJECTION,
        CONTESTED,
        FROM_A_LOWER_LEVEL,
        NOT_THE_ASSIGNING_LEVEL,
        CO_LEADS_NOT_ALLOWED,
        BY_ONE_STANDING_ASIDE,
        NAMES_ONE_STANDING_ASIDE,
        NEEDS_CONFIRMATION,
        CONFIRMED,
        NOT_CONFIRMED,
        NOTHING_TO_CONFIRM,
        REASSIGNED_MEANWHILE,
        OLDER_VERSION,
        NOT_AUDITED,
        NOT_AGREED,
        WITHOUT_PROOF,
        NOT_ITS_OFFICE,
        NOT_IN_THIS_ROLE,
        NOT_BY_THE_LEAD_UNIT,
        NOT_BY_THE_ISSUER,
        LATE_REQUEST,
        REDACTED,
        NOT_BY_PRIVACY,
        UNKNOWN_SCHEME,
        ALIAS,
        NOT_INDEPENDENT,
        NOT_CONFIRMED_BY_PETITIONER,
        NOT_AFTER_A_CLOSING,
    ];
}

/// Which rule was broken (DOMAIN 3.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub enum DisputeRule {
    /// Two leads.
    K1,
    /// Closed here while work was recorded there.
    K2,
    /// The same matter registered twice.
    K3,
    /// Two extensions.
    K4,
    /// Content changed under a signature.
    K5,
    /// Accepted here, refused or passed on there.
    K6,
    /// Two replies.
    K7,
    /// Reassigned while the earlier handler worked on.
    K8,
    /// Opened again here, audited as resolved there.
    K9,
    /// A vote beside a final finding.
    K10,
    /// An official number used twice.
    K11,
    /// Recorded by somebody who had just lost the function.
    K12,
    /// Aid paid twice.
    K13,
    /// A detail corrected twice.
    K14,
    /// Judged by a configuration that was changed meanwhile.
    K15,
    /// Withdrawn while a reply was issued.
    K16,
    /// A late act in a period that was reported.
    K17,
    /// A redacted file added again.
    K18,
}

impl DisputeRule {
    /// Every rule.
    pub const ALL: &[Self] = &[
        Self::K1,
        Self::K2,
        Self::K3,
        Self::K4,
        Self::K5,
        Self::K6,
        Self::K7,
        Self::K8,
        Self::K9,
        Self::K10,
        Self::K11,
        Self::K12,
        Self::K13,
        Self::K14,
        Self::K15,
        Self::K16,
        Self::K17,
        Self::K18,
    ];

    /// Its id.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::K1 => "K1",
            Self::K2 => "K2",
            Self::K3 => "K3",
            Self::K4 => "K4",
            Self::K5 => "K5",
            Self::K6 => "K6",
            Self::K7 => "K7",
            Self::K8 => "K8",
            Self::K9 => "K9",
            Self::K10 => "K10",
            Self::K11 => "K11",
            Self::K12 => "K12",
            Self::K13 => "K13",
            Self::K14 => "K14",
            Self::K15 => "K15",
            Self::K16 => "K16",
            Self::K17 => "K17",
            Self::K18 => "K18",
        }
    }
}

/// What holds until a dispute is settled: always what is safe for the petitioner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Interim {
    /// K1: both leads carry the duty.
    BothLeadsCarryDuty,
    /// K2: the case is not closed.
    NotClosed,
    /// K3: both cases live on; the earliest receipt starts the clock.
    BothCasesLive,
    /// K4: the earlier of the due dates holds.
    EarlierDueDate,
    /// K5: the signature is void for the new version.
    SignatureVoid,
    /// K6: the acceptance holds.
    AcceptanceHolds,
    /// K7: the reply that was served last is shown.
    NewestServedShown,
    /// K8: the work is kept and credited to its author.
    WorkKept,
    /// K9: the case is open.
    Reopened,
    /// K10: the finding is not settled.
    FindingUnsettled,
    /// K11: the provisional numbers stay valid.
    ProvisionalNumbers,
    /// K12: the act needs confirmation.
    NeedsConfirmation,
    /// K13: no further payment.
    PaymentBlocked,
    /// K14: both values are shown.
    BothValuesShown,
    /// K15: each act is judged by the version it saw.
    JudgedAsSeen,
    /// K16: the reply stands, the withdrawal is noted.
    ReplyStands,
    /// K17: the report stays as it is; a revision is proposed.
    ReturnUnchanged,
    /// K18: the file is not shown.
    NotServed,
}

/// Who within an office settles a dispute.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SettleBy {
    /// Whoever acts for the office.
    #[default]
    Anyone,
    /// Its head.
    Head,
    /// Its finance officer.
    Finance,
    /// Its privacy officer.
    Privacy,
    /// Its numbering officer.
    Numbering,
}

/// Who settles a dispute: somebody of an office or of one above it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Settler {
    /// The office; none known: a joint meeting office (Art. 24).
    pub office: Option<OfficeId>,
    /// Who within it.
    pub by: SettleBy,
}

impl Settler {
    /// Whether this member of staff, acting for this office, may settle.
    #[must_use]
    pub fn may(&self, directory: &Directory, office: OfficeId, staff: StaffId) -> bool {
        let placed = match self.office {
            Some(at) => directory.is_ancestor_or_self(office, at),
            None => directory.offices.get(&office).is_some_and(|office| office.kind == OfficeKind::JointMeeting),
        };
        let role = match self.by {
            SettleBy::Anyone => return placed,
            SettleBy::Head => None,
            SettleBy::Finance => Some(StaffRole::Finance),
            SettleBy::Privacy => Some(StaffRole::Privacy),
            SettleBy::Numbering => Some(StaffRole::Numbering),
        };
        let member = directory.staff.get(&staff).filter(|member| member.office == office);
        placed && member.is_some_and(|member| member.is_head || role.is_some_and(|role| member.roles.contains(&role)))
    }

    /// The names of the offices that may settle.
    #[must_use]
    pub fn offices(&self, directory: &Directory) -> Vec<String> {
        let mut offices: Vec<_> = self.office.into_iter().collect();
        offices.extend(self.office.into_iter().flat_map(|office| directory.ancestors(office)));
        offices.into_iter().map(|office| directory.office_name(office)).collect()
    }
}

/// A dispute of record (待裁决; DOMAIN 3.4): acts that cannot all hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Dispute {
    /// Derived from the rule and the acts.
    pub id: DisputeId,
    /// The rule.
    pub rule: DisputeRule,
    /// The acts, in the order of the timeline; under K2 the closing comes first.
    pub acts: Vec<ActId>,
    /// What holds meanwhile.
    pub interim: Interim,
    /// Whether it is only to be known: nobody has to decide.
    #[serde(default)]
    pub notice: bool,
    /// The office that settles: the lowest common superior of the acts' offices; none known: a joint meeting office.
    pub settle_at: Option<OfficeId>,
    /// Who within that office.
    #[serde(default)]
    pub settle_by: SettleBy,
    /// The act that ended it; none while it is open.
    pub settled_by: Option<ActId>,
    /// The act that was chosen, where one was.
    pub chosen: Option<ActId>,
    /// The reason given.
    pub reason: Option<String>,
}

impl Dispute {
    /// Who settles it.
    #[must_use]
    pub fn settler(&self) -> Settler {
        Settler { office: self.settle_at, by: self.settle_by }
    }

    /// Whether people still have to decide.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.settled_by.is_none() && !self.notice
    }
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
