//! Who had seen what: the acts of a case as a graph, closed under "had seen", in an order that all replicas share.
//!
//! One bit per pair of acts: 600 acts take 22 KiB, 10,000 take 6 MiB.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet, BinaryHeap},
};

use jiff::Timestamp;

use crate::{Act, ActId};

/// A set of ranks, as bits; what lies beyond its end is not in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Ranks(Vec<u64>);

impl Ranks {
    /// The first `count` ranks.
    pub(crate) fn first(count: usize) -> Self {
        let mut words = vec![u64::MAX; count / 64];
        if !count.is_multiple_of(64) {
            words.push((1 << (count % 64)) - 1);
        }
        Self(words)
    }

    pub(crate) fn has(&self, rank: usize) -> bool {
        self.0.get(rank / 64).is_some_and(|word| word >> (rank % 64) & 1 == 1)
    }

    pub(crate) fn add(&mut self, rank: usize) {
        if self.0.len() <= rank / 64 {
            self.0.resize(rank / 64 + 1, 0);
        }
        self.0[rank / 64] |= 1 << (rank % 64);
    }

    pub(crate) fn add_all(&mut self, other: &Self) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        for (word, more) in self.0.iter_mut().zip(&other.0) {
            *word |= more;
        }
    }

    /// Keeps what both sets have.
    pub(crate) fn keep_common(&mut self, other: &Self) {
        for (at, word) in self.0.iter_mut().enumerate() {
            *word &= other.0.get(at).copied().unwrap_or(0);
        }
    }

    /// The lowest rank of this set that is not in `other`.
    pub(crate) fn first_beside(&self, other: &Self) -> Option<usize> {
        let others = other.0.iter().copied().chain(std::iter::repeat(0));
        let (at, word) =
            self.0.iter().zip(others).map(|(own, other)| own & !other).enumerate().find(|(_, word)| *word != 0)?;
        Some(at * 64 + word.trailing_zeros() as usize)
    }

    /// Whether the two have a rank in common.
    pub(crate) fn meets(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).any(|(one, other)| one & other != 0)
    }

    /// The ranks below `end` that are not in the set, ascending.
    fn absent_below(&self, end: usize) -> impl Iterator<Item = usize> {
        (0..end.div_ceil(64)).flat_map(move |at| {
            let mut left = !self.0.get(at).copied().unwrap_or(0);
            std::iter::from_fn(move || {
                let bit = left.trailing_zeros() as usize;
                left &= left.wrapping_sub(1);
                Some(at * 64 + bit).filter(|rank| bit < 64 && *rank < end)
            })
        })
    }
}

/// The acts of one case: which saw which, and their common order.
///
/// Acts that are named but absent, acts that name themselves and cycles (no honest device can make one: an act's id
/// comes from the change that carries it) are tolerated: such an edge is left out.
#[derive(Debug, Clone)]
pub struct ActGraph {
    ids: Vec<ActId>,
    inputs: Vec<usize>,
    ranks: BTreeMap<ActId, usize>,
    seen: Vec<Ranks>,
}

