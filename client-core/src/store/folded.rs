//! What the read model keeps of a document, by what it holds.

use rusqlite::Connection;
use taizhang_model::{Act, Context};
use taizhang_wire::{DocId, DocKind, Scope};

use super::{
    cases::{self, CaseRow},
    entries::{self, EntryRow},
    indexed::Indexed,
    parties::{self, PartyRow},
};
use crate::doc::CaseDoc;

/// A document, folded.
pub(crate) enum Folded {
    /// A case.
    Case(Box<CaseRow>),
    /// An entry of the register.
    Entry(Box<EntryRow>),
    /// The configuration: kept in memory, read from the documents themselves.
    Configuration,
    /// The details of a party: read from their document when they are asked for, and never listed. What waits for a choice
    /// is kept, without its values.
    Party(DocId, PartyRow),
}

impl Folded {
    /// Folds a document, with its acts where they were read already.
    pub(crate) fn of(doc: &CaseDoc, acts: Option<Vec<Act>>, id: DocId, scope: &Scope, context: Context<'_>) -> Self {
        let record = || doc.record_with(id, scope.home, acts.unwrap_or_else(|| doc.acts()));
        match scope.kind {
            DocKind::Case => Self::Case(Box::new(CaseRow::of(&record(), context))),
            DocKind::Entry => Self::Entry(Box::new(EntryRow::of(&record(), context))),
            DocKind::Configuration => Self::Configuration,
            DocKind::Party => Self::Party(id, PartyRow::of(&record())),
        }
    }

    /// Writes it. Gives what of a case is indexed, and the row it belongs to: a batch writes those at its end.
    pub(crate) fn put(
        self,
        db: &Connection,
        updated_ms: i64,
        directory: i64,
    ) -> rusqlite::Result<Option<(i64, Indexed)>> {
        match self {
            Self::Case(row) => cases::put_row(db, *row, updated_ms, directory).map(Some),
            Self::Entry(row) => row.put(db, updated_ms, directory).map(|()| None),
            Self::Party(doc, row) => row.put(db, doc).map(|()| None),
            Self::Configuration => Ok(None),
        }
    }
}

/// Takes a document out of the read model.
pub(crate) fn remove(db: &Connection, doc: DocId) -> rusqlite::Result<()> {
    cases::remove(db, doc)?;
    entries::remove(db, doc)?;
    parties::remove(db, doc)
}
