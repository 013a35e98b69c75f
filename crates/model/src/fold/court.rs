//! What cannot hold together, and what people settled (待裁决; DOMAIN 3.4).
//!
//! Every question is asked *at a scope*: the acts that a certain act had seen, or all of them. That is how a
//! settlement is understood: the dispute it names is looked for among what its author saw. An act that ends a dispute
//! by taking the place of all its acts is understood in the same way.
//!
//! A further rule between acts adds its question here ([`Court::contests`]) and its variant to [`DisputeRule`].

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::{Roles, ranks};
use crate::{
    Act, ActGraph, ActId, Directory, Dispute, DisputeId, DisputeRule, Interim, LeadHolder, OfficeId, OfficeKind,
    act::{Assign, Extend, Settle},
    causality::Ranks,
};

/// The id of a dispute: the hash of its rule and its acts, in whatever order they are given.
#[must_use]
pub fn dispute_id(rule: DisputeRule, acts: &[ActId]) -> DisputeId {
    let mut acts = acts.to_vec();
    acts.sort_unstable();
    let mut hash = Sha256::new();
    hash.update(b"taizhang dispute 1\0");
    hash.update(match rule {
        DisputeRule::K1 => b"K1",
        DisputeRule::K2 => b"K2",
        DisputeRule::K4 => b"K4",
    });
    for act in acts {
        hash.update(act.as_bytes());
    }
    DisputeId::from_hash(&hash.finalize().into())
}

/// Whether `office` may settle a dispute that is settled at `settle_at`: that office or one above it; where no common
/// superior is known, a joint meeting office (Art. 24).
pub(crate) fn may_settle(directory: &Directory, settle_at: Option<OfficeId>, office: OfficeId) -> bool {
    match settle_at {
        Some(at) => directory.is_ancestor_or_self(office, at),
        None => directory.offices.get(&office).is_some_and(|office| office.kind == OfficeKind::JointMeeting),
    }
}

/// Acts that cannot all hold: ranks ascending; under K2 the closing first.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Contest {
    rule: DisputeRule,
    acts: Vec<usize>,
}

/// A settlement whose author had seen the dispute and had the authority.
#[derive(Debug)]
struct Ruling<'a> {
    settle: usize,
    said: &'a Settle,
    contest: Contest,
    choose: usize,
}

/// What the settlements in force at a scope take away.
#[derive(Debug, Default)]
struct Settled {
    /// Assignments, extensions and closings that were chosen against.
    against: Ranks,
    /// By closing: the work it need not have seen.
    excused: BTreeMap<usize, Ranks>,
}

/// Why a settlement has no effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Void {
    NoSuchDispute,
    LackedAuthority,
}

/// What became of a settlement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    InForce,
    Superseded,
    Contradicted,
    Void(Void),
}

/// What holds among all the acts.
#[derive(Debug)]
pub(crate) struct Findings {
    /// The assignments that hold.
    pub(crate) live_assigns: Vec<usize>,
    /// The closings that hold, or would if nothing had been missed.
    pub(crate) live_closes: Vec<usize>,
    /// Whether the case is closed.
    pub(crate) closed: bool,
    /// Acts that people have to decide about.
    pub(crate) disputed: Ranks,
    /// By the rank of the settlement.
    pub(crate) fates: BTreeMap<usize, Fate>,
    /// Open and settled.
    pub(crate) disputes: Vec<Dispute>,
}

impl Findings {
    /// The assignment that the first of the leads holds by.
    pub(crate) fn first_assign<'a>(
        &self,
        leads: &[LeadHolder],
        graph: &ActGraph,
        roles: &Roles<'a>,
    ) -> Option<&'a Assign> {
        let rank = graph.rank(leads.first()?.act)?;
        roles.assigns.iter().find(|(assign, _)| *assign == rank).map(|(_, assign)| *assign)
    }
}

