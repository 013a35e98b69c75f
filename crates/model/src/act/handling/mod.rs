//! 办理、调解与帮扶: what is done about the matter, with whom, and what comes of it.

mod note;
mod visit;

pub use note::Note;
pub use visit::{Visit, VisitKind};

use std::collections::BTreeSet;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ActKind;
use crate::{ActId, ClaimId, OfficeId, Refusal, StaffId, check::Situation};

/// What a claim comes to (诉求五分; DOMAIN C17).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ClaimMerit {
    /// 诉求合理.
    #[default]
    Clear,
    /// 部分合理而要求过高.
    Excessive,
    /// 诉求无理但生活困难.
    HardshipOnly,
    /// 诉求无理.
    Unfounded,
    /// 多项诉求交织.
    Mixed,
}

/// What is done about a claim (三到位一处理; DOMAIN H06).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ClaimTrack {
    /// 解决到位.
    #[default]
    Solve,
    /// 教育疏导到位.
    Explain,
    /// 帮扶救助到位.
    Assist,
    /// 依法处理: referred to the path of the law.
    LegalPath,
}

/// What one claim comes to, with the reasons (诉求研判; DOMAIN C17, H06).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AssessClaim {
    /// The claim.
    pub claim: ClaimId,
    /// What it comes to.
    pub merit: ClaimMerit,
    /// What is to be done about it.
    pub track: ClaimTrack,
    /// Why.
    pub reason: String,
}

impl ActKind for AssessClaim {
    const KIND: &'static str = "assess_claim";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()
    }
}

/// How a claim ended (DOMAIN H07, H30).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OutcomeKind {
    /// 全部解决.
    #[default]
    Full,
    /// 部分解决.
    Part,
    /// 解释说明.
    Explained,
    /// 转入法定途径.
    Referred,
    /// 未解决.
    None,
}

/// How one claim ended (办理结果; DOMAIN H07, H30).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ClaimOutcome {
    /// The claim.
    pub claim: ClaimId,
    /// How it ended.
    pub outcome: OutcomeKind,
    /// In words.
    pub text: String,
    /// How much, as a number: 3.5.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<String>,
    /// Of what: 亩.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
}

impl ActKind for ClaimOutcome {
    const KIND: &'static str = "claim_outcome";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()
    }
}

/// How facts were found (DOMAIN H01).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FindingMethod {
    /// 查阅案卷.
    #[default]
    FileReview,
    /// 调查取证.
    Evidence,
    /// 听取各方.
    Hearing,
    /// 走访知情群众.
    InformedResidents,
}

/// A report of what was found, for its participants to vote on (核查报告; DOMAIN H01, H02, H04). A later version names the one it replaces.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// Who takes part; a majority of them has to concur.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub participants: BTreeSet<StaffId>,
    /// How it was found.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub methods: BTreeSet<FindingMethod>,
    /// The facts.
    pub text: String,
    /// What in substance brought the matter about.
    #[serde(default)]
    pub substance_cause: String,
    /// What in procedure did.
    #[serde(default)]
    pub procedure_cause: String,
    /// The version it replaces.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<ActId>,
}

impl ActKind for Finding {
    const KIND: &'static str = "finding";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()
    }
}

/// A participant concurs with a finding, or dissents (表决; DOMAIN H02). Dissent is kept word by word. A later vote takes the place of an earlier one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Vote {
    /// The finding.
    pub finding: ActId,
    /// Whether they concur.
    #[serde(default)]
    pub concur: bool,
    /// Their words; a dissent needs some.
    #[serde(default)]
    pub text: String,
    /// The hash of the finding's text.
    pub over: String,
}

impl ActKind for Vote {
    const KIND: &'static str = "vote";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()
    }
}

/// The finding is final (核查定稿; DOMAIN H02, K10): valid when more than half of its participants concur.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FinishFinding {
    /// The finding.
    pub finding: ActId,
}

impl ActKind for FinishFinding {
    const KIND: &'static str = "finish_finding";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()
    }
}

/// What kind of meeting (DOMAIN H03, H08, H09, H12, V13).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MeetingKind {
    /// 会商会.
    #[default]
    Conference,
    /// 联合接访.
    JointReception,
    /// 领导约访.
    InvitedByLeader,
    /// 协调会、见面会.
    Coordination,
    /// 联席会议.
    JointMeeting,
    /// 听证会.
    Hearing,
}

/// What a meeting came to about one claim.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ClaimSaid {
    /// The claim; none: the whole matter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claim: Option<ClaimId>,
    /// What was decided.
    pub text: String,
}

/// One opinion, as it was given.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OpinionSaid {
    /// Whose: a unit, an expert.
    pub by: String,
    /// The words.
    pub text: String,
}

/// A meeting about the case (会商、接访、协调会、听证; DOMAIN H03, H08, H09, H12).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Meet {
    /// What kind.
    pub kind: MeetingKind,
    /// Where.
    #[serde(default)]
    pub place: String,
    /// Staff who were there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attendees: Vec<StaffId>,
    /// Offices that were there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub units: Vec<OfficeId>,
    /// The minutes.
    pub text: String,
    /// Opinions, word by word.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub opinions: Vec<OpinionSaid>,
    /// What it came to, claim by claim.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub outcomes: Vec<ClaimSaid>,
}

impl ActKind for Meet {
    const KIND: &'static str = "meet";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()
    }
}

/// Why a clock stands still: a key of the deadline rules (DOMAIN 2, 3.3).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PauseReason {
    /// 听证.
    #[default]
    Hearing,
    /// 鉴定、评估.
    Appraisal,
    /// 等待其他机关.
    AwaitingOther,
    /// 调解.
    Mediation,
}

