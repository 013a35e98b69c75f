//! Snapshots: a client's compact piece takes the place of the entries that it covers.
//!
//! It stands at the position of the LAST entry that it replaces: a cursor beyond that has them all, a cursor before it
//! gets the snapshot. The changes themselves are kept, for a reader who finds the snapshot unsound.

use std::{collections::BTreeMap, sync::Arc};

use rusqlite::params;
use taizhang_model::OfficeId;
use taizhang_wire::{Answer, Code, Snapshot};

use super::{Document, SqliteLog, position_to_sql, reading::Covered};
use crate::{Error, log::Prepared};

/// A snapshot that stands in the feeds.
struct Standing {
    item: i64,
    recovered: bool,
    covered: Covered,
}

impl SqliteLog {
    /// Takes in a snapshot.
    pub(super) fn take_snapshot(
        &mut self,
        caller: OfficeId,
        snapshot: &Snapshot,
        prepared: &Prepared,
    ) -> Result<Answer, Error> {
        let Some(document) = self.document_for(caller, snapshot.doc)? else {
            return Ok(Answer::refused(Code::UnknownDocument));
        };
        if let Some(code) = self.check_authors(&document, snapshot.doc, &snapshot.tips, prepared.verified) {
            return Ok(Answer::refused(code));
        }
        let mut covered = Covered::new();
        let mut unknown = Vec::new();
        for tip in &snapshot.tips {
            let actor = self.actor_or_new(tip.actor)?;
            covered.insert(actor, tip.seq);
            match self.change_at(document.key, actor, tip.seq)? {
                Some(hash) if hash == tip.hash => {}
                Some(holder) => return Ok(Answer::Refused { code: Code::Fork, hashes: vec![holder] }),
                None if self.holds_change(document.key, &tip.hash)? => return Ok(Answer::refused(Code::Malformed)),
                None if !self.may_come_in(snapshot.doc, tip) => return Ok(Answer::refused(Code::Revoked)),
                None => unknown.push((actor, tip)),
            }
        }
        let standing = self.standing(document.key)?;
        if standing.iter().any(|other| covers(&other.covered, &covered)) {
            return Ok(Answer::Held);
        }
        if unknown.is_empty() {
            self.compact(&document, &covered, &standing, prepared)
        } else {
            let item = self.keep_snapshot(document.key, &covered, true, prepared)?;
            for (actor, tip) in unknown {
                self.know_change(document.key, &tip.hash, actor, tip.seq, None)?;
            }
            for office in &document.scope.audience {
                self.feed(*office, item)?;
            }
            self.db.prepare_cached("UPDATE doc SET recovered = 1 WHERE key = ?")?.execute(params![document.key])?;
            self.documents.put(snapshot.doc, Arc::new(Document { recovered: true, ..(*document).clone() }));
            Ok(Answer::Stored)
        }
    }

    /// Puts a snapshot in the place of all that it covers. It must cover every snapshot that stands, or what only the
    /// older one held would be gone from the feeds.
    fn compact(
        &mut self,
        document: &Document,
        covered: &Covered,
        standing: &[Standing],
        prepared: &Prepared,
    ) -> Result<Answer, Error> {
        if !standing.iter().all(|other| covers(covered, &other.covered)) {
            return Ok(Answer::refused(Code::Stale));
        }
        let item = self.keep_snapshot(document.key, covered, false, prepared)?;
        let mut replaced: Vec<i64> = standing.iter().map(|other| other.item).collect();
        for (actor, seq) in covered {
            let mut find = self.db.prepare_cached(
                "SELECT item FROM change WHERE doc = ? AND actor = ? AND seq <= ? AND item IS NOT NULL",
            )?;
            let items = find.query_map(params![document.key, actor, position_to_sql(*seq)], |row| row.get(0))?;
            replaced.extend(items.collect::<Result<Vec<i64>, _>>()?);
        }
        let mut last: BTreeMap<i64, u64> = BTreeMap::new();
        for old in replaced {
            for (office, position) in self.remove_from_feeds(old)? {
                let best = last.entry(office).or_default();
                *best = (*best).max(position);
            }
        }
        for office in &document.scope.audience {
            let key = self.offices.get(office).expect("audiences name only offices of the directory").key;
            match last.get(&key) {
                Some(position) => {
                    self.db
                        .prepare_cached("INSERT INTO feed (office, position, item) VALUES (?, ?, ?)")?
                        .execute(params![key, position_to_sql(*position), item])?;
                }
                None => self.feed(*office, item)?,
            }
        }
        for old in standing {
            self.retire(old)?;
        }
        Ok(Answer::Stored)
    }

    /// A snapshot that another took over. One that was recovered holds changes that are nowhere else: it is kept.
    fn retire(&self, old: &Standing) -> Result<(), Error> {
        if old.recovered {
            self.db.prepare_cached("UPDATE snapshot SET current = 0 WHERE item = ?")?.execute(params![old.item])?;
        } else {
            self.db.prepare_cached("DELETE FROM snapshot WHERE item = ?")?.execute(params![old.item])?;
            self.db.prepare_cached("DELETE FROM item WHERE key = ?")?.execute(params![old.item])?;
        }
        Ok(())
    }

    fn keep_snapshot(&self, doc: i64, covered: &Covered, recovered: bool, prepared: &Prepared) -> Result<i64, Error> {
        let item = self.keep(Some(doc), &prepared.bytes)?;
        let tips = postcard::to_allocvec(covered).expect("numbers can be written");
        self.db
            .prepare_cached("INSERT INTO snapshot (item, doc, tips, recovered, current) VALUES (?, ?, ?, ?, 1)")?
            .execute(params![item, doc, tips, recovered])?;
        Ok(item)
    }

    fn standing(&self, doc: i64) -> Result<Vec<Standing>, Error> {
        let mut find =
            self.db.prepare_cached("SELECT item, recovered, tips FROM snapshot WHERE doc = ? AND current = 1")?;
        let rows = find.query_map(params![doc], |row| {
            let tips: Vec<u8> = row.get(2)?;
            Ok(Standing { item: row.get(0)?, recovered: row.get(1)?, covered: super::reading::covered(&tips) })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// Whether everything under `less` is also under `more`.
fn covers(more: &Covered, less: &Covered) -> bool {
    less.iter().all(|(actor, seq)| more.get(actor).is_some_and(|up_to| up_to >= seq))
}