impl ActGraph {
    /// Builds the graph. The order of `acts` does not matter, and the same act twice is one act.
    #[must_use]
    pub fn new(acts: &[Act]) -> Self {
        let inputs = distinct(acts);
        let edges = |act: &Act| -> BTreeSet<ActId> {
            act.based_on.iter().copied().filter(|seen| *seen != act.id && inputs.contains_key(seen)).collect()
        };
        let mut waits: BTreeMap<ActId, usize> = BTreeMap::new();
        let mut followers: BTreeMap<ActId, Vec<ActId>> = BTreeMap::new();
        let mut left: BTreeSet<(Timestamp, ActId)> = BTreeSet::new();
        let mut ready: BinaryHeap<Reverse<(Timestamp, ActId)>> = BinaryHeap::new();
        for (id, input) in &inputs {
            let act = &acts[*input];
            let seen = edges(act);
            left.insert((act.made_at, *id));
            if seen.is_empty() {
                ready.push(Reverse((act.made_at, *id)));
            }
            waits.insert(*id, seen.len());
            for earlier in seen {
                followers.entry(earlier).or_default().push(*id);
            }
        }
        let mut graph = Self {
            ids: Vec::new(),
            inputs: Vec::new(),
            ranks: BTreeMap::new(),
            seen: Vec::with_capacity(inputs.len()),
        };
        // Nothing ready but something left is a cycle: its earliest act goes first.
        while let Some(next) = ready.pop().map(|Reverse(next)| next).or_else(|| left.first().copied()) {
            if !left.remove(&next) {
                continue;
            }
            let (_, id) = next;
            let mut seen = Ranks::default();
            for earlier in edges(&acts[inputs[&id]]).iter().filter_map(|id| graph.ranks.get(id)) {
                seen.add_all(&graph.seen[*earlier]);
                seen.add(*earlier);
            }
            graph.ranks.insert(id, graph.ids.len());
            graph.ids.push(id);
            graph.inputs.push(inputs[&id]);
            graph.seen.push(seen);
            for follower in followers.remove(&id).unwrap_or_default() {
                let wait = waits.get_mut(&follower).expect("every act has its count");
                *wait -= 1;
                if *wait == 0 {
                    ready.push(Reverse((acts[inputs[&follower]].made_at, follower)));
                }
            }
        }
        graph
    }

    /// The acts in the order of the timeline: each after those it saw, otherwise by time made and id.
    #[must_use]
    pub fn order(&self) -> &[ActId] {
        &self.ids
    }

    /// Whether the author of `b` had seen `a`.
    #[must_use]
    pub fn is_before(&self, a: ActId, b: ActId) -> bool {
        match (self.rank(a), self.rank(b)) {
            (Some(a), Some(b)) => self.seen[b].has(a),
            _ => false,
        }
    }

    /// Whether both acts are here and neither saw the other.
    #[must_use]
    pub fn concurrent(&self, a: ActId, b: ActId) -> bool {
        match (self.rank(a), self.rank(b)) {
            (Some(a), Some(b)) => a != b && self.apart(a, b),
            _ => false,
        }
    }

    /// The acts that no other act saw, in the order of the timeline: what the next act is based on.
    #[must_use]
    pub fn heads(&self) -> Vec<ActId> {
        let mut seen = Ranks::default();
        for earlier in &self.seen {
            seen.add_all(earlier);
        }
        seen.absent_below(self.ids.len()).map(|rank| self.ids[rank]).collect()
    }

    /// The place of an act in the timeline.
    pub(crate) fn rank(&self, id: ActId) -> Option<usize> {
        self.ranks.get(&id).copied()
    }

    /// What the act at `rank` had seen.
    pub(crate) fn seen(&self, rank: usize) -> &Ranks {
        &self.seen[rank]
    }

    /// Whether neither of two different ranks saw the other.
    pub(crate) fn apart(&self, a: usize, b: usize) -> bool {
        !self.seen[a.max(b)].has(a.min(b))
    }

    /// The acts themselves, in the order of the timeline.
    pub(crate) fn in_order<'a>(&self, acts: &'a [Act]) -> Vec<&'a Act> {
        self.inputs.iter().map(|input| &acts[*input]).collect()
    }

    /// For each act the first `most` acts concurrent with it.
    pub(crate) fn concurrent_with(&self, most: usize) -> Vec<Vec<ActId>> {
        let mut lists = vec![Vec::new(); self.ids.len()];
        for later in 0..self.ids.len() {
            for earlier in self.seen[later].absent_below(later) {
                for (list, other) in [(later, earlier), (earlier, later)] {
                    if lists[list].len() < most {
                        lists[list].push(self.ids[other]);
                    }
                }
            }
        }
        lists
    }
}

/// The input index of each act. Should two acts carry one id, which no honest device can bring about, all replicas
/// keep the same one: that whose text comes first.
fn distinct(acts: &[Act]) -> BTreeMap<ActId, usize> {
    let mut inputs: BTreeMap<ActId, usize> = BTreeMap::new();
    for (input, act) in acts.iter().enumerate() {
        let kept = inputs.entry(act.id).or_insert(input);
        if acts[*kept] != *act && act.to_json() < acts[*kept].to_json() {
            *kept = input;
        }
    }
    inputs
}

#[cfg(test)]
mod tests;
