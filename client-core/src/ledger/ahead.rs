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
    seal::{DocKeys, LateKeys, OfficeSecrets, Share},
    store::{
        docs,
        folded::Folded,
        held_back::{self, digest, is_convicted},
    },
};

/// Judged ahead at most: a loaded document takes about 35 KiB.
const AHEAD_MAX: usize = 256;

/// The word on a snapshot, and what it was given for.
pub(super) struct Judged {
    pub(super) verdict: Result<CaseDoc, Unattested>,
    /// Where it is sound: its row in the read model.
    pub(super) row: Option<Folded>,
    /// Where it is sound: its content in clear.
    pub(super) content: Vec<u8>,
    /// The document's keys, opened for it.
    pub(super) keys: DocKeys,
    scope: Scope,
    opener: DeviceId,
    directory_changes: usize,
}

impl Judged {
    /// Whether the word is still about what it was given for.
    fn is_for(&self, scope: &Scope, opener: DeviceId, directory_changes: usize) -> bool {
        self.scope == *scope && self.opener == opener && self.directory_changes == directory_changes
    }
}

/// A snapshot, and what it is judged by.
struct Candidate {
    snapshot: Snapshot,
    scope: Scope,
    opener: DeviceId,
    keys: Arc<LateKeys>,
}

/// What everything of a batch is judged by, beside what it says itself.
#[derive(Clone, Copy)]
struct By<'a> {
    grants: &'a Grants,
    secrets: &'a OfficeSecrets,
    context: Context<'a>,
    directory_changes: usize,
}

impl Candidate {
    fn judge(self, by: By<'_>) -> Judged {
        let Self { snapshot, scope, opener, keys } = self;
        let keys = keys.get(by.secrets).clone();
        let directory_changes = by.directory_changes;
        let (verdict, row, content) = match guard::judge_snapshot(&snapshot, by.grants, &scope, opener, &keys) {
            Ok(Sound { doc, acts, content }) => {
                let row = Folded::of(&doc, Some(acts), snapshot.doc, &scope, by.context);
                (Ok(doc), Some(row), content)
            }
            Err(unsound) => (Err(unsound), None, Vec::new()),
        };
        Judged { verdict, row, content, keys, scope, opener, directory_changes }
    }
}

/// The word on a record that opens a document, and the state of the directory that it was given in.
struct Opened {
    verdict: (Verdict, Option<Scope>),
    keys: DocKeys,
    directory_changes: usize,
}

/// What is judged ahead.
enum Task {
    Snapshot(Candidate),
    Open(Control, Arc<LateKeys>),
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
    secrets: OfficeSecrets,
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
        let by = By {
            grants: &self.grants,
            secrets: &self.secrets,
            context: Context { directory: &self.directory, configs: &self.configs },
            directory_changes: self.directory_changes,
        };
        piece.word = match piece.task.take() {
            Some(Task::Snapshot(candidate)) => Some(Word::Snapshot(Box::new(candidate.judge(by)))),
            Some(Task::Open(control, keys)) => {
                let ControlBody::Open(open) = &control.body else { return };
                let verdict = judge_open(by.grants, &control, open);
                let keys = keys.get(by.secrets).clone();
                Some(Word::Open(Opened { verdict, keys, directory_changes: by.directory_changes }))
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
        while let Some(front) = self.queue.front() {
            if !is_judged_ahead(Item::decode_up_to(&front.item, self.core.version_max).ok().as_ref()) {
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
            let Some(next) = self.queue.pop_front() else { break };
            self.position = next.position;
            self.item(&next.item, next.from_relay)?;
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
        match self.ahead.as_ref().and_then(|ahead| ahead.take(&digest(bytes))) {
            Some(Word::Snapshot(judged)) if judged.is_for(&scope, opener, self.directory_changes) => Ok(*judged),
            _ => {
                let keys = Arc::new(self.core.late_keys_for(self.tx, snapshot.doc, snapshot.key_id)?);
                Ok(Candidate { snapshot: snapshot.clone(), scope, opener, keys }.judge(self.by()?))
            }
        }
    }

    fn by(&self) -> Result<By<'_>, Error> {
        Ok(By {
            grants: self.core.grants()?,
            secrets: &self.core.office_secrets,
            context: self.core.context(),
            directory_changes: self.directory_changes,
        })
    }

    /// The word on a record that opens a document, whose turn has come, and the document's keys.
    pub(super) fn judged_open(
        &self,
        control: &Control,
        open: &Open,
        bytes: &[u8],
    ) -> Result<((Verdict, Option<Scope>), DocKeys), Error> {
        match self.ahead.as_ref().and_then(|ahead| ahead.take(&digest(bytes))) {
            Some(Word::Open(opened)) if opened.directory_changes == self.directory_changes => {
                Ok((opened.verdict, opened.keys))
            }
            _ => {
                let keys = first_keys(open).get(&self.core.office_secrets).clone();
                Ok((judge_open(self.core.grants()?, control, open), keys))
            }
        }
    }

    /// Of the next items those that open a document, and the snapshots of documents of which nothing is here yet; and how
    /// long the queue is behind those items.
    fn look_ahead(&mut self) -> Result<(Ahead, usize), Error> {
        let (mut pieces, mut by_digest) = (Vec::new(), BTreeMap::new());
        let mut opened: BTreeMap<DocId, Option<(Scope, DeviceId, Arc<LateKeys>)>> = BTreeMap::new();
        let mut seen = 0;
        for held_back::Waiting { item: bytes, .. } in &self.queue {
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
                        let keys = Arc::new(first_keys(open));
                        opened.insert(doc, Some((Scope::opened(control.id(), open), open.device, keys.clone())));
                        by_digest.insert(digest(bytes), pieces.len());
                        pieces.push(Piece::of(Task::Open(control, keys)));
                    }
                }
                Ok(Item::Snapshot(snapshot)) => {
                    let known = match opened.entry(snapshot.doc) {
                        Entry::Occupied(known) => known.into_mut(),
                        Entry::Vacant(unknown) => {
                            let row = docs::row(self.tx, snapshot.doc)?.filter(|row| !row.has_content());
                            let keys = self.core.late_keys_for(self.tx, snapshot.doc, snapshot.key_id)?;
                            unknown.insert(row.map(|row| (row.scope, row.opener, Arc::new(keys))))
                        }
                    };
                    if let Some((scope, opener, keys)) = known.clone() {
                        by_digest.insert(digest(bytes), pieces.len());
                        pieces.push(Piece::of(Task::Snapshot(Candidate { snapshot, scope, opener, keys })));
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
            secrets: self.core.office_secrets.clone(),
            directory: self.core.directory.clone(),
            configs: self.core.configs.clone(),
            directory_changes: self.directory_changes,
        };
        Ok((ahead, self.queue.len() - seen))
    }
}

/// The keys of a document that was just opened.
fn first_keys(open: &Open) -> LateKeys {
    LateKeys::new(DocKeys::new(BTreeMap::new(), !open.shares.is_empty()), Share::of_open(open))
}

/// Whether something of an item can be judged before its turn.
const fn is_judged_ahead(item: Option<&Item>) -> bool {
    match item {
        Some(Item::Snapshot(_)) => true,
        Some(Item::Control(control)) => matches!(control.body, ControlBody::Open(_)),
        _ => false,
    }
}
