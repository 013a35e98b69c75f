//! Cases that may be the same matter as one at hand (DOMAIN K3), and the index by which they are found.
//!
//! The question is always asked from a case, or from what is being written down of one. There is no question that begins with
//! a person, and no index that could answer one: it leads from hashed terms to cases.

use std::{
    collections::{BTreeMap, BTreeSet},
    mem,
    sync::Arc,
};

use rusqlite::Connection;
use schemars::JsonSchema;
use serde::Serialize;
use taizhang_model::{
    CaseId, Reading,
    matching::{Candidate, Matter, MatterFacts, Reason, Weights, blocking_terms},
};

use super::{Core, Ledger};
use crate::{
    CaseLine, Error,
    store::{self, cases, indexed, reading::Reader},
};

/// Cases looked at under one term, the latest first: a term that more stand under says little.
const UNDER_TERM_MAX: usize = 100;
/// Candidates shown of one case.
const CANDIDATES_MAX: usize = 20;
/// How much of texts is kept at hand while cases are compared one after the other, in bytes. Ready to be compared, it takes up to
/// seven times as much.
const AT_HAND_MAX: usize = 4 << 20;
/// What a matter takes beside its text, about.
const BESIDE_TEXT: usize = 400;

/// Counts up when what is indexed of a case changes: then every case is indexed again when the ledger is opened.
const INDEX_VERSION: u8 = 3;
/// The place where it is noted.
const INDEX_KEY: &str = "index";
/// Cases indexed again in one transaction.
const INDEXED_AT_ONCE: usize = 500;

/// A case that may be the same matter as the one at hand. A person decides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PossiblySame {
    /// The case.
    pub case: CaseLine,
    /// How likely, from the threshold to 1000.
    pub score: u16,
    /// Why.
    pub reasons: Vec<Reason>,
}

impl Ledger {
    /// The cases that may be the same matter as this one by the county's weights, the likeliest first; at most 20. Those
    /// about which a person has decided already are left out. Of a case that is withheld there are none.
    ///
    /// # Errors
    /// [`Error::UnknownCase`], [`Error::Storage`].
    pub fn candidates(&mut self, case: CaseId) -> Result<Vec<PossiblySame>, Error> {
        self.read(|core, tx| {
            if core.reader().of_case(tx, case)? == Reading::Withheld {
                return Ok(Vec::new());
            }
            let unknown = || Error::UnknownCase { name: case.to_string() };
            let row = cases::row_of(tx, case)?.ok_or_else(unknown)?;
            let found =
                Matters::default().candidates(tx, &core.reader(), row, case, &core.configs.current().matching)?;
            found.ok_or_else(unknown)
        })
    }

    /// The cases that may be the same matter as one that somebody is writing down, before it is a case: by its words, its place
    /// and its name alone. What does not say yet what it is about is like nothing, and numbers of persons do not count: while
    /// somebody types, nothing is on record, so it must not be a way to look somebody up. Nor is a withheld case shown.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn alike(&mut self, draft: MatterFacts) -> Result<Vec<PossiblySame>, Error> {
        let draft = MatterFacts { keys: BTreeSet::new(), decided: BTreeSet::new(), ..draft };
        if draft.text.trim().is_empty() {
            return Ok(Vec::new());
        }
        self.read(|core, tx| {
            let draft = Matter::new(draft);
            let mut found =
                Matters::default().near(tx, &core.reader(), &draft, None, &core.configs.current().matching)?;
            found.retain(|found| found.case.reading != Reading::Withheld);
            Ok(found)
        })
    }

    /// Indexes the cases that an older program left without an index of sounds and terms, or with another one.
    pub(super) fn index_older(&mut self) -> Result<(), Error> {
        let version = self.read(|_, tx| Ok(store::meta(tx, INDEX_KEY)?))?;
        if version.as_deref() == Some(&[INDEX_VERSION]) {
            return Ok(());
        }
        if version.is_some() {
            self.write(|_, tx| Ok(indexed::forget_matters(tx)?))?;
        }
        let mut after = Some(0);
        while let Some(row) = after {
            after = self.write(|core, tx| core.index_some(tx, row))?;
        }
        self.write(|_, tx| Ok(store::set_meta(tx, INDEX_KEY, &[INDEX_VERSION])?))
    }
}

