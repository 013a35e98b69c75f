//! 登记与受理, as people read it: how it came in, what it is, whose it is.

use std::collections::BTreeSet;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    ActId, Config, Directory, EntryId, OfficeId,
    act::{CaseKind, Channel, Classify, Secrecy, Source, Urgency},
};

/// 登记与受理: how it came in, what it is, whose it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct IntakeView {
    /// What the case is. An early sign that was accepted is a petition (DOMAIN I25).
    pub kind: CaseKind,
    /// Where it was assigned from (上级交办; DOMAIN I02, I26).
    pub source: Option<Source>,
    /// The screening round that found it (DOMAIN I03).
    pub screening: Option<EntryId>,
    /// Who may read it.
    pub secrecy: Secrecy,
    /// The offices it accuses: it never reaches them (Art. 46).
    pub accused: BTreeSet<OfficeId>,
    /// Every contact, the registration first (来信来访; DOMAIN I13).
    pub contacts: Vec<ContactView>,
    /// Batches of all contacts (批次; DOMAIN I18).
    pub batches: u32,
    /// Persons of all contacts (人次; DOMAIN I18).
    pub persons: u32,
    /// What was made clear so far (五个明确; DOMAIN I08).
    pub clarified: Clarified,
    /// Which of the five are there.
    pub clarities: Clarities,
    /// What kind of matter it is (分类).
    pub classification: Option<Classification>,
    /// Classifications beside that one, which had not seen it.
    pub classified_otherwise: Vec<Classification>,
    /// How urgent it is: several where they had not seen each other. See [`IntakeView::urgency_on`].
    pub urgency: Vec<UrgencyView>,
    /// What holds about acceptance now: under K6 the acceptance.
    pub decision: Option<Decision>,
    /// Every decision about acceptance and every passing on, in order.
    pub decisions: Vec<Decision>,
    /// Objections to transfers and assignments (管辖异议).
    pub objections: Vec<ObjectionView>,
    /// The petitioner's withdrawal, where it holds (撤回); under K16 it is noted only.
    pub withdrawn: Option<Withdrawal>,
    /// Withdrawals that are noted beside a reply, until K16 is settled.
    pub withdrawals_noted: Vec<Withdrawal>,
}

impl IntakeView {
    /// Whether the matter accuses this office, or one above it: it never reaches either (Art. 46).
    #[must_use]
    pub fn accuses(&self, directory: &Directory, office: OfficeId) -> bool {
        self.accused.iter().any(|accused| directory.is_ancestor_or_self(*accused, office))
    }

    /// The contact that this act recorded.
    #[must_use]
    pub fn contact(&self, act: ActId) -> Option<&ContactView> {
        self.contacts.iter().find(|contact| contact.act == act)
    }

    /// Whether the case is accepted (受理).
    #[must_use]
    pub fn is_accepted(&self) -> bool {
        self.decision.as_ref().is_some_and(|decision| decision.outcome == Outcome::Accepted)
    }

    /// How urgent the case is on a day (DOMAIN C14): of those that still hold the most urgent, as the configuration
    /// orders its colours.
    #[must_use]
    pub fn urgency_on(&self, day: Date, config: &Config) -> Option<&UrgencyView> {
        let place = |urgency: &&UrgencyView| {
            let at = config.colours.iter().position(|colour| colour.id == urgency.what.colour);
            at.unwrap_or(config.colours.len())
        };
        self.urgency.iter().filter(|urgency| day <= urgency.what.until).min_by_key(place)
    }

    /// Contacts that have no answer yet (DOMAIN F23, I13).
    pub fn unanswered(&self) -> impl Iterator<Item = &ContactView> {
        self.contacts.iter().filter(|contact| contact.answered_by.is_none())
    }
}

/// One contact (来信、来访; DOMAIN I13, I18, R19).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ContactView {
    /// The registration, or the further contact.
    pub act: ActId,
    /// How it came in.
    pub channel: Channel,
    /// The day it came in.
    pub received_on: Date,
    /// What it was about.
    pub summary: String,
    /// Persons who came.
    pub persons: u32,
    /// Batches in which they came.
    pub batches: u32,
    /// Who spoke for a group.
    pub representatives: Vec<String>,
    /// The code by which its progress is asked for.
    pub receipt_code: String,
    /// The office that received it.
    pub office: OfficeId,
    /// The office that answers for it now: the receiver until another took it over (首问负责).
    pub owner: OfficeId,
    /// The handing over that waits to be taken.
    pub handed_over: Option<HandedOver>,
    /// The first reply, or notice of no further acceptance, that had seen it.
    pub answered_by: Option<ActId>,
    /// The first serving that had seen that answer (处理有反馈).
    pub told_by: Option<ActId>,
}

