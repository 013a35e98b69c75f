//! A case's document, and the only folder that names Automerge.
//!
//! The containers are made once, as the first four operations of the document's first change: `fields` and `claims`
//! (plain values, where concurrent writes all stay visible), `acts` (append-only, an act's key is derived from the
//! operation that writes it), and `narrative` (text that merges). Everything later is a put of a string, or an edit of
//! the text; the guard refuses whatever is not.

mod change;
pub(crate) mod chunk;
#[cfg(test)]
pub(crate) mod forgery;
mod history;
mod read;
mod reissue;
pub(crate) mod rules;

use std::{
    collections::BTreeSet,
    panic::{AssertUnwindSafe, catch_unwind},
};

use automerge::{
    Automerge, LoadOptions, ObjId, ObjType, ReadDoc as _, ScalarValue, TextEncoding,
    transaction::{CommitOptions, Transactable as _, Transaction},
};
use sha2::{Digest as _, Sha256};
use taizhang_model::{ActId, ClaimId};
use taizhang_wire::{ActorId, ChangeHash, Code, Position, limits};

pub(crate) use change::{ParsedChange, check_shape};
pub(crate) use history::in_common_order;
pub use history::{HistoryEntry, Touched};
pub(crate) use reissue::{Reissue, Reissued};

/// The layout of the document that this program writes.
pub(crate) const SCHEMA: i64 = 1;
/// Containers, in the order of their making; each one's operation counter is its place, from 1.
pub(crate) const CONTAINERS: [&str; 4] = ["fields", "claims", "acts", "narrative"];
/// The first operations of a document: four containers and the schema.
pub(crate) const GENESIS_OPS: u64 = 5;

/// The containers, by the counter of the operation that made them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Container {
    Fields = 1,
    Claims = 2,
    Acts = 3,
    Narrative = 4,
}

impl Container {
    /// The container that the opener's operation with this counter made.
    pub(crate) const fn made_by(counter: u32) -> Option<Self> {
        match counter {
            1 => Some(Self::Fields),
            2 => Some(Self::Claims),
            3 => Some(Self::Acts),
            4 => Some(Self::Narrative),
            _ => None,
        }
    }
}

/// One thing to write. All edits of one call become one change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Edit {
    /// An act, without its id; acts come before other edits of the same change.
    Act(String),
    /// A plain field of the case.
    Field(String, String),
    /// A plain field of a claim.
    Claim(ClaimId, String, String),
    /// The free text, as it should read now.
    Narrative(String),
    /// More free text, behind what is there.
    Append(String),
}

/// Sixteen random bytes that stand in a change as its commit message. A change's hash goes beside sealed content in clear,
/// and without them would tell whether a guess of something short, a telephone number, is right.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Salt(pub(crate) [u8; 16]);

/// What the author of a change had read when it was written, behind the salt: its office's feed, in the relay's epoch that
/// begins with these bytes, to its end at this position; and all that stood there of this document is in the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct HadRead {
    pub(crate) epoch: [u8; 8],
    pub(crate) until: Position,
}

impl HadRead {
    /// Reads it out of a change's message.
    fn of(message: &str) -> Option<Self> {
        let message = data_encoding::BASE64URL_NOPAD.decode(message.as_bytes()).ok()?;
        let (epoch, until) = message.get(16..)?.split_first_chunk::<8>()?;
        Some(Self { epoch: *epoch, until: Position::from_be_bytes(until.try_into().ok()?) })
    }
}

/// How the message of a change is spelled.
fn message(salt: Salt, had_read: Option<HadRead>) -> String {
    let mut bytes = salt.0.to_vec();
    if let Some(HadRead { epoch, until }) = had_read {
        bytes.extend(epoch);
        bytes.extend(until.to_be_bytes());
    }
    data_encoding::BASE64URL_NOPAD.encode(&bytes)
}

/// A change that was just made here.
#[derive(Clone, Debug)]
pub(crate) struct NewChange {
    pub(crate) hash: ChangeHash,
    pub(crate) seq: u64,
    pub(crate) deps: Vec<ChangeHash>,
    pub(crate) bytes: Vec<u8>,
}

/// Where a change stands in the document.
#[derive(Clone, Debug)]
pub(crate) struct ChangeMeta {
    pub(crate) hash: ChangeHash,
    pub(crate) actor: ActorId,
    pub(crate) seq: u64,
    pub(crate) deps: Vec<ChangeHash>,
    pub(crate) max_op: u64,
    pub(crate) time_s: i64,
}

/// What Automerge said no to; the guard turns it into a quarantine reason.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{code}: {detail}")]
pub(crate) struct DocError {
    pub(crate) code: Code,
    pub(crate) detail: String,
}

