//! An entry folded from its acts: pure and total, the same acts in any order give the same view.
//!
//! A field's value is what was written last by those who had seen the other writes. Writes that had not seen each
//! other stand side by side (DOMAIN K14): the one that comes last in the order of the timeline is shown, all are named.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{Timestamp, civil::Date};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Advice, EntryKind, Publish, Respond, Value, Values, check, kind};
use crate::{
    Act, ActBody, ActGraph, ActId, CaseRecord, Directory, EntryId, OfficeId, StaffId, act, causality::Ranks, schedule,
};

/// An entry as people read it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct EntryView {
    /// The entry.
    pub id: EntryId,
    /// The office that keeps it.
    pub home: OfficeId,
    /// Its kind; empty before it is entered.
    pub kind: String,
    /// The values by field.
    pub values: Values,
    /// Fields that were written concurrently.
    pub conflicts: Vec<EntryConflict>,
    /// What is missing or not right in the values as they stand: other devices may have entered them.
    pub missing: Vec<String>,
    /// The act that entered it.
    pub entered_by: Option<ActId>,
    /// How many revisions.
    pub revisions: u32,
    /// Its tasks, by number.
    pub tasks: Vec<TaskView>,
    /// Responses to the entry as a whole, in the order of the timeline.
    pub responses: Vec<ActId>,
    /// By when somebody has to respond.
    pub answer_due: Option<Date>,
    /// The offices that have to.
    pub answer_from: Vec<OfficeId>,
    /// The response that said that what was asked is done.
    pub answered_by: Option<ActId>,
    /// Dates that follow from others.
    pub dates: Vec<DerivedDate>,
    /// What ought to be and is not: shown, never a reason to refuse.
    #[serde(default)]
    pub lacks: Vec<Lack>,
    /// Where and when it was made public, in the order of the timeline.
    pub published: Vec<Publication>,
    /// Whether a revision came that the last publication had not seen.
    pub changed_since_published: bool,
    /// What was shown to whom, in the order of the timeline: of a log of accesses alone. A log that is struck out keeps it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accesses: Vec<Accessed>,
    /// The act that struck it out, unless a later revision restored it.
    pub struck_by: Option<ActId>,
    /// Why it was struck out.
    pub struck_because: Option<String>,
    /// Acts that have no effect on an entry of this kind, or need a newer version.
    pub not_understood: Vec<ActId>,
    /// What the next act is based on.
    pub heads: Vec<ActId>,
}

/// A field that was written concurrently.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct EntryConflict {
    /// The field.
    pub field: String,
    /// Every value, in the order of the timeline; the last is the one shown.
    pub values: Vec<EntryValue>,
}

/// One of the values of a conflict.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct EntryValue {
    /// The value; none: cleared.
    pub value: Option<Value>,
    /// The act that wrote it.
    pub act: ActId,
    /// Who wrote it.
    pub by: StaffId,
}

/// A task within an entry: what a meeting laid upon an office, with its limit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TaskView {
    /// Its number within the entry.
    pub no: String,
    /// What is to be done.
    pub what: String,
    /// The office that has to.
    pub office: Option<OfficeId>,
    /// The member of staff who has to.
    pub staff: Option<StaffId>,
    /// By when.
    pub due: Option<Date>,
    /// The responses, in the order of the timeline.
    pub responses: Vec<ActId>,
    /// The response that said that it is done.
    pub done_by: Option<ActId>,
}

/// A date that follows from another (DOMAIN V03, V04, V09, V10).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DerivedDate {
    /// The requirement row it comes from.
    pub rule: String,
    /// The last day.
    pub due: Date,
    /// When it was done, where it was.
    pub met_on: Option<Date>,
}

/// Fewer people or offices than a requirement row asks for (DOMAIN V06).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Lack {
    /// The requirement row.
    pub rule: String,
    /// The field.
    pub field: String,
    /// Whether offices are counted, not people.
    pub offices: bool,
    /// How many there are.
    pub has: usize,
    /// How many there are to be.
    pub at_least: usize,
}

/// One publication.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Publication {
    /// The act.
    pub act: ActId,
    /// The day from which it is public.
    pub on: Date,
    /// Where.
    pub place: String,
}

/// One access (查阅): who was shown what, when and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Accessed {
    /// The act.
    pub act: ActId,
    /// Who.
    pub by: StaffId,
    /// For which office.
    pub office: OfficeId,
    /// When, by the clock of their device.
    pub at: Timestamp,
    /// What, and why.
    #[serde(flatten)]
    pub what: act::Access,
}

impl EntryView {
    /// Whether it counts: entered, and not struck out.
    #[must_use]
    pub fn stands(&self) -> bool {
        self.entered_by.is_some() && self.struck_by.is_none()
    }

