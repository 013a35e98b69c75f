//! The acts of one document, in order and by kind: what every section and rule of the fold reads.

use std::{cell::OnceCell, collections::BTreeMap};

use crate::{
    Act, ActGraph, ActId, CaseRecord, Config, Context, OfficeId, Staff, Subject,
    act::{ActBody, InBody},
};

/// The acts of a document, ready to be read. A *rank* is an act's place in the common order.
pub(crate) struct Docket<'a> {
    pub(crate) record: &'a CaseRecord,
    pub(crate) context: Context<'a>,
    pub(crate) graph: ActGraph,
    pub(crate) acts: Vec<&'a Act>,
    by_kind: Vec<Vec<usize>>,
    hashes: Vec<OnceCell<String>>,
    /// What a closing has to have seen (K2).
    pub(crate) work: Vec<usize>,
    /// Acts of a kind that belongs to another kind of document.
    pub(crate) misplaced: Vec<usize>,
    /// Acts this version cannot read.
    pub(crate) unknown: Vec<usize>,
    /// Acts whose authors had no authority for them, and why: nothing but the timeline sees them.
    pub(crate) barred: BTreeMap<usize, &'static str>,
}

impl<'a> Docket<'a> {
    pub(crate) fn new(record: &'a CaseRecord, subject: Subject, context: Context<'a>) -> Self {
        let graph = ActGraph::new(&record.acts);
        let acts = graph.in_order(&record.acts);
        let mut by_kind = vec![Vec::new(); ActBody::KINDS.len()];
        let (mut work, mut misplaced, mut unknown) = (Vec::new(), Vec::new(), Vec::new());
        for (rank, act) in acts.iter().enumerate() {
            let Some((kind, is_work)) = act.body.place() else {
                unknown.push(rank);
                continue;
            };
            if !act.body.subject().is_some_and(|of| of == subject || of == Subject::Any) {
                misplaced.push(rank);
                continue;
            }
            by_kind[kind].push(rank);
            if is_work {
                work.push(rank);
            }
        }
        let hashes = vec![OnceCell::new(); acts.len()];
        Self { record, context, graph, acts, by_kind, hashes, work, misplaced, unknown, barred: BTreeMap::new() }
    }

    /// The same acts, of which these have no effect either: their authors had no authority for them.
    pub(crate) fn without(mut self, barred: BTreeMap<usize, &'static str>) -> Self {
        if !barred.is_empty() {
            self.by_kind.iter_mut().chain([&mut self.work]).for_each(|ranks| {
                ranks.retain(|rank| !barred.contains_key(rank));
            });
            self.barred.extend(barred);
        }
        self
    }

    /// The acts of a kind: ranks ascending, with their payloads.
    pub(crate) fn of<T: InBody + 'a>(&self) -> impl DoubleEndedIterator<Item = (usize, &'a T)> + Clone + '_ {
        self.ranks::<T>().iter().filter_map(|rank| Some((*rank, T::of(&self.acts[*rank].body)?)))
    }

    /// The ranks of the acts of a kind, ascending.
    pub(crate) fn ranks<T: InBody>(&self) -> &[usize] {
        &self.by_kind[T::INDEX]
    }

    /// The payload at a rank, where it is of this kind and its author had the authority.
    pub(crate) fn at<T: InBody>(&self, rank: usize) -> Option<&'a T> {
        T::of(self.body(rank)?)
    }

    /// What was done at a rank; none where its author had no authority for it.
    pub(crate) fn body(&self, rank: usize) -> Option<&'a ActBody> {
        (!self.barred.contains_key(&rank)).then(|| &self.acts[rank].body)
    }

    /// The acts that are not barred, with their ranks.
    pub(crate) fn admitted(&self) -> impl DoubleEndedIterator<Item = (usize, &'a Act)> + '_ {
        self.acts.iter().copied().enumerate().filter(|(rank, _)| !self.barred.contains_key(rank))
    }

    /// The act with this id, where it is of this kind: its rank and its payload.
    pub(crate) fn find<T: InBody>(&self, id: ActId) -> Option<(usize, &'a T)> {
        let rank = self.graph.rank(id)?;
        Some((rank, self.at(rank)?))
    }

    /// As [`Docket::find`], for an act that the act at `by` names: none where its author had not seen it.
    pub(crate) fn seen_by<T: InBody>(&self, by: usize, id: ActId) -> Option<(usize, &'a T)> {
        self.find(id).filter(|(rank, _)| self.saw(by, *rank))
    }

    /// The hash of what the act at a rank says ([`Act::content_hash`]), made once.
    pub(crate) fn content_hash(&self, rank: usize) -> &str {
        self.hashes[rank].get_or_init(|| self.acts[rank].content_hash())
    }

    /// The office an act was done for.
    pub(crate) fn office(&self, rank: usize) -> OfficeId {
        self.acts[rank].office
    }

    /// The id of the act at a rank.
    pub(crate) fn id(&self, rank: usize) -> ActId {
        self.acts[rank].id
    }

    /// The configuration an act was judged by; none where this device does not hold that version.
    pub(crate) fn config(&self, rank: usize) -> Option<&'a Config> {
        self.context.configs.get(self.acts[rank].config)
    }

    /// The author of an act, as the directory said when they recorded it (DOMAIN K12).
    pub(crate) fn author_as_seen(&self, rank: usize) -> Option<&'a Staff> {
        self.context.directory.staff_as_seen(self.acts[rank].by, self.acts[rank].staff_revision)
    }

    /// Those of `ranks` that no other of them had seen.
    pub(crate) fn latest(&self, ranks: &[usize]) -> Vec<usize> {
        let seen = self.graph.seen_by_any(ranks.iter().copied());
        ranks.iter().copied().filter(|rank| !seen.has(*rank)).collect()
    }

    /// Whether the act at `later` had seen the one at `earlier`.
    pub(crate) fn saw(&self, later: usize, earlier: usize) -> bool {
        self.graph.seen(later).has(earlier)
    }
}