impl DocError {
    fn new(code: Code, detail: impl ToString) -> Self {
        Self { code, detail: detail.to_string() }
    }
}

impl From<chunk::ChunkError> for DocError {
    fn from(error: chunk::ChunkError) -> Self {
        Self::new(error.code(), error)
    }
}

/// One case's document, loaded.
#[derive(Clone)]
pub(crate) struct CaseDoc {
    doc: Automerge,
    opener: automerge::ActorId,
}

impl CaseDoc {
    /// Makes a document whose first change holds the containers and `edits`.
    pub(crate) fn create(actor: ActorId, time_s: i64, salt: Salt, edits: &[Edit]) -> (Self, NewChange) {
        let mut doc = Automerge::new_with_encoding(TextEncoding::UnicodeCodePoint);
        doc.set_actor(to_am(actor));
        let mut made = Self { doc, opener: to_am(actor) };
        let by = (actor, time_s, message(salt, None));
        let change = made.write(by, edits, true).expect("a first change is never empty");
        (made, change)
    }

    /// Loads a document that this program saved, or that the guard has measured.
    pub(crate) fn load(bytes: &[u8]) -> Result<Self, DocError> {
        let load = || {
            let options = LoadOptions::new().text_encoding(TextEncoding::UnicodeCodePoint);
            Automerge::load_with_options(bytes, options)
        };
        let doc = catch_unwind(AssertUnwindSafe(load))
            .map_err(|_| DocError::new(Code::WouldNotLoad, "loading panicked"))?
            .map_err(|error| DocError::new(Code::WouldNotLoad, error))?;
        let opener = match doc.get(automerge::ROOT, CONTAINERS[0]) {
            Ok(Some((_, ObjId::Id(1, actor, _)))) => actor,
            _ => return Err(DocError::new(Code::ForeignShape, "no containers in the first change")),
        };
        Ok(Self { doc, opener })
    }

    /// Starts from a foreign first change, which the guard has checked.
    pub(crate) fn from_first_change(change: ParsedChange) -> Result<Self, DocError> {
        let opener = to_am(change.actor);
        let doc = Automerge::new_with_encoding(TextEncoding::UnicodeCodePoint);
        Self { doc, opener }.with_change(change)
    }

    /// The document with one more change, which the guard has checked; this one stays as it was.
    pub(crate) fn with_change(&self, change: ParsedChange) -> Result<Self, DocError> {
        let mut next = self.clone();
        next.push(change)?;
        Ok(next)
    }

    /// Takes in one more change, which the guard has checked. Where that fails, the document is of no use any more.
    pub(crate) fn push(&mut self, change: ParsedChange) -> Result<(), DocError> {
        let hash = am_hash(change.hash);
        let writes = self.writes_late(&change);
        catch_unwind(AssertUnwindSafe(|| self.doc.apply_changes([change.inner])))
            .map_err(|_| DocError::new(Code::UnsoundOps, "applying panicked"))?
            .map_err(|error| DocError::new(Code::UnsoundOps, error))?;
        if self.doc.get_change_meta_by_hash(&hash).is_none() {
            return Err(DocError::new(Code::MissingDeps, "the change was not taken in"));
        }
        if writes { self.check_text(our_hash(hash)) } else { Ok(()) }
    }

    /// Whether a change writes text where there are so many operations that the text may be too long. Counters tell
    /// nothing of that: those of concurrent changes overlap.
    fn writes_late(&self, change: &ParsedChange) -> bool {
        let ops = self.doc.stats().num_ops + change.inner.len() as u64;
        ops > limits::CASE_LETTERS_MAX as u64 && change.inner.decode().operations.iter().any(|op| op.insert)
    }

    /// Whether the free text, as a change leaves it, keeps its bound.
    pub(crate) fn check_text(&self, after: ChangeHash) -> Result<(), DocError> {
        let letters = self.doc.length_at(self.container(Container::Narrative), &[am_hash(after)]);
        if letters <= limits::CASE_LETTERS_MAX {
            Ok(())
        } else {
            Err(DocError::new(Code::TooLarge, "the text is too long"))
        }
    }

    /// Whether others' guards will let through a change that was just made here, and is in this document.
    pub(crate) fn check_own(&self, change: &NewChange) -> Result<(), DocError> {
        let parsed = ParsedChange::read(&change.bytes)?;
        check_shape((!parsed.deps.is_empty()).then_some(self), &parsed)?;
        if self.writes_late(&parsed) { self.check_text(parsed.hash) } else { Ok(()) }
    }

