//! 限制知悉, as people read it: who may read the case, who opened it all the same, and what of it is shown to whom.

use std::collections::BTreeSet;

use jiff::{Timestamp, civil::Date};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    ActId, AnswersView, CaseRecord, CaseView, ClosingView, DutyView, HandlingView, IntakeView, LinksView, OfficeId,
    StaffId, SupervisionView,
};

/// What may be read of a case by whoever asks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Reading {
    /// All of it, by everybody in its offices.
    #[default]
    Open,
    /// All of it; others read less.
    Restricted,
    /// Number, office, stage and dates: the rest is withheld from this reader.
    Withheld,
}

/// Who may read the case (限制知悉; DOMAIN 3.1, 3.2).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ReadingView {
    /// What of the case this view shows.
    pub state: Reading,
    /// The restrictions in force: several where they had not seen each other.
    pub restrictions: Vec<Restriction>,
    /// Who may read it while it is restricted: who leads it, shares the lead or handles it, who restricted it, and whom
    /// every restriction names; nobody who stands aside.
    pub readers: BTreeSet<StaffId>,
    /// Who opened it all the same, in order; kept when the time is over.
    pub openings: Vec<Opening>,
}

/// A restriction in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Restriction {
    /// The act: a registration, or a restriction.
    pub act: ActId,
    /// Who.
    pub by: StaffId,
    /// For which office.
    pub office: OfficeId,
    /// The day it is declared for.
    pub on: Date,
    /// Why; a registration gives no reason.
    pub reason: String,
}

/// Somebody opened a restricted case all the same (紧急查阅).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Opening {
    /// The act.
    pub act: ActId,
    /// Who.
    pub by: StaffId,
    /// For which office.
    pub office: OfficeId,
    /// Why.
    pub reason: String,
    /// When, by the clock of their device.
    pub from: Timestamp,
    /// Until when.
    pub until: Timestamp,
}

impl ReadingView {
    /// Whether a restriction is in force.
    #[must_use]
    pub fn is_restricted(&self) -> bool {
        !self.restrictions.is_empty()
    }

    /// Whether a member of staff may read the whole case at a moment. Where nobody said what time it is, no opening counts.
    #[must_use]
    pub fn may_read(&self, staff: Option<StaffId>, now: Option<Timestamp>) -> bool {
        let Some(staff) = staff.filter(|_| self.is_restricted()) else { return !self.is_restricted() };
        let open = |opening: &Opening| now.is_some_and(|now| opening.from <= now && now < opening.until);
        self.readers.contains(&staff) || self.openings.iter().any(|opening| opening.by == staff && open(opening))
    }
}

impl CaseView {
    /// What is shown of a restricted case to who may not read it: number, office, stage, dates, and that it is restricted.
    #[must_use]
    pub fn withheld(self) -> Self {
        Self {
            id: self.id,
            home: self.home,
            number: self.number,
            title: String::new(),
            petitioner: String::new(),
            area: String::new(),
            subject: String::new(),
            channel: None,
            received_on: self.received_on,
            receipt_code: String::new(),
            persons: 0,
            stage: self.stage,
            closed: self.closed,
            flags: self.flags,
            leads: Vec::new(),
            handler: None,
            deadlines: self.deadlines,
            claims: Vec::new(),
            intake: IntakeView::default(),
            duty: DutyView::default(),
            handling: HandlingView::default(),
            answer: AnswersView::default(),
            closing: ClosingView::default(),
            supervision: SupervisionView::default(),
            links: LinksView::default(),
            reading: ReadingView { state: Reading::Withheld, ..ReadingView::default() },
            timeline: Vec::new(),
            disputes: Vec::new(),
            conflicts: Vec::new(),
            notes: 0,
            visits: 0,
            replies: 0,
            contacts: 0,
            last_activity: self.last_activity,
            heads: self.heads,
        }
    }
}

impl CaseRecord {
    /// What is given of a restricted case to who may not read it: whose it is.
    #[must_use]
    pub fn withheld(self) -> Self {
        Self {
            fields: Default::default(),
            narrative: String::new(),
            claims: Default::default(),
            acts: Vec::new(),
            ..self
        }
    }
}
