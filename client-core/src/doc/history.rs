//! The history as a story: every change in causal order, what it touched, and what its author had seen.

use std::collections::{BTreeMap, BTreeSet};

use automerge::{
    ScalarValue,
    legacy::{ElementId, Key, ObjectId, OpId, OpType},
};
use schemars::JsonSchema;
use serde::Serialize;
use taizhang_model::{ActId, ClaimId};
use taizhang_wire::{ActorId, ChangeHash};

use super::{CaseDoc, am_hash, our_meta};

/// What a change touched.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case", tag = "what")]
pub enum Touched {
    /// The case was opened.
    Opened,
    /// An act was added.
    Act {
        /// The act.
        act: ActId,
    },
    /// A plain field was written.
    Field {
        /// The field's name.
        name: String,
        /// Its new value.
        value: String,
        /// How many standing values it replaced: more than one where a person chose between concurrent ones.
        replaced: usize,
    },
    /// A plain field of a claim was written.
    Claim {
        /// The claim.
        claim: ClaimId,
        /// The field's name.
        name: String,
        /// Its new value.
        value: String,
    },
    /// The free text was edited.
    Narrative {
        /// The letters that were put in.
        inserted: String,
        /// How many letters were taken out.
        deleted: usize,
    },
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HistoryEntry {
    /// Its hash.
    pub hash: ChangeHash,
    /// Who wrote it.
    pub actor: ActorId,
    /// Which of the actor's changes in this case.
    pub seq: u64,
    /// When, by the device's own clock, in seconds since 1970.
    pub time_s: i64,
    /// The latest changes that its author had seen.
    pub seen: Vec<ChangeHash>,
    /// Changes made without knowledge of this one, and it without knowledge of them.
    pub concurrent_with: Vec<ChangeHash>,
    /// What it touched.
    pub touched: Vec<Touched>,
}

impl CaseDoc {
    /// Every change, each after what it builds on.
    pub(crate) fn history(&self) -> Vec<HistoryEntry> {
        let metas = in_common_order(self.doc.get_changes_meta(&[]).iter().filter_map(our_meta).collect());
        let place: BTreeMap<_, _> = metas.iter().enumerate().map(|(index, meta)| (meta.hash, index)).collect();
        let mut before: Vec<Vec<bool>> = Vec::with_capacity(metas.len());
        for meta in &metas {
            let mut seen = vec![false; metas.len()];
            for dep in meta.deps.iter().filter_map(|dep| place.get(dep)) {
                seen[*dep] = true;
                if let Some(earlier) = before.get(*dep) {
                    seen.iter_mut().zip(earlier).for_each(|(mine, theirs)| *mine |= theirs);
                }
            }
            before.push(seen);
        }
        let entry = |(index, meta): (usize, &super::ChangeMeta)| {
            let apart = |other: &usize| *other != index && !before[index][*other] && !before[*other][index];
            HistoryEntry {
                hash: meta.hash,
                actor: meta.actor,
                seq: meta.seq,
                time_s: meta.time_s,
                seen: meta.deps.clone(),
                concurrent_with: (0..metas.len()).filter(apart).map(|other| metas[other].hash).collect(),
                touched: self.touched(meta.hash),
            }
        };
        metas.iter().enumerate().map(entry).collect()
    }

    /// The document as the first entries of its history left it. `None` where it has fewer.
    pub(crate) fn first(&self, entries: usize) -> Option<Self> {
        let mut metas = in_common_order(self.doc.get_changes_meta(&[]).iter().filter_map(our_meta).collect());
        if entries == 0 || entries > metas.len() {
            return None;
        }
        metas.truncate(entries);
        let seen: BTreeSet<_> = metas.iter().flat_map(|meta| &meta.deps).collect();
        let heads: Vec<_> = metas.iter().map(|meta| meta.hash).filter(|hash| !seen.contains(hash)).collect();
        self.at(&heads)
    }

