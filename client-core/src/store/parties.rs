//! Details of parties that were corrected twice (DOMAIN K14): which field of which document, and never a value. This is all
//! that the read model keeps of parties: there is no list of them, and no search over them.

use rusqlite::{Connection, params};
use schemars::JsonSchema;
use serde::Serialize;
use taizhang_model::{CaseRecord, Dispute, DisputeId, OfficeId, PartyId, fold_party};
use taizhang_wire::DocId;

/// A detail of a party that was corrected twice, and waits for a choice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PartyDispute {
    /// The document of the party's details.
    pub party: PartyId,
    /// The office that keeps it, and is to choose.
    pub home: OfficeId,
    /// The field.
    pub field: String,
    /// The dispute of record.
    pub dispute: Dispute,
}

/// What of a party's document waits for a choice.
pub(crate) struct PartyRow(Vec<PartyDispute>);

impl PartyRow {
    pub(crate) fn of(record: &CaseRecord) -> Self {
        let view = fold_party(record);
        let fields = view.conflicts.into_iter().map(|conflict| conflict.field);
        let dispute = |(field, dispute)| PartyDispute { party: view.id, home: view.home, field, dispute };
        Self(fields.zip(view.disputes).map(dispute).collect())
    }

    pub(crate) fn put(self, db: &Connection, doc: DocId) -> rusqlite::Result<()> {
        remove(db, doc)?;
        for PartyDispute { party, home, field, dispute } in self.0 {
            db.prepare_cached("INSERT INTO party_conflicts (doc, field, home, dispute) VALUES (?1, ?2, ?3, ?4)")?
                .execute(params![party.0, field, home.0, dispute.id.0])?;
        }
        Ok(())
    }
}

/// What waits for a choice in the documents that this office keeps; without an office, in all that are here.
pub(crate) fn disputes(db: &Connection, home: Option<OfficeId>) -> rusqlite::Result<Vec<PartyDispute>> {
    db.prepare_cached(
        "SELECT doc, home, field, dispute FROM party_conflicts WHERE ?1 IS NULL OR home = ?1 ORDER BY doc, field",
    )?
    .query_map([home.map(|home| home.0)], |row| {
        let home = OfficeId(row.get(1)?);
        let dispute = Dispute::corrected_twice(DisputeId(row.get(3)?), home);
        Ok(PartyDispute { party: PartyId(row.get(0)?), home, field: row.get(2)?, dispute })
    })?
    .collect()
}

pub(crate) fn remove(db: &Connection, doc: DocId) -> rusqlite::Result<()> {
    db.prepare_cached("DELETE FROM party_conflicts WHERE doc = ?1")?.execute([doc.0]).map(drop)
}