    /// Takes in changes from this program's own store.
    pub(crate) fn extend(&mut self, changes: impl IntoIterator<Item = Vec<u8>>) -> Result<(), DocError> {
        let changes: Vec<_> = changes
            .into_iter()
            .map(automerge::Change::from_bytes)
            .collect::<Result<_, _>>()
            .map_err(|error| DocError::new(Code::WouldNotLoad, error))?;
        self.doc.apply_changes(changes).map_err(|error| DocError::new(Code::WouldNotLoad, error))
    }

    /// Writes `edits` as one change. `None` where they change nothing.
    pub(crate) fn edit(&mut self, actor: ActorId, time_s: i64, salt: Salt, edits: &[Edit]) -> Option<NewChange> {
        self.edit_having_read(actor, time_s, (salt, None), edits)
    }

    /// The same, saying what its author had read.
    pub(crate) fn edit_having_read(
        &mut self,
        actor: ActorId,
        time_s: i64,
        (salt, had_read): (Salt, Option<HadRead>),
        edits: &[Edit],
    ) -> Option<NewChange> {
        self.write((actor, time_s, message(salt, had_read)), edits, false)
    }

    fn write(&mut self, by: (ActorId, i64, String), edits: &[Edit], genesis: bool) -> Option<NewChange> {
        let (actor, time_s, message) = by;
        let start = if genesis { GENESIS_OPS } else { self.max_op() };
        self.doc.set_actor(to_am(actor));
        let opener = self.opener.clone();
        let mut tx = self.doc.transaction();
        if genesis {
            for (name, kind) in CONTAINERS.iter().zip([ObjType::Map, ObjType::Map, ObjType::Map, ObjType::Text]) {
                tx.put_object(automerge::ROOT, *name, kind).expect(OURS);
            }
            tx.put(automerge::ROOT, "schema", SCHEMA).expect(OURS);
        }
        let mut counter = start;
        for edit in edits {
            let at = |container: Container| ObjId::Id(container as u64, opener.clone(), 0);
            match edit {
                Edit::Act(json) => {
                    counter += 1;
                    tx.put(at(Container::Acts), act_id(actor, counter).to_string(), json.as_str()).expect(OURS);
                }
                Edit::Field(name, value) => put_chosen(&mut tx, &at(Container::Fields), name, value),
                Edit::Claim(claim, name, value) => {
                    put_chosen(&mut tx, &at(Container::Claims), &claim_key(*claim, name), value);
                }
                Edit::Narrative(text) => put_text(&mut tx, &at(Container::Narrative), text),
                Edit::Append(text) => {
                    let end = tx.length(at(Container::Narrative));
                    tx.splice_text(at(Container::Narrative), end, 0, text).expect(OURS);
                }
            }
        }
        let (hash, _) = tx.commit_with(CommitOptions::default().with_time(time_s).with_message(message));
        let hash = hash?;
        let change = self.doc.get_change_by_hash(&hash).expect("a committed change is in its document");
        Some(NewChange {
            hash: our_hash(hash),
            seq: change.seq(),
            deps: change.deps().iter().map(|dep| our_hash(*dep)).collect(),
            bytes: change.raw_bytes().to_vec(),
        })
    }

    /// The highest operation counter; the next change starts one above it.
    pub(crate) fn max_op(&self) -> u64 {
        let of = |hash: &automerge::ChangeHash| self.doc.get_change_meta_by_hash(hash).map_or(0, |meta| meta.max_op);
        self.doc.get_heads().iter().map(of).max().unwrap_or(0)
    }

    /// The heads, sorted.
    pub(crate) fn heads(&self) -> Vec<ChangeHash> {
        let mut heads: Vec<_> = self.doc.get_heads().into_iter().map(our_hash).collect();
        heads.sort_unstable();
        heads
    }

    /// Whether the change is in the document.
    pub(crate) fn has(&self, hash: ChangeHash) -> bool {
        self.doc.get_change_meta_by_hash(&am_hash(hash)).is_some()
    }

    /// Where a change stands.
    pub(crate) fn meta(&self, hash: ChangeHash) -> Option<ChangeMeta> {
        self.doc.get_change_meta_by_hash(&am_hash(hash)).and_then(|meta| our_meta(&meta))
    }

    /// These changes and everything that they build on.
    pub(crate) fn ancestors(&self, of: &[ChangeHash]) -> BTreeSet<ChangeHash> {
        let mut seen = BTreeSet::new();
        let mut queue = of.to_vec();
        while let Some(hash) = queue.pop() {
            if seen.insert(hash)
                && let Some(meta) = self.meta(hash)
            {
                queue.extend(meta.deps);
            }
        }
        seen
    }

