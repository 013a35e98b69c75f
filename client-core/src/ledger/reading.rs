//! What the person at this device may read of a case: the one gate between what the device holds and what its queries show.
//!
//! A query asks [`Core::shown`] for a view, [`Core::readable`] before it opens what cannot be shown in part, and hands
//! [`Core::reader`] to the store for lines. The test `only_the_gate_opens_cases_for_queries` names the few files that open
//! cases past it: they write, or compare what nobody is shown.

use jiff::Timestamp;
use rusqlite::Connection;
use taizhang_model::{ActBody, CaseId, CaseRecord, CaseView, Reading};

use super::{CaseStory, Core, Ledger};
use crate::{
    Error,
    store::{cases, reading::Reader},
};

/// Kinds of acts that who may not read a case records all the same: what the petitioner said, who is in charge, and who may
/// read. What refuses any other says nothing of the case.
const WITHOUT_READING: &[&str] = &[
    "contact",
    "hand_over",
    "take_over",
    "withdraw",
    "rate",
    "recuse",
    "assign",
    "supervise",
    "restrict",
    "lift_restriction",
    "break_glass",
];

impl Ledger {
    /// Says what the device's clock shows: by that an opening of a restricted case holds or is over (紧急查阅). A shell says
    /// it before it asks anything; as long as nobody did, no opening holds.
    pub fn tell_time(&mut self, now: Timestamp) {
        self.core.now = Some(now);
    }

    /// From now on every case is shown whole, whoever holds the device. Only who compares whole replicas wants this.
    #[doc(hidden)]
    pub const fn plant_reads_everything(&mut self) {
        self.core.reads_everything = true;
    }

    /// A case, folded; of a restricted one that the person at this device may not read, what is shown to everybody.
    ///
    /// # Errors
    /// [`Error::UnknownCase`].
    pub fn view(&mut self, case: CaseId) -> Result<CaseView, Error> {
        self.read(|core, tx| core.shown(tx, case))
    }

    /// The case as its document holds it: every conflicting value, the free text, the acts. Empty where it is restricted.
    ///
    /// # Errors
    /// [`Error::UnknownCase`].
    pub fn record(&mut self, case: CaseId) -> Result<CaseRecord, Error> {
        self.read(|core, tx| {
            let (_, record, view) = core.opened(tx, case)?;
            Ok(if core.may_read(&view) { record } else { record.withheld() })
        })
    }

    /// The case's history. Empty where it is restricted.
    ///
    /// # Errors
    /// [`Error::UnknownCase`].
    pub fn story(&mut self, case: CaseId) -> Result<CaseStory, Error> {
        self.read(|core, tx| {
            let (doc, record, view) = core.opened(tx, case)?;
            let reading = core.reader().of(&view.reading);
            let entries = match reading {
                Reading::Withheld => Vec::new(),
                _ => core.story_of(tx, case, &doc, &record.acts)?,
            };
            Ok(CaseStory { case, reading, entries })
        })
    }
}

impl Core {
    /// The person at this device, as the store asks who reads.
    pub(super) fn reader(&self) -> Reader {
        if self.reads_everything {
            return Reader::PROGRAM;
        }
        Reader::person(self.author().ok().map(|author| author.staff), self.now)
    }

    /// Whether the person at this device may read all of a case.
    pub(super) fn may_read(&self, view: &CaseView) -> bool {
        self.reader().of(&view.reading) != Reading::Withheld
    }

    /// A case as the person at this device may see it.
    pub(super) fn shown(&mut self, tx: &Connection, case: CaseId) -> Result<CaseView, Error> {
        let view = self.view(tx, case)?;
        Ok(if self.may_read(&view) { view } else { view.withheld() })
    }

    /// Refuses what shows a case whole, where the person at this device may not read it. Nothing is opened for that.
    pub(super) fn readable(&self, tx: &Connection, case: CaseId) -> Result<(), Error> {
        match self.reader().of_case(tx, case)? {
            Reading::Withheld => Err(self.restricted(tx, case)),
            _ => Ok(()),
        }
    }

    /// Refuses an act that needs to have read the case.
    pub(super) fn may_record(&self, view: &CaseView, body: &ActBody) -> Result<(), Error> {
        if self.may_read(view) || WITHOUT_READING.contains(&body.kind()) {
            return Ok(());
        }
        Err(Error::Restricted { number: view.number.clone() })
    }

    fn restricted(&self, tx: &Connection, case: CaseId) -> Error {
        match cases::line_of(tx, &self.reader(), case) {
            Ok(line) => Error::Restricted { number: line.map(|line| line.number).unwrap_or_default() },
            Err(error) => error.into(),
        }
    }
}
