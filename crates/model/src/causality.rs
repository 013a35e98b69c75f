//! Who had seen what: the acts of a case as a graph, closed under "had seen", in an order that all replicas share.
//!
//! What it costs follows the acts, what they name, and how much was done apart. Acts are looked up by id once, when the
//! graph is made. What an act had seen is kept as [`Ranks`]: in a story told in turn a few words an act; at worst, where
//! nobody ever heard of anybody, two bits per pair of acts.

mod ranks;

use std::{cmp::Reverse, collections::BinaryHeap};

use jiff::Timestamp;

use crate::{Act, ActId};

pub(crate) use ranks::Ranks;

/// The acts of one case: which saw which, and their common order.
///
/// Acts that are named but absent, acts that name themselves and cycles (no honest device can make one: an act's id
/// comes from the change that carries it) are tolerated: such an edge is left out.
#[derive(Debug, Clone)]
pub struct ActGraph {
    ids: Vec<ActId>,
    inputs: Vec<usize>,
    register: Register,
    ranks: Vec<usize>,
    parents: Arrows,
    seen: Vec<Ranks>,
}

impl ActGraph {
    /// Builds the graph. The order of `acts` does not matter, and the same act twice is one act.
    #[must_use]
    pub fn new(acts: &[Act]) -> Self {
        let (register, inputs) = Register::of(acts);
        let count = inputs.len();
        let made_at = |place: usize| acts[inputs[place]].made_at;
        let mut named = Arrows::with_capacity(count);
        for (place, input) in inputs.iter().enumerate() {
            let seen = acts[*input].based_on.iter().filter_map(|id| register.place(*id));
            named.push(seen.filter(|seen| *seen != place));
        }
        let followers = named.turned();
        let mut waits: Vec<usize> = (0..count).map(|place| named.of(place).len()).collect();
        // Places are in the order of the ids: of two acts made at one time, the lower id goes first.
        let mut ready: BinaryHeap<Reverse<(Timestamp, usize)>> = BinaryHeap::new();
        ready.extend((0..count).filter(|place| waits[*place] == 0).map(|place| Reverse((made_at(place), place))));
        let mut by_time = None;
        let mut ranks: Vec<Option<usize>> = vec![None; count];
        let mut graph = Self {
            ids: Vec::with_capacity(count),
            inputs: Vec::with_capacity(count),
            register,
            ranks: Vec::new(),
            parents: Arrows::with_capacity(count),
            seen: Vec::with_capacity(count),
        };
        while graph.ids.len() < count {
            let place = match ready.pop() {
                Some(Reverse((_, place))) if ranks[place].is_some() => continue,
                Some(Reverse((_, place))) => place,
                // Nothing ready but something left is a cycle: its earliest act goes first.
                None => by_time
                    .get_or_insert_with(|| in_time(count, made_at))
                    .find(|place| ranks[*place].is_none())
                    .expect("fewer acts have a rank than there are"),
            };
            let act = &acts[inputs[place]];
            ranks[place] = Some(graph.ids.len());
            graph.ids.push(act.id);
            graph.inputs.push(inputs[place]);
            graph.parents.push(named.of(place).iter().filter_map(|seen| ranks[*seen]));
            let parents = graph.parents(graph.seen.len());
            let mut seen = graph.seen_by_any(parents.iter().copied());
            parents.iter().for_each(|parent| seen.add(*parent));
            graph.seen.push(seen);
            for follower in followers.of(place) {
                waits[*follower] -= 1;
                if waits[*follower] == 0 {
                    ready.push(Reverse((made_at(*follower), *follower)));
                }
            }
        }
        graph.ranks = ranks.into_iter().map(|rank| rank.expect("each act has its rank now")).collect();
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
        let mut followed = vec![false; self.ids.len()];
        self.parents.to.iter().for_each(|parent| followed[*parent] = true);
        self.ids.iter().zip(followed).filter(|(_, followed)| !followed).map(|(id, _)| *id).collect()
    }

    /// The place of an act in the timeline.
    pub(crate) fn rank(&self, id: ActId) -> Option<usize> {
        Some(self.ranks[self.register.place(id)?])
    }

    /// What the act at `rank` had seen.
    pub(crate) fn seen(&self, rank: usize) -> &Ranks {
        &self.seen[rank]
    }

