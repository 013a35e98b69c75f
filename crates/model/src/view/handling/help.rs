//! Mediation and help: sessions, agreements, aid and its payments.

use std::collections::BTreeSet;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    ActId, StaffId,
    act::{
        AidKind, AidSource, ConfirmationState, Eligibility, LegalPath, MediationKind, MediationResult, MediationTier,
        PairedGift, Term,
    },
};

/// One session of mediation (调解; DOMAIN H13, H14).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MediationView {
    /// The act.
    pub act: ActId,
    /// Where.
    pub tier: MediationTier,
    /// What kind.
    pub kind: MediationKind,
    /// The committee or body.
    pub organisation: String,
    /// The mediator.
    pub mediator: String,
    /// When.
    pub on: Date,
    /// What it came to.
    pub result: MediationResult,
}

/// The petitioner was told of a path of the law (法定途径告知; DOMAIN H15, H16).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PathNoticeView {
    /// The act.
    pub act: ActId,
    /// Which.
    pub path: LegalPath,
    /// When.
    pub on: Date,
    /// Number of the notice.
    pub notice_no: Option<String>,
}

/// An agreement and its force (调解协议、和解; DOMAIN F06, 人民调解法 29, 33).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AgreementView {
    /// The act.
    pub act: ActId,
    /// The mediation it comes from.
    pub mediation: Option<ActId>,
    /// What was agreed.
    pub text: String,
    /// Its terms.
    pub terms: Vec<Term>,
    /// Whether it is in force.
    pub in_force: bool,
    /// Since when: the date this version is declared for.
    pub in_force_on: Option<Date>,
    /// What it lacks to be in force: `parties`, `mediator`, `seal`.
    pub missing: Vec<String>,
    /// The last day on which a court may be asked to confirm it; an agreement from a mediation only.
    pub confirm_by: Option<Date>,
    /// How far judicial confirmation has come: the latest word, or several that did not see each other.
    pub confirmations: Vec<ConfirmationView>,
    /// Whether a court confirmed it, and none refused.
    pub confirmed: bool,
}

/// How far judicial confirmation has come (司法确认; 人民调解法 33).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ConfirmationView {
    /// The act.
    pub act: ActId,
    /// How far.
    pub state: ConfirmationState,
    /// The court, and its number.
    pub court: String,
    /// When.
    pub on: Date,
}

/// Help that is offered or granted (救助帮扶; DOMAIN H17 to H24).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AidView {
    /// The act.
    pub act: ActId,
    /// What kind.
    pub kind: AidKind,
    /// Where it comes from.
    pub source: AidSource,
    /// The fund or budget line.
    pub fund: Option<String>,
    /// The period it is for.
    pub period: Option<String>,
    /// How much, in fen.
    pub amount: Option<u64>,
    /// Why they are eligible.
    pub cause: String,
    /// The facts of eligibility.
    pub eligibility: Option<Eligibility>,
    /// What paired support gives.
    pub gives: BTreeSet<PairedGift>,
    /// Who provides it.
    pub provider: Option<String>,
    /// Who approved it.
    pub approved_by: Option<StaffId>,
    /// Whether the person it is for agreed.
    pub consent: bool,
    /// When somebody looks in again.
    pub next_visit: Option<Date>,
    /// What was paid on it and on the versions it replaces.
    pub pays: Vec<PayView>,
    /// Their sum, in fen; without those that a settlement took away.
    pub paid: u64,
    /// Whether nothing more may be paid: two payments or grants of its fund and period are in dispute (K13).
    pub blocked: bool,
    /// Whether a settlement took it away.
    pub taken_away: bool,
}

/// One payment (发放; DOMAIN H20).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PayView {
    /// The act.
    pub act: ActId,
    /// How much, in fen.
    pub amount: u64,
    /// The receipt's number.
    pub receipt: String,
    /// When.
    pub on: Date,
    /// Whether it counts: not where a settlement took it away.
    pub counts: bool,
}

/// What was paid from one fund (专项资金; DOMAIN H21).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FundSpent {
    /// The fund or budget line; empty: none was named.
    pub fund: String,
    /// How much, in fen.
    pub fen: u64,
}