    /// Whether somebody still has to respond.
    #[must_use]
    pub fn awaits_answer(&self) -> bool {
        self.stands() && self.answer_due.is_some() && self.answered_by.is_none()
    }

    /// What of it is due after `today` or was due before and is not done: tasks, the answer, the derived dates.
    #[must_use]
    pub fn open_dates(&self) -> Vec<Date> {
        if !self.stands() {
            return Vec::new();
        }
        let tasks = self.tasks.iter().filter(|task| task.done_by.is_none()).filter_map(|task| task.due);
        let answer = self.answer_due.filter(|_| self.answered_by.is_none());
        let dates = self.dates.iter().filter(|date| date.met_on.is_none()).map(|date| date.due);
        let open: BTreeSet<Date> = tasks.chain(answer).chain(dates).collect();
        open.into_iter().collect()
    }
}

/// Folds an entry from the document that holds it. Never fails and never panics, whatever the record holds.
#[must_use]
pub fn fold_entry(record: &CaseRecord, directory: &Directory) -> EntryView {
    let graph = ActGraph::new(&record.acts);
    let acts = graph.in_order(&record.acts);
    let mut folding = Folding { graph: &graph, acts: &acts, writes: BTreeMap::new(), revisions: Vec::new() };
    let mut heads = graph.heads();
    heads.drain(..heads.len().saturating_sub(act::limits::BASED_ON));
    let mut view = EntryView {
        id: EntryId(record.id.0),
        home: record.home,
        kind: String::new(),
        values: Values::new(),
        conflicts: Vec::new(),
        missing: Vec::new(),
        entered_by: None,
        revisions: 0,
        tasks: Vec::new(),
        responses: Vec::new(),
        answer_due: None,
        answer_from: Vec::new(),
        answered_by: None,
        dates: Vec::new(),
        lacks: Vec::new(),
        published: Vec::new(),
        changed_since_published: false,
        accesses: Vec::new(),
        struck_by: None,
        struck_because: None,
        not_understood: Vec::new(),
        heads,
    };
    let (mut responds, mut strikes, mut publishes) = (Vec::new(), Vec::new(), Vec::new());
    for (rank, act) in acts.iter().enumerate() {
        match &act.body {
            ActBody::Enter(data) if view.entered_by.is_none() => {
                view.entered_by = Some(act.id);
                view.kind.clone_from(&data.kind);
                folding.write(rank, &data.values);
            }
            // The same entry made twice on devices that had not heard of each other: their fields stand side by side.
            ActBody::Enter(data) if data.kind == view.kind => folding.write(rank, &data.values),
            ActBody::Revise(revise) => {
                folding.revisions.push(rank);
                folding.write(rank, &revise.values);
            }
            ActBody::Respond(respond) => responds.push((rank, respond)),
            ActBody::Strike(strike) => strikes.push((rank, strike)),
            ActBody::Publish(publish) => publishes.push((rank, publish)),
            ActBody::Access(what) => {
                let (by, office, at, what) = (act.by, act.office, act.made_at, what.clone());
                view.accesses.push(Accessed { act: act.id, by, office, at, what });
            }
            _ => view.not_understood.push(act.id),
        }
    }
    view.revisions = u32::try_from(folding.revisions.len()).unwrap_or(u32::MAX);
    folding.values(&mut view);
    folding.published(&publishes, &mut view);
    if let Some((rank, strike)) = strikes.iter().find(|(rank, _)| !folding.revised_after(*rank)) {
        view.struck_by = Some(acts[*rank].id);
        view.struck_because = Some(strike.reason.clone());
    }
    if let Some(kind) = kind(&view.kind) {
        view.missing = check::wrong(kind, &view.values, directory);
        view.tasks = tasks(&view.values);
        if let Some(answer) = kind.answer {
            view.answer_due = view.values.get(answer.due).and_then(Value::as_date);
            view.answer_from = view.values.get(answer.from).map(offices).unwrap_or_default();
        }
        view.dates = dates(kind, &view.values);
        view.lacks = lacks(kind, &view.values, directory);
    }
    for (rank, respond) in &responds {
        answer(&mut view, acts[*rank].id, respond);
    }
    view
}

struct Folding<'a> {
    graph: &'a ActGraph,
    acts: &'a [&'a Act],
    /// Per field, who wrote what, in the order of the timeline.
    writes: BTreeMap<&'a str, Vec<(usize, &'a Value)>>,
    revisions: Vec<usize>,
}

impl<'a> Folding<'a> {
    fn write(&mut self, rank: usize, values: &'a Values) {
        for (field, value) in values {
            self.writes.entry(field.as_str()).or_default().push((rank, value));
        }
    }

