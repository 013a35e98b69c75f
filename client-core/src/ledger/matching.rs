//! Cases that may be the same matter as one at hand (DOMAIN K3), and the index by which they are found.
//!
//! The question is always asked from a case, or from what is being written down of one. There is no question that begins with
//! a person, and no index that could answer one: it leads from hashed terms to cases.

use std::collections::BTreeSet;

use rusqlite::Connection;
use schemars::JsonSchema;
use serde::Serialize;
use taizhang_model::{
    CaseId, Reading,
    matching::{self, MatterFacts, Reason, Weights},
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
            candidates(tx, &core.reader(), case, &core.configs.current().matching)
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
            let mut found = near(tx, &core.reader(), &draft, None, &core.configs.current().matching)?;
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

pub(super) fn candidates(
    tx: &Connection,
    reader: &Reader,
    case: CaseId,
    weights: &Weights,
) -> Result<Vec<PossiblySame>, Error> {
    let unknown = || Error::UnknownCase { name: case.to_string() };
    let (row, facts) = store::matching::facts_of(tx, case)?.ok_or_else(unknown)?;
    near(tx, reader, &facts, Some((row, case)), weights)
}

/// The cases near a matter: that of a case, which is not near itself, or one that is not a case yet.
fn near(
    tx: &Connection,
    reader: &Reader,
    facts: &MatterFacts,
    own: Option<(i64, CaseId)>,
    weights: &Weights,
) -> Result<Vec<PossiblySame>, Error> {
    let mut rows = BTreeSet::new();
    for term in matching::blocking_terms(facts) {
        rows.extend(store::matching::under(tx, term, UNDER_TERM_MAX)?);
    }
    if let Some((row, _)) = own {
        rows.remove(&row);
    }
    let mut found = Vec::new();
    for row in rows {
        let Some(other) = store::matching::facts_in(tx, row)? else { continue };
        let scored = matching::score(facts, &other, weights);
        let is_decided = own.is_some_and(|(_, case)| other.decided.contains(&case));
        if i32::from(scored.score) >= weights.threshold && !is_decided {
            found.push((scored, row));
        }
    }
    found.sort_by_key(|(scored, row)| (std::cmp::Reverse(scored.score), *row));
    let undecided = |found: &PossiblySame| !facts.decided.contains(&found.case.id);
    let shown = |(scored, row): (matching::Candidate, i64)| {
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