/// The clock stands still from the day this is declared for (中止; Art. 36).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Pause {
    /// Why.
    pub kind: PauseReason,
    /// In words.
    pub reason: String,
}

impl ActKind for Pause {
    const KIND: &'static str = "pause";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()
    }
}

/// The clock runs on (恢复).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Resume {
    /// The pause that ends.
    pub pause: ActId,
    /// What came of it.
    #[serde(default)]
    pub text: String,
}

impl ActKind for Resume {
    const KIND: &'static str = "resume";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()
    }
}

/// Where a mediation takes place (分层分级; DOMAIN H13).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MediationTier {
    /// 村居.
    #[default]
    Village,
    /// 镇街.
    Township,
    /// 部门.
    Department,
    /// 县区.
    County,
}

/// What kind of mediation (三调联动; DOMAIN H14).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MediationKind {
    /// 人民调解.
    #[default]
    Peoples,
    /// 行政调解.
    Administrative,
    /// 司法调解.
    Judicial,
}

/// What an attempt came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MediationResult {
    /// 继续调解.
    #[default]
    Continuing,
    /// 达成协议.
    Agreed,
    /// 调解不成.
    Failed,
}

/// An attempt at mediation (调解; DOMAIN H13, H14).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Mediate {
    /// Where.
    pub tier: MediationTier,
    /// What kind.
    pub kind: MediationKind,
    /// The committee or body.
    pub organisation: String,
    /// The mediator.
    #[serde(default)]
    pub mediator: String,
    /// What it came to.
    pub result: MediationResult,
    /// What was said and done.
    #[serde(default)]
    pub text: String,
}

impl ActKind for Mediate {
    const KIND: &'static str = "mediate";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()
    }
}

/// One term of an agreement.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// What is owed.
    pub text: String,
    /// The office that owes it; none: a party.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<OfficeId>,
    /// By when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
}

/// A voluntary agreement (调解协议、和解; DOMAIN F06, H26): never a condition of closing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Agreement {
    /// The mediation it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mediation: Option<ActId>,
    /// What was agreed.
    pub text: String,
    /// Its terms.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub terms: Vec<Term>,
    /// Whether the parties signed.
    #[serde(default)]
    pub parties_signed: bool,
    /// Whether the mediator signed.
    #[serde(default)]
    pub mediator_signed: bool,
    /// Whether the committee sealed it.
    #[serde(default)]
    pub sealed: bool,
}

impl ActKind for Agreement {
    const KIND: &'static str = "agreement";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()
    }
}

/// How far judicial confirmation has come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ConfirmationState {
    /// 已申请.
    #[default]
    Requested,
    /// 已确认.
    Confirmed,
    /// 不予确认.
    Refused,
}

/// Judicial confirmation of an agreement (司法确认; 人民调解法 33): asked for jointly within 30 days.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CourtConfirm {
    /// The agreement.
    pub agreement: ActId,
    /// How far it has come.
    pub state: ConfirmationState,
    /// The court, and its number.
    #[serde(default)]
    pub court: String,
}

impl ActKind for CourtConfirm {
    const KIND: &'static str = "court_confirm";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()
    }
}

/// A path of the law (法定途径; DOMAIN H15).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LegalPath {
    /// 调解.
    #[default]
    Mediation,
    /// 仲裁.
    Arbitration,
    /// 行政裁决.
    Ruling,
    /// 行政复议.
    Reconsideration,
    /// 诉讼.
    Litigation,
    /// 复查复核.
    Review,
}

/// The petitioner was told in writing of a path of the law (法定途径告知; DOMAIN H15, H16).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PathNotice {
    /// Which.
    pub path: LegalPath,
    /// What they were told.
    pub text: String,
    /// Number of the notice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice_no: Option<String>,
}

impl ActKind for PathNotice {
    const KIND: &'static str = "path_notice";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()
    }
}

/// What kind of help (DOMAIN H17 to H24).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AidKind {
    /// 法律援助.
    #[default]
    LegalAid,
    /// 判后答疑.
    JudgmentExplanation,
    /// 政策咨询.
    Advice,
    /// 心理疏导: offered, with consent.
    Counselling,
    /// 临时救助.
    TemporaryAid,
    /// 信访救助.
    HardshipGrant,
    /// 就业扶持.
    Employment,
    /// 结对帮扶.
    Paired,
    /// 其他.
    Other,
}

/// Where help comes from (DOMAIN H19).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AidSource {
    /// 政府救助.
    #[default]
    Government,
    /// 社会救济.
    Social,
    /// 民间互助.
    Mutual,
}

/// Help that is offered or granted (救助帮扶; DOMAIN H17 to H24).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Aid {
    /// What kind.
    pub kind: AidKind,
    /// Where it comes from.
    #[serde(default)]
    pub source: AidSource,
    /// The fund or budget line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fund: Option<String>,
    /// How much, in fen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<u64>,
    /// The period it is for, as the fund counts: 2026, 2026-Q3.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<String>,
    /// Why they are eligible.
    pub cause: String,
    /// Who approved it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved_by: Option<StaffId>,
    /// Whether the person it is for agreed.
    #[serde(default)]
    pub consent: bool,
    /// When somebody looks in again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_visit: Option<Date>,
}

impl ActKind for Aid {
    const KIND: &'static str = "aid";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()
    }
}

/// Aid was paid (发放; DOMAIN H20, H21, K13).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Pay {
    /// The aid.
    pub aid: ActId,
    /// How much, in fen.
    pub amount: u64,
    /// The receipt's number.
    pub receipt: String,
}

impl ActKind for Pay {
    const KIND: &'static str = "pay";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()
    }
}
