//! The log of accesses (查阅记录; DOMAIN 3.1): who was shown whose details, for which case, why and when. It is written in
//! the transaction that reads what is shown: no log, no show.
//!
//! Each device writes logs of its own, one a month, that its office, the office that watches over it and the county read.
//! They are asked by case, by office and by day. There is no question that begins with a person.

use jiff::{Timestamp, civil::Date};
use rusqlite::Connection;
use schemars::JsonSchema;
use serde::Serialize;
use taizhang_model::{
    ActBody, CaseId, EntryId, OfficeId, PartyId,
    act::{Access, AccessKind, log_month},
    date_in_china,
    entry::{ACCESS_LOG, Accessed, EntryData, Value, fold_entry},
};
use taizhang_wire::{DocId, DocKind};

use super::{Core, Ledger};
use crate::{
    Error,
    store::{self, entries, reading},
};

/// Accesses in one log: then another is opened, so that none grows slow.
const IN_ONE_LOG: usize = 500;
/// Accesses shown at once.
const SHOWN_MAX: usize = 1_000;

/// Why somebody asks for what is personal, and when.
#[derive(Clone, Debug)]
pub struct Asking {
    /// When.
    pub now: Timestamp,
    /// For which case.
    pub case: Option<CaseId>,
    /// Why.
    pub why: String,
}

/// Which accesses to tell: by case, office and day. What is `None` does not matter.
#[derive(Clone, Copy, Debug, Default)]
pub struct AccessFilter {
    /// For this case.
    pub case: Option<CaseId>,
    /// By the staff of this office.
    pub office: Option<OfficeId>,
    /// On this day, in China, by the clock of the device.
    pub day: Option<Date>,
}

/// One access.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AccessLine {
    /// The log it stands in.
    pub log: EntryId,
    /// Who was shown what, when and why.
    #[serde(flatten)]
    pub access: Accessed,
}

impl Ledger {
    /// Accesses that this device knows of, the latest first; at most 1,000.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn accesses(&mut self, filter: &AccessFilter) -> Result<Vec<AccessLine>, Error> {
        self.read(|_, tx| {
            let mut found = Vec::new();
            for log in entries::all_views_of_kind(tx, ACCESS_LOG)? {
                let line = |access| AccessLine { log: log.id, access };
                found.extend(log.accesses.into_iter().filter(|access| filter.fits(access)).map(line));
            }
            found.sort_by_key(|line| (std::cmp::Reverse(line.access.at), line.access.act));
            found.truncate(SHOWN_MAX);
            Ok(found)
        })
    }
}

impl AccessFilter {
    fn fits(&self, access: &Accessed) -> bool {
        self.case.is_none_or(|case| access.what.case == Some(case))
            && self.office.is_none_or(|office| access.office == office)
            && self.day.is_none_or(|day| date_in_china(access.at) == day)
    }
}

impl Core {
    /// Writes down that somebody is about to be shown this.
    pub(super) fn log_access(
        &mut self,
        tx: &Connection,
        asking: &Asking,
        shown: AccessKind,
        parties: Vec<PartyId>,
    ) -> Result<(), Error> {
        let Asking { now, case, why } = asking;
        let access = Access { shown, case: *case, parties, why: why.clone() };
        access.sound()?;
        let log = self.log_of_month(tx, *now)?;
        let (doc, home) = self.document(tx, log, DocKind::Entry, "entry")?;
        let heads = fold_entry(&doc.record(log, home), &self.directory).heads;
        self.add_act(tx, *now, log, doc, heads, (ActBody::Access(access), None)).map(drop)
    }

    /// Refuses the details of a party of a restricted case that the person at this device may not read, unless they ask for
    /// another case that they may read.
    pub(super) fn may_read_party(
        &mut self,
        tx: &Connection,
        party: PartyId,
        case: Option<CaseId>,
    ) -> Result<(), Error> {
        if let Some(case) = case {
            self.readable(tx, case)?;
            let named = self.shown(tx, case)?.links.parties;
            if named.iter().any(|named| named.party == Some(party)) {
                return Ok(());
            }
        }
        for case in reading::restricted_cases_of(tx, party)? {
            self.readable(tx, case)?;
        }
        Ok(())
    }

    /// This device's log of a month, opened where there is none yet or the last is full.
    fn log_of_month(&mut self, tx: &Connection, now: Timestamp) -> Result<DocId, Error> {
        let (day, office) = (date_in_china(now), self.author()?.office);
        let month = log_month(day);
        let key = format!("access log {office} {month}");
        let noted = store::meta(tx, &key)?.and_then(|id| id.try_into().ok()).map(CaseId);
        if let Some(log) = noted
            && let Ok((doc, _)) = self.document(tx, log, DocKind::Entry, "entry")
            && doc.act_count() < IN_ONE_LOG
        {
            return Ok(log);
        }
        let above = self.directory.ancestors(office).last().copied();
        let readers = self.directory.supervising_office(office).into_iter().chain(above).collect();
        let log = self.open_document(tx, DocKind::Entry, office, readers)?;
        let text = |text: String| Value::Text(text);
        let values = [("office".to_owned(), text(office.to_string())), ("month".to_owned(), text(month))].into();
        let entered = ActBody::Enter(EntryData { kind: ACCESS_LOG.to_owned(), values });
        let edits = self.acts_in_a_row(now, vec![(entered, day)])?;
        self.write_first(tx, now, log, &edits)?;
        store::set_meta(tx, &key, &log.0)?;
        Ok(log)
    }
}
