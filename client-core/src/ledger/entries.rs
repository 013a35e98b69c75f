//! The register: entries that are no case, of every kind that [`taizhang_model::entry`] knows.

use jiff::{Timestamp, civil::Date};
use schemars::JsonSchema;
use serde::Serialize;
use taizhang_model::{
    ActBody, ActId, CaseId, EntryId, OfficeId,
    act::limits,
    entry::{EntryData, EntryView, check_entry, fold_entry},
};
use taizhang_wire::DocKind;

use super::{Core, Ledger, StoryEntry};
use crate::{
    Error,
    store::entries::{self, EntryFilter, EntryLine},
};

/// An entry as it is first written down.
#[derive(Clone, Debug)]
pub struct NewEntry {
    /// The office that keeps it; without one, the office of this device.
    pub home: Option<OfficeId>,
    /// Offices that read it, beside the home office and those above it.
    pub readers: Vec<OfficeId>,
    /// What it says.
    pub data: EntryData,
    /// The date it is declared for; without one, today.
    pub on: Option<Date>,
}

/// An entry's history, in causal order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct EntryStory {
    /// The entry.
    pub entry: EntryId,
    /// One of these a change.
    pub entries: Vec<StoryEntry>,
}

impl Ledger {
    /// Writes a new entry.
    ///
    /// # Errors
    /// [`Error::Refused`] names everything that is missing or not right; [`Error::Unknown`] for an office.
    pub fn enter(&mut self, now: Timestamp, entry: NewEntry) -> Result<EntryId, Error> {
        self.write(|core, tx| {
            let home = entry.home.unwrap_or(core.author()?.office);
            let mut audience = core.grants()?.with_ancestors(home);
            audience.extend(entry.readers);
            core.check_offices(&audience)?;
            let body = ActBody::Enter(entry.data);
            check_entry(&body, None, &core.directory)?;
            let id = core.open_document(tx, DocKind::Entry, home, audience)?;
            let on = entry.on.unwrap_or_else(|| taizhang_model::date_in_china(now));
            let edits = core.acts_in_a_row(now, vec![(body, on)])?;
            core.write_first(tx, now, id, &edits)?;
            Ok(EntryId(id.0))
        })
    }

    /// Records an act on an entry: a revision, a response, a publication, striking it out.
    ///
    /// # Errors
    /// [`Error::Refused`], [`Error::Unknown`].
    pub fn entry_act(
        &mut self,
        now: Timestamp,
        entry: EntryId,
        body: ActBody,
        on: Option<Date>,
    ) -> Result<ActId, Error> {
        self.entry_act_upon(now, entry, body, on, Vec::new())
    }

    /// As [`Ledger::entry_act`], by somebody who had before them what the entry said after these acts, and nothing that came
    /// later (none: everything that is here): a field that was written meanwhile then holds both values, as where two devices wrote it at once.
    ///
    /// # Errors
    /// [`Error::Refused`], [`Error::Unknown`] where one of them is no act of the entry.
    pub fn entry_act_upon(
        &mut self,
        now: Timestamp,
        entry: EntryId,
        body: ActBody,
        on: Option<Date>,
        base: Vec<ActId>,
    ) -> Result<ActId, Error> {
        self.write(|core, tx| {
            let id = CaseId(entry.0);
            let (doc, home) = core.document(tx, id, DocKind::Entry, "entry")?;
            let record = doc.record(id, home);
            let view = fold_entry(&record, &core.directory);
            check_entry(&body, Some(&view), &core.directory)?;
            let mut base = if base.is_empty() { view.heads } else { base };
            let is_strange = |act: &&ActId| !record.acts.iter().any(|held| held.id == **act);
            if let Some(strange) = base.iter().find(is_strange) {
                return Err(Error::Unknown { kind: "act", name: strange.to_string() });
            }
            base.truncate(limits::BASED_ON);
            core.add_act(tx, now, id, doc, base, (body, on))
        })
    }

    /// An entry, folded.
    ///
    /// # Errors
    /// [`Error::Unknown`].
    pub fn entry(&mut self, entry: EntryId) -> Result<EntryView, Error> {
        self.read(|core, tx| core.entry(tx, entry))
    }

    /// An entry's history: who entered, revised, answered, published or struck it, when, having seen what.
    ///
    /// # Errors
    /// [`Error::Unknown`].
    pub fn entry_history(&mut self, entry: EntryId) -> Result<EntryStory, Error> {
        self.read(|core, tx| {
            let id = CaseId(entry.0);
            let (doc, _) = core.document(tx, id, DocKind::Entry, "entry")?;
            Ok(EntryStory { entry, entries: core.story_of(tx, id, &doc, &doc.acts())? })
        })
    }

    /// Lines of the register, the latest date first.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn entries(&mut self, filter: &EntryFilter) -> Result<Vec<EntryLine>, Error> {
        self.read(|_, tx| Ok(entries::list(tx, filter)?))
    }

    /// The entry that a person means by its title, its id, or the first four or more letters of its id.
    ///
    /// # Errors
    /// [`Error::Unknown`], [`Error::Ambiguous`].
    pub fn find_entry(&mut self, name: &str) -> Result<EntryId, Error> {
        self.read(|_, tx| {
            let found = entries::find(tx, name, super::queries::id_range(name))?;
            match found[..] {
                [entry] => Ok(entry),
                [] => Err(Error::Unknown { kind: "entry", name: name.to_owned() }),
                _ => Err(Error::Ambiguous { kind: "entry", name: name.to_owned() }),
            }
        })
    }
}

impl Core {
    fn entry(&mut self, tx: &rusqlite::Connection, entry: EntryId) -> Result<EntryView, Error> {
        let id = CaseId(entry.0);
        if let Some((json, directory)) = entries::view(tx, id)?
            && directory == self.directory_version
            && let Ok(view) = serde_json::from_slice(&json)
        {
            return Ok(view);
        }
        let (doc, home) = self.document(tx, id, DocKind::Entry, "entry")?;
        Ok(fold_entry(&doc.record(id, home), &self.directory))
    }
}
