//! The matter itself: claims, what was found, visits and meetings.

use std::collections::BTreeSet;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    ActId, ClaimId, OfficeId, StaffId,
    act::{ClaimMerit, ClaimSaid, ClaimTrack, FindingMethod, MeetingKind, OpinionSaid, OutcomeKind, Term, VisitKind},
};

/// What a claim comes to and how it ended (诉求; DOMAIN C17, H06, H07, H29, H30).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ClaimHandling {
    /// The claim.
    pub claim: ClaimId,
    /// What it comes to: every assessment that no later one took the place of.
    pub assessments: Vec<ClaimAssessment>,
    /// How it ended: every outcome that no later one took the place of.
    pub outcomes: Vec<ClaimEnd>,
    /// Whether assessments or outcomes stand side by side that differ.
    pub contested: bool,
    /// Whether it is a clear entitlement, or one view has it so, that was not settled in full or taken to a path of the
    /// law: the case is not closed before (DOMAIN H07).
    pub blocks_closing: bool,
}

/// One assessment of a claim (诉求研判; DOMAIN C17).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ClaimAssessment {
    /// The act.
    pub act: ActId,
    /// What it comes to.
    pub merit: ClaimMerit,
    /// What is to be done about it.
    pub track: ClaimTrack,
    /// Why.
    pub reason: String,
    /// The unit that answers for it, where one was named.
    pub unit: Option<OfficeId>,
}

/// One outcome of a claim (办理结果; DOMAIN H07, H30).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ClaimEnd {
    /// The act.
    pub act: ActId,
    /// How it ended.
    pub outcome: OutcomeKind,
    /// In words.
    pub text: String,
    /// How much, as a decimal number.
    pub quantity: Option<String>,
    /// Of what.
    pub unit: Option<String>,
}

/// How far a finding has come (DOMAIN H02, K10).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FindingState {
    /// It is voted on.
    Open,
    /// It was finished, and more than half of its participants concur.
    Valid,
    /// It was finished without such a majority.
    NotCarried,
    /// It was finished, but votes beside that turn the majority: it has to be finished again (K10).
    Unsettled,
    /// A later version took its place.
    Replaced,
}

/// A finding and the votes on it (核查报告; DOMAIN H02).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FindingView {
    /// The act.
    pub act: ActId,
    /// What votes stand over.
    pub content_hash: String,
    /// Who takes part.
    pub participants: BTreeSet<StaffId>,
    /// How it was found.
    pub methods: BTreeSet<FindingMethod>,
    /// The facts.
    pub text: String,
    /// What in substance brought the matter about.
    pub substance_cause: String,
    /// What in procedure did.
    pub procedure_cause: String,
    /// How far it has come.
    pub state: FindingState,
    /// Participants who concur.
    pub concurring: u32,
    /// Participants who dissent, or whose votes contradict each other.
    pub dissenting: u32,
    /// How many have to concur.
    pub needed: u32,
    /// Every vote, with its words as they were given.
    pub votes: Vec<VoteView>,
    /// The acts that finished it, the latest only.
    pub finished_by: Vec<ActId>,
    /// The version it replaces.
    pub replaces: Option<ActId>,
}

/// One vote (表决; DOMAIN H02).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct VoteView {
    /// The act.
    pub act: ActId,
    /// Who.
    pub by: StaffId,
    /// Whether they concur.
    pub concur: bool,
    /// Their words.
    pub text: String,
    /// Whether it counts: its flags in the timeline say why not.
    pub counts: bool,
}

/// One visit (走访、回访; DOMAIN H10, F07, F18, F19).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct VisitView {
    /// The act.
    pub act: ActId,
    /// What kind.
    pub kind: VisitKind,
    /// When.
    pub on: Date,
    /// For which office.
    pub office: OfficeId,
    /// Where.
    pub place: String,
    /// The petitioner's own words.
    pub petitioner_words: Option<String>,
    /// Staff who went along.
    pub team: Vec<StaffId>,
    /// Whether nobody could be met.
    pub missed: bool,
}

/// A visit that was announced and not made yet (DOMAIN F18, F19).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct VisitDue {
    /// The visit or the aid that announced it.
    pub act: ActId,
    /// The office that did.
    pub office: OfficeId,
    /// The day.
    pub on: Date,
}

/// One meeting (会商、接访、协调会、听证; DOMAIN H03, H08, H09, H12).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MeetingView {
    /// The act.
    pub act: ActId,
    /// What kind.
    pub kind: MeetingKind,
    /// When.
    pub on: Date,
    /// Where.
    pub place: String,
    /// The leader who held it.
    pub leader: Option<StaffId>,
    /// Offices that were there.
    pub units: Vec<OfficeId>,
    /// Whether the petitioner was there.
    pub petitioner_present: bool,
    /// The minutes.
    pub text: String,
    /// What brought the matter about, where that was discussed.
    pub causes: String,
    /// Opinions, word by word.
    pub opinions: Vec<OpinionSaid>,
    /// What it came to, claim by claim.
    pub outcomes: Vec<ClaimSaid>,
    /// What is to be done.
    pub tasks: Vec<Term>,
}
