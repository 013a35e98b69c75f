//! Snapshots of a batch, judged and folded before their turn by the workers that the shell gave, while the caller writes
//! down those whose turn it is. A fresh device spends nearly all its time with this. The word on a snapshot depends on
//! the snapshot, its document's scope and the directory alone: where these are still what they were when its turn comes,
//! it is the word that would be given then.

use std::{
    collections::{BTreeMap, btree_map::Entry},
    mem,
    sync::{
        Arc, Mutex, PoisonError, TryLockError,
        atomic::{AtomicUsize, Ordering},
    },
};

use taizhang_model::{Configs, Context, DeviceId, Directory};
use taizhang_wire::{ControlBody, DocId, Grants, Item, Scope, Snapshot};

use super::receive::Pass;
use crate::{
    Alone, Error,
    doc::CaseDoc,
    guard::{self, Unattested},
    store::{
        docs,
        folded::Folded,
        held_back::{digest, is_convicted},
    },
};

/// Judged ahead at most: a loaded document takes about 35 KiB.
const AHEAD_MAX: usize = 256;

/// The word on a snapshot, and what it was given for.
pub(super) struct Judged {
    pub(super) verdict: Result<CaseDoc, Unattested>,
    /// Where it is sound: its row in the read model.
    pub(super) row: Option<Folded>,
    scope: Scope,
    opener: DeviceId,
    directory_changes: usize,
}

impl Judged {
    /// Whether the word is still about what it was given for.
    fn is_for(&self, candidate: &Candidate, directory_changes: usize) -> bool {
        self.scope == candidate.scope && self.opener == candidate.opener && self.directory_changes == directory_changes
    }
}

/// A snapshot, and what it is judged by.
struct Candidate {
    snapshot: Snapshot,
    scope: Scope,
    opener: DeviceId,
}

impl Candidate {
    fn judge(self, grants: &Grants, context: Context<'_>, directory_changes: usize) -> Judged {
        let Self { snapshot, scope, opener } = self;
        let verdict = guard::judge_snapshot(&snapshot, grants, &scope, opener);
        let row = verdict.as_ref().ok().map(|doc| Folded::of(doc, snapshot.doc, &scope, context));
        Judged { verdict, row, scope, opener, directory_changes }
    }
}

/// Snapshots that are judged ahead, and the directory as it was when they were found.
pub(super) struct Ahead {
    pieces: Vec<Mutex<Piece>>,
    by_digest: BTreeMap<[u8; 32], usize>,
    next: AtomicUsize,
    grants: Grants,
    directory: Directory,
    configs: Configs,
    directory_changes: usize,
}

/// One snapshot: to be judged, judged, or fetched. Whoever judges it holds the lock meanwhile.
struct Piece {
    candidate: Option<Candidate>,
    judged: Option<Judged>,
}

impl Ahead {
    /// Judges one that nobody has begun with; `false` where there is none left.
    fn judge_next(&self) -> bool {
        let Some(piece) = self.pieces.get(self.next.fetch_add(1, Ordering::Relaxed)) else { return false };
        self.judge(&mut piece.lock().unwrap_or_else(PoisonError::into_inner));
        true
    }

    fn judge(&self, piece: &mut Piece) {
        if let Some(candidate) = piece.candidate.take() {
            let context = Context { directory: &self.directory, configs: &self.configs };
            piece.judged = Some(candidate.judge(&self.grants, context, self.directory_changes));
        }
    }

    /// Leaves the others undone.
    fn stop(&self) {
        self.next.store(self.pieces.len(), Ordering::Relaxed);
    }

    /// The word on the snapshot with this digest. While another still judges it, the caller judges a later one.
    fn take(&self, digest: &[u8; 32]) -> Option<Judged> {
        let piece = &self.pieces[*self.by_digest.get(digest)?];
        let mut piece = loop {
            match piece.try_lock() {
                Ok(piece) => break piece,
                Err(TryLockError::Poisoned(piece)) => break piece.into_inner(),
                Err(TryLockError::WouldBlock) if self.judge_next() => {}
                Err(TryLockError::WouldBlock) => break piece.lock().unwrap_or_else(PoisonError::into_inner),
            }
        };
        self.judge(&mut piece);
        piece.judged.take()
    }
}

impl Pass<'_> {
    /// Takes in everything in the queue.
    pub(super) fn run(&mut self) -> Result<(), Error> {
        while let Some((front, _)) = self.queue.front() {
            if !matches!(Item::decode_up_to(front, self.core.version_max), Ok(Item::Snapshot(_))) {
                self.down_to(self.queue.len() - 1)?;
                continue;
            }
            let (ahead, unseen) = self.look_ahead()?;
            let ahead = Arc::new(ahead);
            self.ahead = Some(Arc::clone(&ahead));
            let workers = mem::replace(&mut self.core.workers, Box::new(Alone));
            let mut done = Ok(());
            let work = || while ahead.judge_next() {};
            workers.beside(&work, &mut || {
                done = self.down_to(unseen);
                ahead.stop();
            });
            self.core.workers = workers;
            self.ahead = None;
            done?;
        }
        Ok(())
    }

    /// Takes in items from the front until the queue is no longer than this.
    fn down_to(&mut self, length: usize) -> Result<(), Error> {
        while self.queue.len() > length {
            let Some((item, from_relay)) = self.queue.pop_front() else { break };
            self.item(&item, from_relay)?;
        }
        Ok(())
    }

    /// The word on a snapshot whose turn has come.
    pub(super) fn judged(
        &mut self,
        snapshot: &Snapshot,
        bytes: &[u8],
        scope: Scope,
        opener: DeviceId,
    ) -> Result<Judged, Error> {
        let candidate = Candidate { snapshot: snapshot.clone(), scope, opener };
        match self.ahead.as_ref().and_then(|ahead| ahead.take(&digest(bytes))) {
            Some(judged) if judged.is_for(&candidate, self.directory_changes) => Ok(judged),
            _ => Ok(candidate.judge(self.core.grants()?, self.core.context(), self.directory_changes)),
        }
    }

    /// The snapshots among the next items, of documents of which nothing is here yet, and how long the queue is behind
    /// those items.
    fn look_ahead(&mut self) -> Result<(Ahead, usize), Error> {
        let (mut pieces, mut by_digest) = (Vec::new(), BTreeMap::new());
        let mut opened: BTreeMap<DocId, Option<(Scope, DeviceId)>> = BTreeMap::new();
        let mut seen = 0;
        for (bytes, _) in &self.queue {
            if pieces.len() == AHEAD_MAX {
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
                        by_digest.insert(digest(bytes), pieces.len());
                        let candidate = Some(Candidate { snapshot, scope, opener });
                        pieces.push(Mutex::new(Piece { candidate, judged: None }));
                    }
                }
                Ok(Item::Envelope(_)) | Err(_) => {}
            }
        }
        let ahead = Ahead {
            pieces,
            by_digest,
            next: AtomicUsize::new(0),
            grants: self.core.grants()?.clone(),
            directory: self.core.directory.clone(),
            configs: self.core.configs.clone(),
            directory_changes: self.directory_changes,
        };
        Ok((ahead, self.queue.len() - seen))
    }
}