    /// The acts that the act at `rank` names as seen, where they are here and no cycle hides them.
    pub(crate) fn parents(&self, rank: usize) -> &[usize] {
        self.parents.of(rank)
    }

    /// What any of these had seen. Cheapest where they ascend: most of what the others saw, the last saw too.
    pub(crate) fn seen_by_any(&self, ranks: impl DoubleEndedIterator<Item = usize>) -> Ranks {
        let mut seen = Ranks::default();
        for rank in ranks.rev() {
            // Whatever that act had seen, whoever saw the act saw too.
            if !seen.has(rank) {
                seen.add_all(&self.seen[rank]);
            }
        }
        seen
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

/// All places, by the time their acts were made.
fn in_time(count: usize, made_at: impl Fn(usize) -> Timestamp) -> std::vec::IntoIter<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    places.sort_by_key(|place| (made_at(*place), *place));
    places.into_iter()
}

/// The ids of a case's acts, ascending: an act's *place* is where its id stands.
///
/// Ids are hashes, so that their first bits lead near the place, however many there are. Where somebody made them not to,
/// it is a search by halves.
#[derive(Debug, Clone)]
struct Register {
    ids: Vec<u128>,
    /// By the first bits of an id, where those that begin with them begin; at the end their number.
    begins: Vec<usize>,
    /// How many bits these are not.
    shift: u32,
}

impl Register {
    /// The register, and by place where among `acts` the act is. Should two acts carry one id, which no honest device can
    /// bring about, all replicas keep the same one: that whose text comes first.
    fn of(acts: &[Act]) -> (Self, Vec<usize>) {
        let mut entries: Vec<(u128, usize)> =
            acts.iter().enumerate().map(|(input, act)| (Self::key(act.id), input)).collect();
        entries.sort_unstable();
        entries.dedup_by(|(id, input), (kept_id, kept)| {
            let same = id == kept_id;
            if same && acts[*input] != acts[*kept] && acts[*input].to_json() < acts[*kept].to_json() {
                *kept = *input;
            }
            same
        });
        let (ids, inputs): (Vec<u128>, Vec<usize>) = entries.into_iter().unzip();
        let shift = u128::BITS - ids.len().max(2).ilog2();
        let mut begins = Vec::with_capacity(ids.len() + 2);
        for (place, id) in ids.iter().enumerate() {
            begins.resize(begins.len().max((id >> shift) as usize + 1), place);
        }
        begins.resize((1 << (u128::BITS - shift)) + 1, ids.len());
        (Self { ids, begins, shift }, inputs)
    }

    /// As a number, in the same order: compared in one step.
    fn key(id: ActId) -> u128 {
        u128::from_be_bytes(id.0)
    }

    fn place(&self, id: ActId) -> Option<usize> {
        let key = Self::key(id);
        let first = (key >> self.shift) as usize;
        let (begin, end) = (self.begins[first], self.begins[first + 1]);
        self.ids[begin..end].binary_search(&key).ok().map(|at| begin + at)
    }
}

/// Arrows from each of many places or ranks to others: all in one list.
#[derive(Debug, Clone)]
struct Arrows {
    /// Where those of each end.
    ends: Vec<usize>,
    to: Vec<usize>,
}

impl Arrows {
    fn with_capacity(count: usize) -> Self {
        Self { ends: Vec::with_capacity(count), to: Vec::with_capacity(count) }
    }

    /// The arrows of the next.
    fn push(&mut self, to: impl Iterator<Item = usize>) {
        self.to.extend(to);
        self.ends.push(self.to.len());
    }

    fn of(&self, from: usize) -> &[usize] {
        let begin = from.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.to[begin..self.ends[from]]
    }

    /// The same arrows, each the other way round.
    fn turned(&self) -> Self {
        let count = self.ends.len();
        let mut begins = vec![0; count + 1];
        self.to.iter().for_each(|to| begins[to + 1] += 1);
        (0..count).for_each(|at| begins[at + 1] += begins[at]);
        let mut ends = begins;
        let mut turned = vec![0; self.to.len()];
        for from in 0..count {
            for to in self.of(from) {
                turned[ends[*to]] = from;
                ends[*to] += 1;
            }
        }
        ends.truncate(count);
        Self { ends, to: turned }
    }
}

#[cfg(test)]
mod tests;
