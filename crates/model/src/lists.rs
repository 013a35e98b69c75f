//! What a case puts on the lists of offices: what is owed by a day, and what people have to decide. Pure functions of the
//! folded case, so that whoever keeps such lists renews them with that case alone.

use std::collections::BTreeSet;

use jiff::{Timestamp, ToSpan as _, civil::Date};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    Act, ActId, CaseRecord, CaseView, Deadline, DeadlineState, DeviceId, Dispute, FieldConflict, OfficeId, StaffId,
    config::{Clock, Sense},
    conflict_dispute,
};

/// The name under which a step of a plan stands on the list of what is due.
pub const STEP: &str = "plan-step";
/// Days before its last day from which on a step is due soon: a plan says nothing about when to warn.
const STEP_WARN_DAYS: i8 = 3;
/// Acts that one side of a dispute had seen last, as far as they are told.
const SEEN_TOLD: usize = 8;
/// Characters of a text that a side is told with.
const TOLD_CHARS: usize = 120;

/// Something that an office owes in a case (到期事项): a time limit of the rules, a promise, an answer, a step of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DueItem {
    /// The rule of the time limit: `handle-60d`; [`STEP`] for a step of a plan.
    pub rule: String,
    /// What people call it; of a step, what is to be done.
    pub name: String,
    /// The clock it runs on.
    pub clock: Clock,
    /// Whose duty it is.
    pub office: OfficeId,
    /// The act that started it.
    pub act: ActId,
    /// The last day; none where nobody can say.
    pub due: Option<Date>,
    /// It does not end before this day, even where `due` is not known.
    pub at_earliest: Option<Date>,
    /// From this day on it is due soon.
    pub warn_on: Option<Date>,
    /// Whether it stands still.
    pub paused: bool,
}

impl DueItem {
    /// How it stands on a day.
    #[must_use]
    pub fn state(&self, today: Date) -> DeadlineState {
        match self.due {
            _ if self.paused => DeadlineState::Paused,
            None => DeadlineState::Unknown,
            Some(due) if today > due => DeadlineState::Late,
            Some(due) if today == due => DeadlineState::DueToday,
            Some(_) if self.warn_on.is_some_and(|warn| warn <= today) => DeadlineState::Soon,
            Some(_) => DeadlineState::OnTime,
        }
    }

    /// The same without words of the case: what a step is to do is said in it alone.
    #[must_use]
    pub fn withheld(mut self) -> Self {
        if self.rule == STEP {
            self.name.clear();
        }
        self
    }

    fn of(deadline: &Deadline) -> Self {
        Self {
            rule: deadline.rule.clone(),
            name: deadline.name.clone(),
            clock: deadline.clock,
            office: deadline.office,
            act: deadline.starts_by,
            due: deadline.due,
            at_earliest: deadline.at_earliest,
            warn_on: deadline.warn_on,
            paused: deadline.paused_now,
        }
    }
}

/// What offices still owe in a case. What somebody may use, and need not, is no duty and stands on no list.
#[must_use]
pub fn due_items(view: &CaseView) -> Vec<DueItem> {
    let open = |deadline: &&Deadline| deadline.sense == Sense::Duty && deadline.met_by.is_none();
    let mut items: Vec<_> = view.deadlines.iter().filter(open).map(DueItem::of).collect();
    // K1: while two units are in charge, each of them has the matter in hand, and the days run for both.
    let units: BTreeSet<OfficeId> = view.duty.units().collect();
    let held = items.iter().filter(|item| item.clock == Clock::Holding && units.contains(&item.office));
    let beside = |item: &DueItem| {
        let others = units.iter().filter(|unit| **unit != item.office);
        others.map(|unit| DueItem { office: *unit, ..item.clone() }).collect::<Vec<_>>()
    };
    let beside: Vec<_> = held.flat_map(beside).collect();
    items.extend(beside);
    let plans = view.duty.plans.iter().filter(|_| !view.closed);
    let steps = plans.flat_map(|plan| plan.steps.iter().map(move |step| (plan.act, step)));
    items.extend(steps.filter(|(_, step)| step.done_by.is_none()).filter_map(|(act, step)| {
        let due = step.due?;
        Some(DueItem {
            rule: STEP.to_owned(),
            name: step.text.clone(),
            clock: Clock::Holding,
            office: step.office,
            act,
            due: Some(due),
            at_earliest: None,
            warn_on: due.checked_sub(STEP_WARN_DAYS.days()).ok(),
            paused: false,
        })
    }));
    items
}

