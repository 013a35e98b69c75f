//! Snapshots of a batch, judged and folded before their turn, by as many workers as the shell gave. A fresh device spends
//! nearly all its time with this. The word on a snapshot depends on the snapshot, its document's scope and the directory
//! alone: where these are still what they were when its turn comes, it is the word that would be given then.

use std::{
    collections::{BTreeMap, btree_map::Entry},
    sync::{Mutex, PoisonError},
};

use taizhang_model::{DeviceId, Directory};
use taizhang_wire::{ControlBody, DocId, Grants, Item, Scope, Snapshot};

use super::receive::Pass;
use crate::{
    Error,
    doc::CaseDoc,
    guard::{self, Unattested},
    store::{
        cases::CaseRow,
        docs,
        held_back::{digest, is_convicted},
    },
};

/// Judged at once and held until their turn comes: a loaded document takes about 35 KiB.
const AHEAD_MAX: usize = 256;

/// What was judged before its turn, by the item's digest.
#[derive(Default)]
pub(super) struct Ahead {
    judged: BTreeMap<[u8; 32], Judged>,
    /// Items behind the last one that was looked at: nobody looks again before their turn comes.
    unseen: Option<usize>,
}

/// The word on a snapshot, and what it was given for.
pub(super) struct Judged {
    pub(super) verdict: Result<CaseDoc, Unattested>,
    /// Where it is sound: its row in the read model.
    pub(super) row: Option<CaseRow>,
    scope: Scope,
    opener: DeviceId,
    directory_changes: usize,
}

/// A snapshot, and what it is judged by.
#[derive(Clone)]
struct Candidate {
    snapshot: Snapshot,
    scope: Scope,
    opener: DeviceId,
}

impl Candidate {
    fn judge(self, grants: &Grants, directory: &Directory, directory_changes: usize) -> Judged {
        let Self { snapshot, scope, opener } = self;
        let verdict = guard::judge_snapshot(&snapshot, grants, &scope, opener);
        let row = verdict.as_ref().ok().map(|doc| CaseRow::of(doc, snapshot.doc, scope.home, directory));
        Judged { verdict, row, scope, opener, directory_changes }
    }
}

impl Pass<'_> {
    /// The word on a snapshot whose turn has come.
    pub(super) fn judged(
        &mut self,
        snapshot: &Snapshot,
        bytes: &[u8],
        scope: Scope,
        opener: DeviceId,
    ) -> Result<Judged, Error> {
        let candidate = Candidate { snapshot: snapshot.clone(), scope, opener };
        let name = digest(bytes);
        if self.ahead.unseen.is_none_or(|unseen| self.queue.len() < unseen) {
            let mut candidates = self.candidates()?;
            candidates.push((name, candidate.clone()));
            self.judge_ahead(candidates)?;
        }
        match self.ahead.judged.remove(&name) {
            Some(judged) if judged.is_for(&candidate, self.directory_changes) => Ok(judged),
            _ => Ok(candidate.judge(self.core.grants()?, &self.core.directory, self.directory_changes)),
        }
    }

    /// The snapshots that wait in the queue for their turn, of documents of which nothing is here yet.
    fn candidates(&mut self) -> Result<Vec<([u8; 32], Candidate)>, Error> {
        let mut found = Vec::new();
        let mut opened: BTreeMap<DocId, Option<(Scope, DeviceId)>> = BTreeMap::new();
        let mut seen = 0;
        for (bytes, _) in &self.queue {
            if found.len() == AHEAD_MAX {
                break;
            }
            seen += 1;
            if self.suspects && is_convicted(self.tx, bytes)? {
                continue;
            }
            match Item::decode_up_to(bytes, self.core.version_max) {
                Ok(Item::Control(control)) => {
                    if let (ControlBody::Open(open), Some(doc)) = (&control.body, control.doc()) {
                        // Whether the record is sound is asked when its turn comes.
                        opened.insert(doc, Some((Scope::opened(control.id(), open), open.device)));
                    }
                }
                Ok(Item::Snapshot(snapshot)) => {
                    let known = match opened.entry(snapshot.doc) {
                        Entry::Occupied(known) => known.into_mut(),
                        Entry::Vacant(unknown) => {
                            let row = docs::row(self.tx, snapshot.doc)?.filter(|row| !row.has_base && row.tail == 0);
                            unknown.insert(row.map(|row| (row.scope, row.opener)))
                        }
                    };
                    if let Some((scope, opener)) = known.clone() {
                        found.push((digest(bytes), Candidate { snapshot, scope, opener }));
                    }
                }
                Ok(Item::Envelope(_)) | Err(_) => {}
            }
        }
        self.ahead.unseen = Some(self.queue.len() - seen);
        Ok(found)
    }

    fn judge_ahead(&mut self, candidates: Vec<([u8; 32], Candidate)>) -> Result<(), Error> {
        let (grants, directory, changes) = (self.core.grants()?, &self.core.directory, self.directory_changes);
        type Piece = ([u8; 32], Option<Candidate>, Option<Judged>);
        let piece = |(name, candidate)| Mutex::new((name, Some(candidate), None));
        let pieces: Vec<Mutex<Piece>> = candidates.into_iter().map(piece).collect();
        self.core.workers.each(pieces.len(), &|number| {
            let mut piece = pieces[number].lock().unwrap_or_else(PoisonError::into_inner);
            piece.2 = piece.1.take().map(|candidate| candidate.judge(grants, directory, changes));
        });
        for piece in pieces {
            let (name, _, judged) = piece.into_inner().unwrap_or_else(PoisonError::into_inner);
            if let Some(judged) = judged {
                self.ahead.judged.insert(name, judged);
            }
        }
        Ok(())
    }
}

impl Judged {
    /// Whether the word is still about what it was given for.
    fn is_for(&self, candidate: &Candidate, directory_changes: usize) -> bool {
        self.scope == candidate.scope && self.opener == candidate.opener && self.directory_changes == directory_changes
    }
}
