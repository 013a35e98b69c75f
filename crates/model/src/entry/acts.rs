//! The acts on an entry: they are only ever added, like those on a case, and the entry is folded from them.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{ACCESS_LOG, EntryData, EntryView, Values, kind, limits};
use crate::{ActBody, Directory, Refusal, refusal, text};

/// A revision (修订): the fields that change, with their new values; an empty text or list clears a field.
///
/// Takes the place of what its author had seen in these fields, and of nothing else.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Revise {
    /// The new values by field.
    pub values: Values,
}

/// A response (反馈、回复): to the entry as a whole, or to one of its tasks.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Respond {
    /// What is answered.
    pub text: String,
    /// The day of the response.
    pub on: Date,
    /// The number of the task it answers; none: the entry as a whole.
    #[serde(default)]
    pub task: Option<String>,
    /// Whether what was asked is done with it.
    #[serde(default)]
    pub done: bool,
}

/// Striking out (作废): the entry stays readable and counts no more, until a later revision restores it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Strike {
    /// Why.
    pub reason: String,
}

/// Publication (公示、公布、印发).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Publish {
    /// The day from which it is public.
    pub on: Date,
    /// Where: a notice board, a hall, a site, a distribution list.
    pub place: String,
}

/// Whether an act on an entry may be recorded now; `view` is the entry so far, none before there is one.
///
/// # Errors
/// A refusal that names everything that is missing or not right.
pub fn check_entry(body: &ActBody, view: Option<&EntryView>, directory: &Directory) -> Result<(), Refusal> {
    let entered = || view.filter(|view| view.entered_by.is_some());
    let there = || entered().ok_or_else(|| Refusal::because(&refusal::NOT_ENTERED));
    match body {
        ActBody::Enter(_) if entered().is_some() => Err(Refusal::because(&refusal::ALREADY_ENTERED)),
        ActBody::Enter(data) => data.check(directory),
        ActBody::Revise(revise) => revise.check(there()?, directory),
        ActBody::Respond(respond) => respond.check(standing(there()?)?),
        ActBody::Strike(strike) => {
            standing(there()?)?;
            text::written("reason", &strike.reason, crate::act::limits::REASON_CHARS)
        }
        ActBody::Publish(publish) => publish.check(standing(there()?)?),
        ActBody::Access(access) if there()?.kind == ACCESS_LOG => access.sound(),
        other => Err(Refusal::because(&refusal::WRONG_DOCUMENT).missing(other.kind())),
    }
}

/// The entry, unless it was struck out.
fn standing(view: &EntryView) -> Result<&EntryView, Refusal> {
    if view.struck_by.is_some() { Err(Refusal::because(&refusal::ENTRY_STRUCK)) } else { Ok(view) }
}

impl Revise {
    fn check(&self, view: &EntryView, directory: &Directory) -> Result<(), Refusal> {
        if self.values.is_empty() {
            return Err(Refusal::because(&refusal::TEXT_MISSING).missing("values"));
        }
        let mut values = view.values.clone();
        for (field, value) in &self.values {
            if value.is_empty() && kind(&view.kind).is_some_and(|kind| kind.field(field).is_some()) {
                values.remove(field);
            } else {
                values.insert(field.clone(), value.clone());
            }
        }
        EntryData { kind: view.kind.clone(), values }.check(directory)
    }
}

impl Respond {
    fn check(&self, view: &EntryView) -> Result<(), Refusal> {
        text::written("text", &self.text, limits::TEXT_CHARS)?;
        match &self.task {
            Some(no) if !view.tasks.iter().any(|task| task.no == *no) => {
                let known = view.tasks.iter().map(|task| task.no.as_str()).collect::<Vec<_>>().join("|");
                Err(Refusal::because(&refusal::NO_SUCH_TASK).missing(known))
            }
            _ => Ok(()),
        }
    }
}

impl Publish {
    fn check(&self, view: &EntryView) -> Result<(), Refusal> {
        if let Some(conflict) = view.conflicts.first() {
            return Err(Refusal::because(&refusal::ENTRY_IN_CONFLICT).missing(conflict.field.as_str()));
        }
        text::written("place", &self.place, limits::LINE_CHARS)?;
        text::one_line("place", &self.place, limits::LINE_CHARS)
    }
}