/// The staff who have the case to do: who leads it, who shares the lead, who handles it, who is on the team of its plan.
#[must_use]
pub fn on_duty(view: &CaseView) -> Vec<StaffId> {
    let handlers = view.duty.in_charge.iter().filter_map(|charge| charge.handler);
    let teams = view.duty.plans.iter().flat_map(|plan| plan.team.iter().copied());
    let mut staff: Vec<_> = view.duty.leads().chain(handlers).chain(view.handler).chain(teams).collect();
    staff.sort_unstable();
    staff.dedup();
    staff
}

/// An act that the author of another had seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SeenAct {
    /// The act.
    pub act: ActId,
    /// Its kind.
    pub kind: String,
    /// The office.
    pub office: OfficeId,
    /// The date it is declared for.
    pub effective_on: Date,
}

/// One side of a dispute of record: who decided what, when, on which device, having seen what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Side {
    /// The act.
    pub act: ActId,
    /// Its kind.
    pub kind: String,
    /// Who.
    pub by: StaffId,
    /// For which office.
    pub office: OfficeId,
    /// On which device.
    pub device: DeviceId,
    /// When, by that device's clock.
    pub made_at: Timestamp,
    /// The date it is declared for.
    pub effective_on: Date,
    /// What it says, its long texts cut.
    pub says: Value,
    /// What its author had seen last.
    pub seen: Vec<SeenAct>,
}

impl Side {
    /// This act of a case, as one side of a dispute.
    #[must_use]
    pub fn of(act: &Act, acts: &[Act]) -> Self {
        let seen = act.based_on.iter().filter_map(|seen| acts.iter().find(|act| act.id == *seen));
        let seen = seen.take(SEEN_TOLD).map(|seen| SeenAct {
            act: seen.id,
            kind: seen.body.kind().to_owned(),
            office: seen.office,
            effective_on: seen.effective_on,
        });
        let mut says = act.body.payload();
        cut(&mut says);
        Self {
            act: act.id,
            kind: act.body.kind().to_owned(),
            by: act.by,
            office: act.office,
            device: act.device,
            made_at: act.made_at,
            effective_on: act.effective_on,
            says,
            seen: seen.collect(),
        }
    }
}

/// Something that people have to decide (待裁决), with all that a sentence about it needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Decision {
    /// The dispute of record.
    pub dispute: Dispute,
    /// Its acts, in its order.
    pub sides: Vec<Side>,
    /// The field, where one was corrected twice (K14).
    pub conflict: Option<FieldConflict>,
}

impl Decision {
    /// A dispute between acts of these.
    #[must_use]
    pub fn of(dispute: Dispute, acts: &[Act]) -> Self {
        let sides = dispute.acts.iter().filter_map(|side| acts.iter().find(|act| act.id == *side));
        Self { sides: sides.map(|act| Side::of(act, acts)).collect(), dispute, conflict: None }
    }

    /// The same without what was said in the case: who decided when, and nothing of what.
    #[must_use]
    pub fn withheld(mut self) -> Self {
        for side in &mut self.sides {
            side.says = Value::Null;
        }
        Self { conflict: None, ..self }
    }

    /// The offices that a decision concerns, beside the one that settles it.
    pub fn offices(&self) -> impl Iterator<Item = OfficeId> + '_ {
        self.sides.iter().map(|side| side.office)
    }
}

/// What people have to decide within a case, and what they should know of: open disputes, notices, and fields with more
/// than one value.
#[must_use]
pub fn decisions(record: &CaseRecord, view: &CaseView) -> Vec<Decision> {
    let open = view.disputes.iter().filter(|dispute| dispute.settled_by.is_none());
    let fields = view.conflicts.iter().map(|conflict| Decision {
        dispute: conflict_dispute(view.id.as_bytes(), view.home, conflict),
        sides: Vec::new(),
        conflict: Some(conflict.clone()),
    });
    open.map(|dispute| Decision::of(dispute.clone(), &record.acts)).chain(fields).collect()
}

/// Cuts long texts: whoever wants to read them opens the case.
fn cut(value: &mut Value) {
    match value {
        Value::String(text) => {
            if let Some((at, _)) = text.char_indices().nth(TOLD_CHARS) {
                text.truncate(at);
                text.push('…');
            }
        }
        Value::Array(values) => values.iter_mut().for_each(cut),
        Value::Object(values) => values.values_mut().for_each(cut),
        _ => {}
    }
}

#[cfg(test)]
mod tests;