    /// The document as these changes left it. `None` where it does not hold them.
    pub(crate) fn at(&self, heads: &[ChangeHash]) -> Option<Self> {
        let heads: Vec<_> = heads.iter().map(|hash| am_hash(*hash)).collect();
        let doc = self.doc.fork_at(&heads).ok()?;
        Some(Self { doc, opener: self.opener.clone() })
    }

    fn touched(&self, hash: ChangeHash) -> Vec<Touched> {
        use automerge::ReadDoc as _;
        let Some(change) = self.doc.get_change_by_hash(&am_hash(hash)) else { return Vec::new() };
        let mut touched = Vec::new();
        let (mut inserted, mut deleted) = (String::new(), 0);
        for op in &change.decode().operations {
            let container = match &op.obj {
                ObjectId::Id(OpId(counter, actor)) if *actor == self.opener => *counter,
                _ => 0,
            };
            match (container, &op.key, &op.action) {
                (0, Key::Map(name), _) if name == "schema" => touched.push(Touched::Opened),
                (1, Key::Map(name), OpType::Put(ScalarValue::Str(value))) => {
                    push_field(&mut touched, name, value, op.pred.len());
                }
                (2, Key::Map(key), OpType::Put(ScalarValue::Str(value))) => {
                    let Some((claim, name)) = key.split_once('.') else { continue };
                    let Ok(claim) = claim.parse() else { continue };
                    touched.push(Touched::Claim { claim, name: name.to_owned(), value: value.to_string() });
                }
                (3, Key::Map(key), OpType::Put(_)) => {
                    if let Ok(act) = key.parse() {
                        touched.push(Touched::Act { act });
                    }
                }
                (4, Key::Seq(_), OpType::Put(ScalarValue::Str(letter))) => inserted.push_str(letter),
                (4, Key::Seq(ElementId::Id(_)), OpType::Delete) => deleted += 1,
                _ => {}
            }
        }
        if !inserted.is_empty() || deleted > 0 {
            touched.push(Touched::Narrative { inserted, deleted });
        }
        touched
    }
}

/// Each after what it builds on, otherwise by time and hash: the same order on every replica, whatever came first, so
/// that people can speak of "entry 3".
pub(crate) fn in_common_order(metas: Vec<super::ChangeMeta>) -> Vec<super::ChangeMeta> {
    let mut left: BTreeMap<_, _> = metas.into_iter().map(|meta| (meta.hash, meta)).collect();
    let mut followers: BTreeMap<ChangeHash, Vec<ChangeHash>> = BTreeMap::new();
    let mut waits: BTreeMap<ChangeHash, usize> = BTreeMap::new();
    for meta in left.values() {
        let here = meta.deps.iter().filter(|dep| left.contains_key(*dep));
        waits.insert(meta.hash, here.clone().count());
        here.for_each(|dep| followers.entry(*dep).or_default().push(meta.hash));
    }
    let first = |meta: &&super::ChangeMeta| waits.get(&meta.hash) == Some(&0);
    let mut ready: BTreeSet<_> = left.values().filter(first).map(|meta| (meta.time_s, meta.hash)).collect();
    let mut ordered = Vec::with_capacity(left.len());
    while let Some((_, hash)) = ready.pop_first() {
        for follower in followers.remove(&hash).unwrap_or_default() {
            let wait = waits.get_mut(&follower).expect("every change has its count");
            *wait -= 1;
            if *wait == 0 {
                ready.extend(left.get(&follower).map(|meta| (meta.time_s, meta.hash)));
            }
        }
        ordered.extend(left.remove(&hash));
    }
    ordered
}

/// A field that one change writes twice, blank and then chosen, was written once as people see it.
fn push_field(touched: &mut Vec<Touched>, written: &str, to: &str, over: usize) {
    for earlier in touched.iter_mut() {
        if let Touched::Field { name, value, .. } = earlier
            && name == written
        {
            *value = to.to_owned();
            return;
        }
    }
    touched.push(Touched::Field { name: written.to_owned(), value: to.to_owned(), replaced: over });
}