    /// Every change, each after what it builds on. `None` where an actor is not one of ours.
    pub(crate) fn changes(&self) -> Option<Vec<ChangeMeta>> {
        self.doc.get_changes_meta(&[]).iter().map(our_meta).collect()
    }

    /// A change's bytes.
    pub(crate) fn raw_change(&self, hash: ChangeHash) -> Option<Vec<u8>> {
        self.doc.get_change_by_hash(&am_hash(hash)).map(|change| change.raw_bytes().to_vec())
    }

    /// What the author of a change says to have read.
    pub(crate) fn had_read(&self, hash: ChangeHash) -> Option<HadRead> {
        HadRead::of(self.doc.get_change_by_hash(&am_hash(hash))?.message()?)
    }

    /// The compact document.
    pub(crate) fn save(&self) -> Vec<u8> {
        self.doc.save()
    }

    /// Whether the document, saved, loads again with the same heads: the last thing to ask of a received change.
    pub(crate) fn loads_again(&self) -> Result<(), DocError> {
        let save = || self.doc.save_nocompress();
        let bytes =
            catch_unwind(AssertUnwindSafe(save)).map_err(|_| DocError::new(Code::WouldNotLoad, "saving panicked"))?;
        let again = Self::load(&bytes)?;
        if again.heads() == self.heads() { Ok(()) } else { Err(DocError::new(Code::WouldNotLoad, "other heads")) }
    }
}

/// Makes the text read so. Small rewordings become the letters that differ, so that others' edits beside them stay; a
/// passage that was written over becomes one, because finding what is common to two long texts takes minutes.
fn put_text(tx: &mut Transaction<'_>, text: &ObjId, new: &str) {
    const COMPARED_CHARS_MAX: usize = 2_000;
    let old: Vec<char> = tx.text(text).expect(OURS).chars().collect();
    let letters: Vec<char> = new.chars().collect();
    let head = old.iter().zip(&letters).take_while(|(a, b)| a == b).count();
    let tail = old[head..].iter().rev().zip(letters[head..].iter().rev()).take_while(|(a, b)| a == b).count();
    let (gone, come) = (old.len() - head - tail, letters.len() - head - tail);
    if gone + come <= COMPARED_CHARS_MAX {
        tx.update_text(text, new).expect(OURS);
    } else {
        let passage: String = letters[head..head + come].iter().collect();
        let gone = isize::try_from(gone).expect("a text fits in memory");
        tx.splice_text(text, head, gone, &passage).expect(OURS);
    }
}

/// Writes a plain value over all that stand there. Automerge takes a put of the value that won for no change at all, and
/// the others would stay: so a value in conflict is blanked first.
fn put_chosen(tx: &mut Transaction<'_>, container: &ObjId, key: &str, value: &str) {
    if tx.get_all(container, key).expect(OURS).len() > 1 {
        let blank = if value.is_empty() { " " } else { "" };
        tx.put(container, key, blank).expect(OURS);
    }
    tx.put(container, key, value).expect(OURS);
}

const OURS: &str = "the containers are there from the first change";

/// The id of an act: whoever reads the operation can derive it, and nobody can write under another's.
#[must_use]
pub(crate) fn act_id(actor: ActorId, counter: u64) -> ActId {
    let mut hash = Sha256::new();
    hash.update(b"taizhang act v1\0");
    hash.update(actor.as_bytes());
    hash.update(counter.to_be_bytes());
    ActId::from_hash(&hash.finalize().into())
}

fn claim_key(claim: ClaimId, name: &str) -> String {
    format!("{claim}.{name}")
}

fn to_am(actor: ActorId) -> automerge::ActorId {
    automerge::ActorId::from(&actor.0[..])
}

fn from_am(actor: &automerge::ActorId) -> Option<ActorId> {
    ActorId::from_slice(actor.to_bytes())
}

fn our_hash(hash: automerge::ChangeHash) -> ChangeHash {
    ChangeHash(hash.0)
}

fn am_hash(hash: ChangeHash) -> automerge::ChangeHash {
    automerge::ChangeHash(hash.0)
}

fn our_meta(meta: &automerge::ChangeMetadata<'_>) -> Option<ChangeMeta> {
    Some(ChangeMeta {
        hash: our_hash(meta.hash),
        actor: from_am(&meta.actor)?,
        seq: meta.seq,
        deps: meta.deps.iter().map(|dep| our_hash(*dep)).collect(),
        max_op: meta.max_op,
        time_s: meta.timestamp,
    })
}

fn text_of(value: &ScalarValue) -> Option<&str> {
    match value {
        ScalarValue::Str(text) => Some(text),
        _ => None,
    }
}
