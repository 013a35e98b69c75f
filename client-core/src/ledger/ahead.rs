//! Snapshots of a batch, judged and folded before their turn by the workers that the shell gave, while the caller writes
//! down those whose turn it is; so are the signatures of records that open documents. A fresh device spends nearly all its
//! time with this. The word on a snapshot depends on the snapshot, its document's scope and the directory alone: where
//! these are still what they were when its turn comes, it is the word that would be given then.

use std::{
    collections::{BTreeMap, btree_map::Entry},
    mem,
    sync::{
        Arc, Mutex, PoisonError, TryLockError,
        atomic::{AtomicUsize, Ordering},
    },
};

use taizhang_model::{Configs, Context, DeviceId, Directory};
use taizhang_wire::{Control, ControlBody, DocId, Grants, Item, Open, Scope, Snapshot, Verdict, judge_open};

use super::receive::Pass;
use crate::{
    Alone, Error,
    doc::CaseDoc,
    guard::{self, Sound, Unattested},
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
        let (verdict, row) = match guard::judge_snapshot(&snapshot, grants, &scope, opener) {
            Ok(Sound { doc, acts }) => {
                let row = Folded::of(&doc, Some(acts), snapshot.doc, &scope, context);
                (Ok(doc), Some(row))
            }
            Err(unsound) => (Err(unsound), None),
        };
        Judged { verdict, row, scope, opener, directory_changes }
    }
}

/// The word on a record that opens a document, and the state of the directory that it was given in.
struct Opened {
    verdict: (Verdict, Option<Scope>),
    directory_changes: usize,
}

/// What is judged ahead.
enum Task {
    Snapshot(Candidate),
    Open(Control),
}

/// What came of it.
enum Word {
    Snapshot(Box<Judged>),
    Open(Opened),
}

/// Items that are judged ahead, and the directory as it was when they were found.
pub(super) struct Ahead {
    pieces: Vec<Mutex<Piece>>,
    by_digest: BTreeMap<[u8; 32], usize>,
    next: AtomicUsize,
    grants: Grants,
    directory: Directory,
    configs: Configs,
    directory_changes: usize,
}

/// One item: to be judged, judged, or fetched. Whoever judges it holds the lock meanwhile.
struct Piece {
    task: Option<Task>,
    word: Option<Word>,
}

impl Piece {
    const fn of(task: Task) -> Mutex<Self> {
        Mutex::new(Self { task: Some(task), word: None })
    }
}

impl Ahead {
    /// Judges one that nobody has begun with; `false` where there is none left.
    fn judge_next(&self) -> bool {
        let Some(piece) = self.pieces.get(self.next.fetch_add(1, Ordering::Relaxed)) else { return false };
        self.judge(&mut piece.lock().unwrap_or_else(PoisonError::into_inner));
        true
    }

    fn judge(&self, piece: &mut Piece) {
        let directory_changes = self.directory_changes;
        let context = Context { directory: &self.directory, configs: &self.configs };
        piece.word = match piece.task.take() {
            Some(Task::Snapshot(candidate)) => {
                Some(Word::Snapshot(Box::new(candidate.judge(&self.grants, context, directory_changes))))
            }
            Some(Task::Open(control)) => {
                let ControlBody::Open(open) = &control.body else { return };
                let verdict = judge_open(&self.grants, &control, open);
                Some(Word::Open(Opened { verdict, directory_changes }))
            }
            None => return,
        };
    }

    /// Leaves the others undone.
    fn stop(&self) {
        self.next.store(self.pieces.len(), Ordering::Relaxed);
    }

    /// The word on the item with this digest. While another still judges it, the caller judges a later one.
    fn take(&self, digest: &[u8; 32]) -> Option<Word> {
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
        piece.word.take()
    }
}

impl Pass<'_> {
    /// Takes in everything in the queue.
    pub(super) fn run(&mut self) -> Result<(), Error> {
        while let Some((front, _)) = self.queue.front() {
            if !is_judged_ahead(Item::decode_up_to(front, self.core.version_max).ok().as_ref()) {
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
            Some(Word::Snapshot(judged)) if judged.is_for(&candidate, self.directory_changes) => Ok(*judged),
            _ => Ok(candidate.judge(self.core.grants()?, self.core.context(), self.directory_changes)),
        }
    }

    /// The word on a record that opens a document, whose turn has come.
    pub(super) fn judged_open(
        &self,
        control: &Control,
        open: &Open,
        bytes: &[u8],
    ) -> Result<(Verdict, Option<Scope>), Error> {
        match self.ahead.as_ref().and_then(|ahead| ahead.take(&digest(bytes))) {
            Some(Word::Open(opened)) if opened.directory_changes == self.directory_changes => Ok(opened.verdict),
            _ => Ok(judge_open(self.core.grants()?, control, open)),
        }
    }

    /// Of the next items those that open a document, and the snapshots of documents of which nothing is here yet; and how
    /// long the queue is behind those items.
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
                        by_digest.insert(digest(bytes), pieces.len());
                        pieces.push(Piece::of(Task::Open(control)));
                    }
                }
                Ok(Item::Snapshot(snapshot)) => {
                    let known = match opened.entry(snapshot.doc) {
                        Entry::Occupied(known) => known.into_mut(),
                        Entry::Vacant(unknown) => {
                            let row = docs::row(self.tx, snapshot.doc)?.filter(|row| !row.has_content());
                            unknown.insert(row.map(|row| (row.scope, row.opener)))
                        }
                    };
                    if let Some((scope, opener)) = known.clone() {
                        by_digest.insert(digest(bytes), pieces.len());
                        pieces.push(Piece::of(Task::Snapshot(Candidate { snapshot, scope, opener })));
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

/// Whether something of an item can be judged before its turn.
const fn is_judged_ahead(item: Option<&Item>) -> bool {
    match item {
        Some(Item::Snapshot(_)) => true,
        Some(Item::Control(control)) => matches!(control.body, ControlBody::Open(_)),
        _ => false,
    }
}