    /// The values that hold: per field, the writes that no later write of it had seen.
    fn values(&self, view: &mut EntryView) {
        for (field, writes) in &self.writes {
            let live = self.live(writes);
            let Some((_, last)) = live.last() else { continue };
            if !last.is_empty() {
                view.values.insert((*field).to_owned(), (*last).clone());
            }
            if live.iter().any(|(_, value)| value != last) {
                let values = live
                    .iter()
                    .map(|(rank, value)| EntryValue {
                        value: Some((*value).clone()).filter(|value| !value.is_empty()),
                        act: self.acts[*rank].id,
                        by: self.acts[*rank].by,
                    })
                    .collect();
                view.conflicts.push(EntryConflict { field: (*field).to_owned(), values });
            }
        }
    }

    /// From the latest write back: what was seen by one that came after it is gone.
    fn live(&self, writes: &[(usize, &'a Value)]) -> Vec<(usize, &'a Value)> {
        let mut seen = Ranks::default();
        let mut live = Vec::new();
        for (rank, value) in writes.iter().rev() {
            if !seen.has(*rank) {
                live.push((*rank, *value));
                seen.add_all(self.graph.seen(*rank));
            }
        }
        live.reverse();
        live
    }

    /// Whether a revision had seen the act at `rank`.
    fn revised_after(&self, rank: usize) -> bool {
        self.revisions.iter().any(|revision| self.graph.seen(*revision).has(rank))
    }

    fn published(&self, publishes: &[(usize, &Publish)], view: &mut EntryView) {
        for (rank, publish) in publishes {
            view.published.push(Publication { act: self.acts[*rank].id, on: publish.on, place: publish.place.clone() });
        }
        view.changed_since_published = !publishes.is_empty()
            && self
                .revisions
                .iter()
                .any(|revision| publishes.iter().all(|(publish, _)| !self.graph.seen(*publish).has(*revision)));
    }
}

/// The offices that a field names: one, or a list.
fn offices(value: &Value) -> Vec<OfficeId> {
    let one = std::slice::from_ref(value);
    let named = if value.as_text().is_some() { one } else { value.items() };
    named.iter().filter_map(|office| office.as_text()?.parse().ok()).collect()
}

/// The rows of the field `tasks`.
fn tasks(values: &Values) -> Vec<TaskView> {
    let text = |row: &Values, field: &str| row.get(field).and_then(Value::as_text).unwrap_or_default().to_owned();
    let mut tasks = Vec::new();
    for row in values.get("tasks").map(Value::items).unwrap_or_default() {
        let Value::Row(row) = row else { continue };
        tasks.push(TaskView {
            no: text(row, "no"),
            what: text(row, "what"),
            office: text(row, "office").parse().ok(),
            staff: text(row, "staff").parse().ok(),
            due: row.get("due").and_then(Value::as_date),
            responses: Vec::new(),
            done_by: None,
        });
    }
    tasks
}

fn dates(kind: &EntryKind, values: &Values) -> Vec<DerivedDate> {
    let date = |field: &str| values.get(field).and_then(Value::as_date);
    kind.derived
        .iter()
        .filter_map(|derived| {
            let due = schedule::planned(derived.plan, date(derived.from)?)?;
            Some(DerivedDate { rule: derived.carries.to_owned(), due, met_on: date(derived.met_on) })
        })
        .collect()
}

fn lacks(kind: &EntryKind, values: &Values, directory: &Directory) -> Vec<Lack> {
    let lack = |advice: &Advice| {
        let (field, value) = advice.when;
        if values.get(field).and_then(Value::as_text) != Some(value) {
            return None;
        }
        let staff = values.get(advice.staff).map(Value::items).unwrap_or_default();
        let staff: BTreeSet<StaffId> = staff.iter().filter_map(Value::as_id).collect();
        let offices = || staff.iter().filter_map(|staff| directory.staff.get(staff)).map(|staff| staff.office);
        let has = if advice.offices { offices().collect::<BTreeSet<_>>().len() } else { staff.len() };
        let (rule, field) = (advice.carries.to_owned(), advice.staff.to_owned());
        (has < advice.at_least).then_some(Lack { rule, field, offices: advice.offices, has, at_least: advice.at_least })
    };
    kind.advice.iter().filter_map(lack).collect()
}

fn answer(view: &mut EntryView, act: ActId, respond: &Respond) {
    match &respond.task {
        Some(no) => {
            for task in view.tasks.iter_mut().filter(|task| task.no == *no) {
                task.responses.push(act);
                if respond.done && task.done_by.is_none() {
                    task.done_by = Some(act);
                }
            }
        }
        None => {
            view.responses.push(act);
            if respond.done && view.answered_by.is_none() {
                view.answered_by = Some(act);
            }
        }
    }
}
