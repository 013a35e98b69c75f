//! Re-issuing: the same edits, under a new incarnation, when the old one's sequence numbers are taken.
//!
//! Each change is rewritten exactly: same operations, same counters, same place in the history; only the actor, its
//! sequence numbers, the hashes it names and the ids of its own acts are new. So what was concurrent stays concurrent.
//! What names a renamed act, in a payload or through a dispute between acts, follows it. Where a change cannot stay in
//! its place, its author's device says it again at the end, and tells [`Reissue::said_again`].

use std::collections::{BTreeMap, BTreeSet};

use automerge::{
    ExpandedChange, ScalarValue,
    legacy::{ElementId, Key, ObjectId, OpId, OpType, SortedVec},
};
use taizhang_model::{ActId, Dispute, dispute_id};
use taizhang_wire::{ActorId, ChangeHash, Code};

use super::{DocError, act_id, am_hash, from_am, our_hash, to_am};

/// Letters of a salt alone.
const SALT_LETTERS: usize = 22;

/// A rewriting under way, for one document.
pub(crate) struct Reissue {
    to: ActorId,
    /// The changes that are written anew, by old hash.
    dropped: BTreeSet<ChangeHash>,
    hashes: BTreeMap<ChangeHash, ChangeHash>,
    /// Operations that get the new actor: the old actor and the counters of its dropped changes.
    moved: Vec<Moved>,
    acts: BTreeMap<ActId, ActId>,
    /// The disputes of the case as it was: their ids are made of acts' ids.
    disputes: Vec<Dispute>,
    next_seq: u64,
    last: Option<ChangeHash>,
}

/// An actor's operations from one counter up to another.
type Moved = (automerge::ActorId, u64, u64);

/// A change written anew, not yet in the document.
pub(crate) struct Reissued {
    pub(crate) hash: ChangeHash,
    pub(crate) seq: u64,
    pub(crate) deps: Vec<ChangeHash>,
    pub(crate) bytes: Vec<u8>,
    old: ChangeHash,
    moved: Moved,
    acts: Vec<(ActId, ActId)>,
}

impl Reissue {
    /// Starts for the new actor, which has written nothing in this document.
    pub(crate) fn new(to: ActorId, dropped: impl IntoIterator<Item = ChangeHash>, disputes: Vec<Dispute>) -> Self {
        Self {
            to,
            dropped: dropped.into_iter().collect(),
            hashes: BTreeMap::new(),
            moved: Vec::new(),
            acts: BTreeMap::new(),
            disputes,
            next_seq: 1,
            last: None,
        }
    }

    /// Writes one dropped change of our own anew. Call in an order in which each follows what it builds on.
    pub(crate) fn rewrite(&self, bytes: &[u8]) -> Result<Reissued, DocError> {
        let change =
            automerge::Change::from_bytes(bytes.to_vec()).map_err(|error| DocError::new(Code::Malformed, error))?;
        let old = our_hash(change.hash());
        let mut change: ExpandedChange = change.decode();
        let start = change.start_op.get();
        let old_actor = change.actor_id.clone();
        let old_ours = from_am(&old_actor).ok_or_else(|| DocError::new(Code::ForeignShape, "a foreign actor"))?;
        let moved = (old_actor, start, start + change.operations.len() as u64);
        let mut acts = Vec::new();
        for (index, op) in change.operations.iter_mut().enumerate() {
            let counter = start + index as u64;
            if let ObjectId::Id(id) = &mut op.obj {
                self.move_op(id, &moved);
            }
            if let Key::Seq(ElementId::Id(id)) = &mut op.key {
                self.move_op(id, &moved);
            }
            let mut preds: Vec<OpId> = op.pred.iter().cloned().collect();
            preds.iter_mut().for_each(|pred| self.move_op(pred, &moved));
            op.pred = SortedVec::from(preds);
            let (old_id, new_id) = (act_id(old_ours, counter), act_id(self.to, counter));
            if op.key == Key::Map(old_id.to_string().as_str().into()) {
                op.key = Key::Map(new_id.to_string().as_str().into());
                acts.push((old_id, new_id));
            }
            if let OpType::Put(ScalarValue::Str(text)) = &mut op.action {
                *text = self.renamed(text, &acts).as_str().into();
            }
        }
        let mut deps: BTreeSet<ChangeHash> = self.last.into_iter().collect();
        for dep in &change.deps {
            let dep = our_hash(*dep);
            match self.hashes.get(&dep) {
                Some(new) => deps.insert(*new),
                None if self.dropped.contains(&dep) => {
                    return Err(DocError::new(Code::MissingDeps, "it builds on another's dropped change"));
                }
                None => deps.insert(dep),
            };
        }
        change.deps = deps.iter().map(|dep| am_hash(*dep)).collect();
        change.actor_id = to_am(self.to);
        change.seq = self.next_seq;
        change.hash = None;
        // What was read then is nothing that the changed history could be held against.
        change.message = change.message.map(|message| message.chars().take(SALT_LETTERS).collect());
        let rewritten = automerge::Change::from(change);
        Ok(Reissued {
            hash: our_hash(rewritten.hash()),
            seq: rewritten.seq(),
            deps: rewritten.deps().iter().map(|dep| our_hash(*dep)).collect(),
            bytes: rewritten.raw_bytes().to_vec(),
            old,
            moved,
            acts,
        })
    }

    /// The rewritten change is in the document: what follows may build on it.
    pub(crate) fn accepted(&mut self, new: Reissued) {
        self.moved.push(new.moved);
        self.acts.extend(new.acts);
        self.stands(new.old, new.hash, new.seq);
    }

    /// A change was said again by another, with these acts under these new ids.
    pub(crate) fn said_again(&mut self, old: ChangeHash, new: ChangeHash, seq: u64, acts: Vec<(ActId, ActId)>) {
        self.acts.extend(acts);
        self.stands(old, new, seq);
    }

    fn stands(&mut self, old: ChangeHash, new: ChangeHash, seq: u64) {
        self.hashes.insert(old, new);
        self.last = Some(new);
        self.next_seq = seq + 1;
    }

    /// A text with the new ids of acts, and of disputes between them, in place of the old.
    pub(crate) fn renamed(&self, text: &str, own: &[(ActId, ActId)]) -> String {
        const ID_CHARS: usize = 26;
        if text.len() < ID_CHARS {
            return text.to_owned();
        }
        let new_of = |act: &ActId| {
            let own = own.iter().find(|(old, _)| old == act).map(|(_, new)| *new);
            own.or_else(|| self.acts.get(act).copied())
        };
        let mut pairs: Vec<(String, String)> =
            self.acts.iter().chain(own.iter().map(|(old, new)| (old, new))).map(|(old, new)| pair(old, new)).collect();
        for dispute in &self.disputes {
            let acts: Vec<ActId> = dispute.acts.iter().map(|act| new_of(act).unwrap_or(*act)).collect();
            if acts != dispute.acts {
                pairs.push(pair(&dispute.id, &dispute_id(dispute.rule, &acts)));
            }
        }
        pairs.iter().fold(text.to_owned(), |text, (old, new)| text.replace(old, new))
    }

    fn move_op(&self, op: &mut OpId, own: &Moved) {
        let moved = |(actor, from, to): &Moved| op.actor() == actor && (*from..*to).contains(&op.counter());
        if moved(own) || self.moved.iter().any(moved) {
            *op = OpId::new(op.counter(), &to_am(self.to));
        }
    }
}

fn pair(old: &impl ToString, new: &impl ToString) -> (String, String) {
    (old.to_string(), new.to_string())
}