impl Core {
    /// Indexes some cases after a row; gives the last of them.
    fn index_some(&mut self, tx: &Connection, after: i64) -> Result<Option<i64>, Error> {
        let rows = indexed::not_indexed(tx, after, INDEXED_AT_ONCE)?;
        let mut indexed = Vec::new();
        for &(_, doc, touched_ms) in &rows {
            // A document that does not load any more is shown as damaged elsewhere: it stands in no index.
            let Ok(Some(loaded)) = self.load(tx, doc) else { continue };
            let Some(row) = self.row_of(tx, doc, &loaded)? else { continue };
            indexed.extend(row.put(tx, touched_ms, self.directory_version)?);
        }
        indexed::put(tx, indexed.iter().map(|(row, indexed)| (*row, indexed)))?;
        Ok(rows.last().map(|(row, ..)| *row))
    }
}

/// What cases are compared by, ready to be compared. Cases that are compared in a row are near to many of the same.
#[derive(Default)]
pub(super) struct Matters {
    at_hand: BTreeMap<i64, Option<Arc<Matter>>>,
    /// How much that is.
    bytes: usize,
    /// The rows that the ledger had written when it put them aside.
    written: u64,
}

impl Matters {
    /// Those that were put aside, where nothing was written since; none otherwise.
    pub(super) fn taken_up(&mut self, tx: &Connection) -> Self {
        let aside = mem::take(self);
        if aside.written == tx.total_changes() { aside } else { Self::default() }
    }

    /// Puts them aside for the next cases. What the ledger wrote meanwhile changed none of them.
    pub(super) fn put_aside(self, tx: &Connection, to: &mut Self) {
        *to = Self { written: tx.total_changes(), ..self };
    }

    fn of(&mut self, tx: &Connection, row: i64) -> Result<Option<Arc<Matter>>, Error> {
        if let Some(known) = self.at_hand.get(&row) {
            return Ok(known.clone());
        }
        if self.bytes > AT_HAND_MAX {
            *self = Self::default();
        }
        let matter = store::matching::facts_in(tx, row)?.map(|facts| Arc::new(Matter::new(facts)));
        self.bytes += BESIDE_TEXT + matter.as_ref().map_or(0, |matter| matter.facts.text.len());
        self.at_hand.insert(row, matter.clone());
        Ok(matter)
    }

    /// The candidates of a case in this row; none where what it is compared by does not read any more.
    pub(super) fn candidates(
        &mut self,
        tx: &Connection,
        reader: &Reader,
        row: i64,
        case: CaseId,
        weights: &Weights,
    ) -> Result<Option<Vec<PossiblySame>>, Error> {
        let matter = self.of(tx, row)?;
        matter.map(|matter| self.near(tx, reader, &matter, Some((row, case)), weights)).transpose()
    }

    /// The cases near a matter: that of a case, which is not near itself, or one that is not a case yet.
    fn near(
        &mut self,
        tx: &Connection,
        reader: &Reader,
        matter: &Matter,
        own: Option<(i64, CaseId)>,
        weights: &Weights,
    ) -> Result<Vec<PossiblySame>, Error> {
        let mut rows = BTreeSet::new();
        for term in blocking_terms(&matter.facts) {
            rows.extend(store::matching::under(tx, term, UNDER_TERM_MAX)?);
        }
        if let Some((row, _)) = own {
            rows.remove(&row);
        }
        let mut found = Vec::new();
        for row in rows {
            let Some(other) = self.of(tx, row)? else { continue };
            let is_decided = own.is_some_and(|(_, case)| other.facts.decided.contains(&case));
            if let Some(scored) = matter.candidate(&other, weights).filter(|_| !is_decided) {
                found.push((scored, row));
            }
        }
        found.sort_by_key(|(scored, row)| (std::cmp::Reverse(scored.score), *row));
        let undecided = |found: &PossiblySame| !matter.facts.decided.contains(&found.case.id);
        let shown = |(scored, row): (Candidate, i64)| {
            let line = cases::line_in(tx, reader, row)?;
            Ok(line.map(|case| {
                // What speaks for it would say what it is about.
                let reasons = if case.reading == Reading::Withheld { Vec::new() } else { scored.reasons };
                PossiblySame { case, score: scored.score, reasons }
            }))
        };
        let shown = found.into_iter().filter_map(|found| shown(found).transpose());
        shown.filter(|found| found.as_ref().map_or(true, undecided)).take(CANDIDATES_MAX).collect()
    }
}