/// The extensions and what they come to (K4).
#[derive(Debug, Default)]
pub(crate) struct Extensions {
    /// Days in all: of several that did not see each other the fewest, never a sum; at most 30.
    pub(crate) days: u16,
    /// Those that count.
    pub(crate) counted: Ranks,
    /// Those that the cap cut short.
    pub(crate) capped: Ranks,
}

/// The acts of one case, ready to be asked.
pub(crate) struct Court<'a> {
    graph: &'a ActGraph,
    acts: &'a [&'a Act],
    roles: &'a Roles<'a>,
    directory: &'a Directory,
    /// By closing: what its manifest covers.
    covered: BTreeMap<usize, Ranks>,
    rulings: Vec<Ruling<'a>>,
    voids: BTreeMap<usize, Void>,
}

impl<'a> Court<'a> {
    pub(crate) fn new(
        graph: &'a ActGraph,
        acts: &'a [&'a Act],
        roles: &'a Roles<'a>,
        directory: &'a Directory,
    ) -> Self {
        let covered = roles.closes.iter().map(|(close, manifest)| {
            let mut covered = Ranks::default();
            for rank in manifest.covers.iter().filter_map(|act| graph.rank(*act)) {
                covered.add(rank);
                covered.add_all(graph.seen(rank));
            }
            (*close, covered)
        });
        let covered = covered.collect();
        let mut court = Self { graph, acts, roles, directory, covered, rulings: Vec::new(), voids: BTreeMap::new() };
        // In the order of the timeline, so that each settlement finds those it had seen.
        for (settle, said) in &roles.settles {
            match court.ruling(*settle, said) {
                Ok(ruling) => court.rulings.push(ruling),
                Err(void) => {
                    court.voids.insert(*settle, void);
                }
            }
        }
        court
    }

    /// What holds at a scope, with every dispute that is open there or was ended within it.
    pub(crate) fn findings(&self, scope: &Ranks) -> Findings {
        let settled = self.settled(scope);
        let open = self.contests(scope, &settled);
        let mut disputes: BTreeMap<DisputeId, (Contest, Dispute)> = BTreeMap::new();
        for (contest, by) in self.overtaken() {
            let dispute = self.dispute(&contest, Some(by), None);
            disputes.entry(dispute.id).or_insert((contest, dispute));
        }
        for rulings in self.latest_rulings(scope).into_values().filter(|rulings| self.agree(rulings)) {
            let ruling = rulings[0];
            let dispute = self.dispute(&ruling.contest, Some(ruling.settle), Some(ruling));
            disputes.insert(dispute.id, (ruling.contest.clone(), dispute));
        }
        let mut disputed = Ranks::default();
        for contest in open {
            let parties = if contest.rule == DisputeRule::K2 { &contest.acts[..1] } else { &contest.acts[..] };
            parties.iter().for_each(|act| disputed.add(*act));
            let dispute = self.dispute(&contest, None, None);
            disputes.insert(dispute.id, (contest, dispute));
        }
        let mut disputes: Vec<_> = disputes.into_values().collect();
        disputes.sort_by(|(a, _), (b, _)| {
            (a.acts.iter().min(), a.rule, &a.acts).cmp(&(b.acts.iter().min(), b.rule, &b.acts))
        });
        let live_closes = self.live_closes(scope, &settled);
        Findings {
            live_assigns: self.live_assigns(scope, &settled),
            closed: live_closes.iter().any(|close| self.missed(*close, scope, &settled).is_empty()),
            live_closes,
            disputed,
            fates: self.fates(scope),
            disputes: disputes.into_iter().map(|(_, dispute)| dispute).collect(),
        }
    }

    /// The contacts that came after a closing and opened the case again.
    pub(crate) fn reopeners(&self) -> Vec<usize> {
        if self.roles.closes.is_empty() {
            return Vec::new();
        }
        let after = |contact: &usize| {
            let scope = self.graph.seen(*contact);
            !self.live_closes(scope, &self.settled(scope)).is_empty()
        };
        self.roles.contacts.iter().copied().filter(after).collect()
    }

    /// What the extensions at a scope come to.
    pub(crate) fn extensions(&self, scope: &Ranks) -> Extensions {
        let settled = self.settled(scope);
        let mut totals: BTreeMap<usize, u16> = BTreeMap::new();
        let least = |totals: &BTreeMap<usize, u16>, ranks: &[usize]| {
            ranks.iter().filter_map(|rank| totals.get(rank)).min().copied().unwrap_or(0)
        };
        let mut extensions = Extensions::default();
        for (rank, extend) in &self.roles.extends {
            let before = least(&totals, &self.live_extends(self.graph.seen(*rank), &settled));
            let asked = before.saturating_add(extend.days);
            if asked > Extend::MOST_DAYS {
                extensions.capped.add(*rank);
            }
            totals.insert(*rank, asked.min(Extend::MOST_DAYS));
        }
        let live = self.live_extends(scope, &settled);
        extensions.days = least(&totals, &live);
        for (rank, _) in
            self.roles.extends.iter().filter(|(rank, extend)| extend.days > 0 && !settled.against.has(*rank))
        {
            if live.iter().any(|last| last == rank || self.graph.seen(*last).has(*rank)) {
                extensions.counted.add(*rank);
            }
        }
        extensions
    }

    /// Everything in dispute at a scope.
    fn contests(&self, scope: &Ranks, settled: &Settled) -> Vec<Contest> {
        let mut contests = Vec::new();
        contests.extend(self.two_leads(scope, settled));
        contests.extend(self.missed_by_closing(scope, settled));
        contests.extend(self.two_extensions(scope, settled));
        contests
    }

    /// K1: assignments that hold at once and name different leads or units.
    fn two_leads(&self, scope: &Ranks, settled: &Settled) -> Option<Contest> {
        let acts = self.live_assigns(scope, settled);
        let differ = acts.iter().any(|rank| self.duty(*rank) != self.duty(acts[0]));
        differ.then_some(Contest { rule: DisputeRule::K1, acts })
    }

    /// K2: no closing holds that has seen everything; one contest for each that missed something.
    fn missed_by_closing(&self, scope: &Ranks, settled: &Settled) -> Vec<Contest> {
        let mut contests = Vec::new();
        for close in self.live_closes(scope, settled) {
            let missed = self.missed(close, scope, settled);
            if missed.is_empty() {
                return Vec::new();
            }
            let acts = std::iter::once(close).chain(missed).collect();
            contests.push(Contest { rule: DisputeRule::K2, acts });
        }
        contests
    }

    /// K4: extensions that hold at once.
    fn two_extensions(&self, scope: &Ranks, settled: &Settled) -> Option<Contest> {
        let acts = self.live_extends(scope, settled);
        (acts.len() > 1).then_some(Contest { rule: DisputeRule::K4, acts })
    }

    fn live_assigns(&self, scope: &Ranks, settled: &Settled) -> Vec<usize> {
        self.latest(scope, ranks(&self.roles.assigns)).filter(|rank| !settled.against.has(*rank)).collect()
    }

    fn live_extends(&self, scope: &Ranks, settled: &Settled) -> Vec<usize> {
        let extends = self.roles.extends.iter().filter(|(_, extend)| extend.days > 0).map(|(rank, _)| *rank);
        self.latest(scope, extends).filter(|rank| !settled.against.has(*rank)).collect()
    }

    /// The closings that no later one replaced and no later contact undid.
    fn live_closes(&self, scope: &Ranks, settled: &Settled) -> Vec<usize> {
        let undone = self.seen_by(scope, self.roles.contacts.iter().copied());
        let closes = self.latest(scope, ranks(&self.roles.closes));
        closes.filter(|rank| !undone.has(*rank) && !settled.against.has(*rank)).collect()
    }

    /// The work beside a closing that it neither saw nor covers.
    fn missed(&self, close: usize, scope: &Ranks, settled: &Settled) -> Vec<usize> {
        let work = self.roles.work.iter().copied().filter(|work| scope.has(*work) && self.graph.apart(close, *work));
        let covered = &self.covered[&close];
        let excused = settled.excused.get(&close);
        work.filter(|work| !covered.has(*work) && !excused.is_some_and(|excused| excused.has(*work))).collect()
    }

    /// Those of `ranks` at a scope that no other of them had seen.
    fn latest(&self, scope: &Ranks, ranks: impl Iterator<Item = usize> + Clone) -> impl Iterator<Item = usize> {
        let seen = self.seen_by(scope, ranks.clone());
        ranks.filter(move |rank| scope.has(*rank) && !seen.has(*rank))
    }

    fn seen_by(&self, scope: &Ranks, ranks: impl Iterator<Item = usize>) -> Ranks {
        let mut seen = Ranks::default();
        ranks.filter(|rank| scope.has(*rank)).for_each(|rank| seen.add_all(self.graph.seen(rank)));
        seen
    }

    fn duty(&self, rank: usize) -> Option<(crate::StaffId, OfficeId)> {
        let assigns = &self.roles.assigns;
        assigns.binary_search_by_key(&rank, |(rank, _)| *rank).ok().map(|at| assigns[at].1.duty())
    }

    /// Disputes that a later act of the same sort ended, having seen them: an assignment K1, an extension K4, a
    /// closing or a contact after it K2. With the act that did.
    fn overtaken(&self) -> Vec<(Contest, usize)> {
        let mut ended = Vec::new();
        let mut ask = |by: usize, question: &dyn Fn(&Ranks, &Settled) -> Vec<Contest>| {
            let scope = self.graph.seen(by);
            ended.extend(question(scope, &self.settled(scope)).into_iter().map(|contest| (contest, by)));
        };
        for by in ranks(&self.roles.assigns) {
            ask(by, &|scope, settled| self.two_leads(scope, settled).into_iter().collect());
        }
        for (by, _) in self.roles.extends.iter().filter(|(_, extend)| extend.days > 0) {
            ask(*by, &|scope, settled| self.two_extensions(scope, settled).into_iter().collect());
        }
        let mut closers: Vec<usize> = ranks(&self.roles.closes).chain(self.roles.contacts.iter().copied()).collect();
        closers.sort_unstable();
        for by in closers {
            ask(by, &|scope, settled| self.missed_by_closing(scope, settled));
        }
        ended
    }

    fn ruling(&self, settle: usize, said: &'a Settle) -> Result<Ruling<'a>, Void> {
        let scope = self.graph.seen(settle);
        let choose = self.graph.rank(said.choose).ok_or(Void::NoSuchDispute)?;
        let open = self.contests(scope, &self.settled(scope));
        let earlier =
            self.rulings.iter().filter(|ruling| scope.has(ruling.settle)).map(|ruling| ruling.contest.clone());
        let contest = open
            .into_iter()
            .chain(earlier)
            .filter(|contest| contest.acts.contains(&choose))
            .find(|contest| self.id(contest) == said.dispute)
            .ok_or(Void::NoSuchDispute)?;
        if !may_settle(self.directory, self.settle_at(&contest), self.acts[settle].office) {
            return Err(Void::LackedAuthority);
        }
        Ok(Ruling { settle, said, contest, choose })
    }

    /// By dispute: the rulings at a scope that no later one on the same dispute had seen.
    fn latest_rulings(&self, scope: &Ranks) -> BTreeMap<DisputeId, Vec<&Ruling<'a>>> {
        let mut by_dispute: BTreeMap<DisputeId, Vec<&Ruling<'a>>> = BTreeMap::new();
        for ruling in self.rulings.iter().filter(|ruling| scope.has(ruling.settle)) {
            by_dispute.entry(ruling.said.dispute).or_default().push(ruling);
        }
        for rulings in by_dispute.values_mut() {
            let mut seen = Ranks::default();
            rulings.iter().for_each(|ruling| seen.add_all(self.graph.seen(ruling.settle)));
            rulings.retain(|ruling| !seen.has(ruling.settle));
        }
        by_dispute
    }

    /// Whether rulings on one dispute come to the same.
    fn agree(&self, rulings: &[&Ruling<'_>]) -> bool {
        let first = rulings[0];
        rulings.iter().all(|ruling| match ruling.contest.rule {
            DisputeRule::K1 => self.duty(ruling.choose) == self.duty(first.choose),
            DisputeRule::K2 => (ruling.choose == ruling.contest.acts[0]) == (first.choose == first.contest.acts[0]),
            DisputeRule::K4 => ruling.choose == first.choose,
        })
    }

    /// What the settlements at a scope take away. Rulings that contradict each other take away nothing.
    fn settled(&self, scope: &Ranks) -> Settled {
        let mut settled = Settled::default();
        for rulings in self.latest_rulings(scope).into_values().filter(|rulings| self.agree(rulings)) {
            let Ruling { contest, choose, .. } = rulings[0];
            match contest.rule {
                DisputeRule::K1 => {
                    let against = contest.acts.iter().filter(|act| self.duty(**act) != self.duty(*choose));
                    against.for_each(|act| settled.against.add(*act));
                }
                DisputeRule::K4 => {
                    contest.acts.iter().filter(|act| *act != choose).for_each(|act| settled.against.add(*act));
                }
                DisputeRule::K2 if *choose == contest.acts[0] => {
                    let excused = settled.excused.entry(contest.acts[0]).or_default();
                    contest.acts[1..].iter().for_each(|act| excused.add(*act));
                }
                DisputeRule::K2 => settled.against.add(contest.acts[0]),
            }
        }
        settled
    }

    fn fates(&self, scope: &Ranks) -> BTreeMap<usize, Fate> {
        let mut fates: BTreeMap<usize, Fate> =
            self.rulings.iter().map(|ruling| (ruling.settle, Fate::Superseded)).collect();
        for rulings in self.latest_rulings(scope).into_values() {
            let fate = if self.agree(&rulings) { Fate::InForce } else { Fate::Contradicted };
            fates.extend(rulings.iter().map(|ruling| (ruling.settle, fate)));
        }
        fates.extend(self.voids.iter().map(|(settle, void)| (*settle, Fate::Void(*void))));
        fates
    }

    fn id(&self, contest: &Contest) -> DisputeId {
        dispute_id(contest.rule, &self.act_ids(contest))
    }

    fn act_ids(&self, contest: &Contest) -> Vec<ActId> {
        contest.acts.iter().map(|rank| self.acts[*rank].id).collect()
    }

    fn settle_at(&self, contest: &Contest) -> Option<OfficeId> {
        let mut offices: Vec<OfficeId> = contest.acts.iter().map(|rank| self.acts[*rank].office).collect();
        offices.sort_unstable();
        offices.dedup();
        self.directory.lowest_common_superior(&offices)
    }

    fn dispute(&self, contest: &Contest, settled_by: Option<usize>, ruling: Option<&Ruling<'_>>) -> Dispute {
        Dispute {
            id: self.id(contest),
            rule: contest.rule,
            acts: self.act_ids(contest),
            interim: match contest.rule {
                DisputeRule::K1 => Interim::BothLeadsCarryDuty,
                DisputeRule::K2 => Interim::NotClosed,
                DisputeRule::K4 => Interim::EarlierDueDate,
            },
            settle_at: self.settle_at(contest),
            settled_by: settled_by.map(|rank| self.acts[rank].id),
            chosen: ruling.map(|ruling| self.acts[ruling.choose].id),
            reason: ruling.map(|ruling| ruling.said.reason.clone()),
        }
    }
}