/// A handing over that waits to be taken (首问移交).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct HandedOver {
    /// The act.
    pub act: ActId,
    /// The office that is to take it.
    pub to: OfficeId,
    /// What it should know.
    pub text: String,
}

/// What was made clear so far: each part as the latest said it (五个明确; DOMAIN I08).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Clarified {
    /// The policy that applies (政策界定).
    pub policy: String,
    /// The handling that is proposed (办理意见).
    pub opinion: String,
    /// The unit that should be in charge (牵头单位).
    pub lead_unit: Option<OfficeId>,
}

/// Which of the five clarities are there (五个明确; DOMAIN I08): the gate before a matter is assigned.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Clarities {
    /// 信访人信息.
    pub petitioner: bool,
    /// 诉求.
    pub claim: bool,
    /// 政策界定.
    pub policy: bool,
    /// 办理意见.
    pub opinion: bool,
    /// 牵头单位.
    pub lead_unit: bool,
}

impl Clarities {
    /// Those that are missing, in the order of the rule.
    #[must_use]
    pub fn missing(&self) -> Vec<&'static str> {
        let five = [
            (self.petitioner, "petitioner"),
            (self.claim, "claim"),
            (self.policy, "policy"),
            (self.opinion, "opinion"),
            (self.lead_unit, "lead_unit"),
        ];
        five.into_iter().filter_map(|(there, name)| (!there).then_some(name)).collect()
    }
}

/// A classification and the act that made it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Classification {
    /// The act.
    pub act: ActId,
    /// What it says.
    pub what: Classify,
}

/// The urgency of the case and the act that gave it (DOMAIN C14).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct UrgencyView {
    /// The act.
    pub act: ActId,
    /// Colour, reason, last day.
    pub what: Urgency,
}

/// What was decided about a matter (受理、不予受理、不再受理、转送、转办).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// 受理.
    Accepted,
    /// 不予受理.
    NotAccepted,
    /// 不再受理.
    NoLongerAccepted,
    /// 转送.
    Transferred,
    /// 转办.
    Referred,
}

/// One decision about acceptance, or one passing on (DOMAIN I14 to I16).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Decision {
    /// The act.
    pub act: ActId,
    /// What was decided.
    pub outcome: Outcome,
    /// The office that decided.
    pub office: OfficeId,
    /// The day it is declared for.
    pub on: Date,
    /// Number of the written notice or letter.
    pub notice_no: Option<String>,
    /// Why.
    pub reason: String,
    /// The office it was passed on to.
    pub to: Option<OfficeId>,
    /// The unit outside this ledger that it was passed on to.
    pub to_name: Option<String>,
    /// By when an answer is asked for.
    pub feedback_by: Option<Date>,
    /// The answer by which it came back.
    pub returned_by: Option<ActId>,
    /// Whether it holds: no later decision, return or settlement took its place.
    pub holds: bool,
}

/// An objection to a transfer or an assignment, and its answers (管辖异议; Art. 23).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ObjectionView {
    /// The act.
    pub act: ActId,
    /// The transfer or assignment.
    pub of: ActId,
    /// The office that sent the matter, and decides.
    pub sender: OfficeId,
    /// The office that objects.
    pub office: OfficeId,
    /// The day it is declared for.
    pub on: Date,
    /// The last day for it; none where the configuration cannot say.
    pub until: Option<Date>,
    /// Why.
    pub reason: String,
    /// The sender's answers: several where they had not seen each other.
    pub answers: Vec<ActId>,
    /// Whether the matter went back: every answer agrees.
    pub returned: bool,
}

/// The petitioner's withdrawal (撤回).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Withdrawal {
    /// The act.
    pub act: ActId,
    /// The day they said so.
    pub received_on: Date,
    /// Their own words.
    pub words: String,
    /// Whether they signed it.
    pub in_writing: bool,
}
