//! Whether an act may be recorded now. What each kind needs stands with the kind, in `act/`; here is what they ask.
//!
//! A check guards the person who records. It is no guard against other devices: what they recorded, concurrently or
//! with an older version, is folded as it is, and contradictions become disputes.

use jiff::civil::Date;

use crate::{ActBody, Author, CaseRecord, CaseView, Deadline, Directory, Refusal, Stage, refusal};

/// Everything a check may look at.
pub(crate) struct Situation<'a> {
    pub(crate) record: &'a CaseRecord,
    pub(crate) view: &'a CaseView,
    pub(crate) author: &'a Author,
    pub(crate) directory: &'a Directory,
    pub(crate) today: Date,
}

impl Situation<'_> {
    /// Refuses when the case is not registered.
    pub(crate) fn registered(&self) -> Result<(), Refusal> {
        if self.view.stage == Stage::Draft { Err(Refusal::because(&refusal::NOT_REGISTERED)) } else { Ok(()) }
    }

    /// The deadline of handling: there from acceptance on.
    pub(crate) fn handling(&self) -> Option<&Deadline> {
        self.view.deadlines.iter().find(|deadline| deadline.rule == Deadline::HANDLE)
    }

    /// Whether the case is accepted.
    pub(crate) fn accepted(&self) -> bool {
        self.handling().is_some()
    }
}

/// Whether `author` may record this act now: `view` is `record` folded, `today` the author's date.
///
/// # Errors
/// A refusal that names the rule, what is missing, and who could do it.
pub fn check(
    record: &CaseRecord,
    view: &CaseView,
    body: &ActBody,
    author: &Author,
    directory: &Directory,
    today: Date,
) -> Result<(), Refusal> {
    body.check(&Situation { record, view, author, directory, today })
}

#[cfg(test)]
mod tests;
