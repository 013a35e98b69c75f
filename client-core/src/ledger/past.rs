//! A case as it stood once, and what came of it since: for who compares before and after.

use rusqlite::Connection;
use schemars::JsonSchema;
use serde::Serialize;
use taizhang_model::{CaseId, CaseRecord, CaseView, Reading, Stage};
use taizhang_wire::ChangeHash;

use super::{Core, Ledger};
use crate::{
    Error,
    doc::CaseDoc,
    store::{
        arrivals,
        cases::{self, CaseLine},
        docs,
        lists::Page,
    },
};

/// A moment in the life of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Then {
    /// When so many entries of its story were written.
    Entries(usize),
    /// Before what came here at this moment or later, in milliseconds since 1970 by this device's clock.
    BeforeArrivals(i64),
    /// As it stands.
    Now,
}

/// A case as it stood once, folded with the directory and configuration of today.
#[derive(Clone, Debug)]
pub struct CaseThen {
    /// What its document held.
    pub record: CaseRecord,
    /// That, folded.
    pub view: CaseView,
    /// The entries of its story that were there, by their places from 1.
    pub entries: Vec<usize>,
}

/// A case of which something came here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Arrived {
    /// The case as it stands.
    pub case: CaseLine,
    /// When the latest of it came, by this device's clock, in milliseconds since 1970.
    pub at_ms: i64,
    /// Whether the case was not here before.
    pub is_new: bool,
    /// Its stage before; none where it was not here, or is withheld.
    pub stage_before: Option<Stage>,
    /// The entries of its story that came, by their places from 1. Empty where it is withheld.
    pub entries: Vec<usize>,
    /// The kinds of the acts among them.
    pub acts: Vec<String>,
}

/// What came here since a moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Arrivals {
    /// Cases of which something came.
    pub total: u64,
    /// Those that were not here before.
    pub new: u64,
    /// The page that was asked for, the latest first.
    pub cases: Vec<Arrived>,
}

impl Arrived {
    fn of(case: CaseLine) -> Self {
        Self { case, at_ms: 0, is_new: false, stage_before: None, entries: Vec::new(), acts: Vec::new() }
    }
}

impl Ledger {
    /// A case as it stood once.
    ///
    /// # Errors
    /// [`Error::Unknown`] where it never stood so, [`Error::Restricted`], [`Error::UnknownCase`].
    pub fn as_of(&mut self, case: CaseId, then: Then) -> Result<CaseThen, Error> {
        self.read(|core, tx| {
            core.readable(tx, case)?;
            let doc = core.whole(tx, case)?;
            let unknown = |name: String| Error::Unknown { kind: "entry of the story", name };
            let was = match then {
                Then::Now => doc.clone(),
                Then::Entries(n) => doc.first(n).ok_or_else(|| unknown(n.to_string()))?,
                Then::BeforeArrivals(at_ms) => match arrivals::before(tx, case, at_ms)? {
                    Some(heads) if heads.is_empty() => return Err(unknown(at_ms.to_string())),
                    Some(heads) => doc.at(&heads).ok_or_else(|| unknown(at_ms.to_string()))?,
                    None => doc.clone(),
                },
            };
            let home = docs::row(tx, case)?.map(|row| row.scope.home).unwrap_or_default();
            let record = was.record(case, home);
            let view = taizhang_model::fold(&record, core.context());
            let entries = (1..).zip(doc.history()).filter(|(_, entry)| was.has(entry.hash)).map(|(n, _)| n);
            Ok(CaseThen { record, view, entries: entries.collect() })
        })
    }

    /// What others wrote that came here at this moment or later, the latest first. Kept for two months.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn since(&mut self, since_ms: i64, page: Page) -> Result<Arrivals, Error> {
        self.read(|core, tx| {
            let (total, new) = arrivals::counts(tx, since_ms)?;
            let mut cases = Vec::new();
            for arrival in arrivals::since(tx, since_ms, (page.offset, page.limit()))? {
                let Some(case) = cases::line_of(tx, &core.reader(), arrival.case)? else { continue };
                let is_new = arrival.before.is_empty();
                let mut arrived = Arrived { at_ms: arrival.at_ms, is_new, ..Arrived::of(case) };
                if arrived.case.reading != Reading::Withheld {
                    core.tell_what_came(tx, &arrival.before, &mut arrived)?;
                }
                cases.push(arrived);
            }
            Ok(Arrivals { total, new, cases })
        })
    }
}

impl Core {
    fn whole(&mut self, tx: &Connection, case: CaseId) -> Result<CaseDoc, Error> {
        self.load(tx, case)?.ok_or_else(|| Error::UnknownCase { name: case.to_string() })
    }

    /// Tells what came of a case that may be read.
    fn tell_what_came(&mut self, tx: &Connection, before: &[ChangeHash], arrived: &mut Arrived) -> Result<(), Error> {
        let case = arrived.case.id;
        let doc = self.whole(tx, case)?;
        let home = docs::row(tx, case)?.map(|row| row.scope.home).unwrap_or_default();
        let was = if before.is_empty() { None } else { doc.at(before) };
        arrived.stage_before =
            was.as_ref().map(|was| taizhang_model::fold(&was.record(case, home), self.context()).stage);
        let seen = doc.ancestors(before);
        let story = self.story_of(tx, case, &doc, &doc.acts())?;
        let came: Vec<_> = story.into_iter().filter(|entry| !seen.contains(&entry.hash)).collect();
        arrived.acts = came.iter().flat_map(|entry| entry.acts.values().map(|(kind, _)| kind.clone())).collect();
        arrived.entries = came.iter().map(|entry| entry.n).collect();
        Ok(())
    }
}
