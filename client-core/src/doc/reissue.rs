//! Re-issuing: the same edits, under a new incarnation, when the old one's sequence numbers are taken.
//!
//! Each change is rewritten exactly: same operations, same counters, same place in the history; only the actor, its
//! sequence numbers, the hashes it names and the ids of its own acts are new. So what was concurrent stays concurrent.

use std::collections::{BTreeMap, BTreeSet};

use automerge::{
    ExpandedChange, ScalarValue,
    legacy::{ElementId, Key, ObjectId, OpId, OpType, SortedVec},
};
use taizhang_wire::{ActorId, ChangeHash, Code};

use super::{DocError, act_id, am_hash, from_am, our_hash, to_am};

/// A rewriting under way, for one document.
pub(crate) struct Reissue {
    to: ActorId,
    /// The changes that are written anew, by old hash.
    dropped: BTreeSet<ChangeHash>,
    hashes: BTreeMap<ChangeHash, ChangeHash>,
    /// Operations that get the new actor: the old actor and the counters of its dropped changes.
    moved: Vec<(automerge::ActorId, u64, u64)>,
    acts: Vec<(String, String)>,
    next_seq: u64,
    last: Option<ChangeHash>,
}

/// A change written anew.
pub(crate) struct Reissued {
    pub(crate) hash: ChangeHash,
    pub(crate) seq: u64,
    pub(crate) deps: Vec<ChangeHash>,
    pub(crate) bytes: Vec<u8>,
}

impl Reissue {
    /// Starts for the new actor, whose next sequence number in this document is `next_seq`.
    pub(crate) fn new(to: ActorId, next_seq: u64, dropped: impl IntoIterator<Item = ChangeHash>) -> Self {
        Self {
            to,
            dropped: dropped.into_iter().collect(),
            hashes: BTreeMap::new(),
            moved: Vec::new(),
            acts: Vec::new(),
            next_seq,
            last: None,
        }
    }

    /// Writes one dropped change of our own anew. Call in an order in which each follows what it builds on.
    pub(crate) fn rewrite(&mut self, bytes: &[u8]) -> Result<Reissued, DocError> {
        let change =
            automerge::Change::from_bytes(bytes.to_vec()).map_err(|error| DocError::new(Code::Malformed, error))?;
        let old_hash = our_hash(change.hash());
        let mut change: ExpandedChange = change.decode();
        let start = change.start_op.get();
        let old_actor = change.actor_id.clone();
        let old_ours = from_am(&old_actor).ok_or_else(|| DocError::new(Code::ForeignShape, "a foreign actor"))?;
        self.moved.push((old_actor, start, start + change.operations.len() as u64));
        for (index, op) in change.operations.iter_mut().enumerate() {
            let counter = start + index as u64;
            if let ObjectId::Id(id) = &mut op.obj {
                self.move_op(id);
            }
            if let Key::Seq(ElementId::Id(id)) = &mut op.key {
                self.move_op(id);
            }
            let preds: Vec<OpId> = op
                .pred
                .iter()
                .cloned()
                .map(|mut pred| {
                    self.move_op(&mut pred);
                    pred
                })
                .collect();
            op.pred = SortedVec::from(preds);
            let old_id = act_id(old_ours, counter).to_string();
            if op.key == Key::Map(old_id.as_str().into()) {
                let new_id = act_id(self.to, counter).to_string();
                op.key = Key::Map(new_id.as_str().into());
                self.acts.push((old_id, new_id));
            }
            if let OpType::Put(ScalarValue::Str(text)) = &mut op.action
                && text.len() > 26
            {
                let renamed = self.acts.iter().fold(text.to_string(), |text, (old, new)| text.replace(old, new));
                *text = renamed.as_str().into();
            }
        }
        let mut deps: BTreeSet<ChangeHash> = BTreeSet::new();
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
        deps.extend(self.last.filter(|_| !deps.iter().any(|dep| Some(*dep) == self.last)));
        change.deps = deps.iter().map(|dep| am_hash(*dep)).collect();
        change.actor_id = to_am(self.to);
        change.seq = self.next_seq;
        change.hash = None;
        let rewritten = automerge::Change::from(change);
        let hash = our_hash(rewritten.hash());
        self.next_seq += 1;
        self.last = Some(hash);
        self.hashes.insert(old_hash, hash);
        let deps = rewritten.deps().iter().map(|dep| our_hash(*dep)).collect();
        Ok(Reissued { hash, seq: rewritten.seq(), deps, bytes: rewritten.raw_bytes().to_vec() })
    }

    fn move_op(&self, op: &mut OpId) {
        let moved = |(actor, from, to): &(automerge::ActorId, u64, u64)| {
            op.actor() == actor && (*from..*to).contains(&op.counter())
        };
        if self.moved.iter().any(moved) {
            *op = OpId::new(op.counter(), &to_am(self.to));
        }
    }
}
