//! What cannot hold together, and what people settled (待裁决; DOMAIN 3.4).
//!
//! Every question is asked *at a scope*: the acts that a certain act had seen, or all of them. That is how a
//! settlement is understood: the dispute it names is looked for among what its author saw. An act that ends a dispute
//! by taking the place of all its acts is understood in the same way. The questions themselves stand in `rules/`.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::{
    docket::Docket,
    rules::{Inquiry, RULES, Rule, confirms, decided_by, inquiries, lapsed, live_closes, openers, rule},
    signatures::signed,
};
use crate::{
    ActId, Dispute, DisputeId, DisputeRule, OfficeId, SettleBy, Settler,
    act::{Assign, Close, Settle},
    causality::Ranks,
};

/// The id of a dispute: the hash of its rule and its acts, in whatever order they are given.
#[must_use]
pub fn dispute_id(rule: DisputeRule, acts: &[ActId]) -> DisputeId {
    let mut acts = acts.to_vec();
    acts.sort_unstable();
    let mut hash = Sha256::new();
    hash.update(b"taizhang dispute 1\0");
    hash.update(rule.as_str());
    for act in acts {
        hash.update(act.as_bytes());
    }
    DisputeId::from_hash(&hash.finalize().into())
}

/// Acts that cannot all hold, as their rule orders them.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Contest {
    rule: DisputeRule,
    acts: Vec<usize>,
}

impl Contest {
    fn rule(&self) -> &'static dyn Rule {
        rule(self.rule).expect("contests are made by rules")
    }
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
pub(crate) struct Settled {
    /// Acts that were chosen against.
    pub(crate) against: Ranks,
    /// By closing: the work it need not have seen; by withdrawal: the replies.
    pub(crate) excused: BTreeMap<usize, Ranks>,
    /// Acts of those who had lost their function that hold all the same (K12).
    pub(crate) confirmed: Ranks,
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
    /// What settlements took away.
    pub(crate) settled: Settled,
    /// Acts that people have to decide about.
    pub(crate) disputed: Ranks,
    /// By the rank of the settlement.
    pub(crate) fates: BTreeMap<usize, Fate>,
    /// Open and settled, and notices.
    pub(crate) disputes: Vec<Dispute>,
}

/// The acts of one case, ready to be asked.
pub(crate) struct Court<'a> {
    pub(crate) docket: &'a Docket<'a>,
    /// By closing: what its manifest covers.
    covered: BTreeMap<usize, Ranks>,
    /// The assignments that their office could make: by rank, the office whose decision lead and unit are.
    decided: BTreeMap<usize, OfficeId>,
    /// Acts of those who had lost their function when they recorded them (K12).
    pub(crate) lapsed: Vec<usize>,
    /// By such an act, the confirmations that count.
    pub(crate) confirms: BTreeMap<usize, Vec<usize>>,
    /// By signature: what it stands over. Those over other content than they name are not here.
    pub(crate) signed: BTreeMap<usize, usize>,
    /// What opens a closed case again, ascending.
    pub(crate) openers: Vec<usize>,
    /// Those of them that had seen a closing which held, ascending.
    pub(crate) reopeners: Vec<usize>,
    rulings: Vec<Ruling<'a>>,
    voids: BTreeMap<usize, Void>,
    /// By finding, what was recorded about it.
    pub(crate) inquiries: BTreeMap<usize, Inquiry>,
}

impl<'a> Court<'a> {
    pub(crate) fn new(docket: &'a Docket<'a>) -> Self {
        let covered = docket.of::<Close>().map(|(close, manifest)| {
            let mut covered = Ranks::default();
            for rank in manifest.covers.iter().filter_map(|act| docket.graph.rank(*act)) {
                covered.add(rank);
                covered.add_all(docket.graph.seen(rank));
            }
            (close, covered)
        });
        let covered = covered.collect();
        let lapsed = lapsed(docket);
        let mut court = Self {
            docket,
            covered,
            decided: BTreeMap::new(),
            confirms: confirms(docket, &lapsed),
            lapsed,
            signed: signed(docket),
            openers: openers(docket),
            reopeners: Vec::new(),
            rulings: Vec::new(),
            voids: BTreeMap::new(),
            inquiries: inquiries(docket),
        };
        // In the order of the timeline, so that each assignment, reopening and settlement finds those it had seen.
        let mut turns = [docket.ranks::<Assign>(), docket.ranks::<Settle>(), &court.openers].concat();
        turns.sort_unstable();
        for rank in turns {
            let Some(said) = docket.at::<Settle>(rank) else {
                if docket.at::<Assign>(rank).is_none() {
                    if court.reopens(rank) {
                        court.reopeners.push(rank);
                    }
                } else if let Some(office) = decided_by(&court, rank) {
                    court.decided.insert(rank, office);
                }
                continue;
            };
            match court.ruling(rank, said) {
                Ok(ruling) => court.rulings.push(ruling),
                Err(void) => {
                    court.voids.insert(rank, void);
                }
            }
        }
        court
    }

    /// The office whose decision the lead and the unit of an assignment are; none: it came from a lower level than the
    /// last and has no effect.
    pub(crate) fn decided(&self, assign: usize) -> Option<OfficeId> {
        self.decided.get(&assign).copied()
    }

    /// The assignments that their office could make.
    pub(crate) fn assigns(&self) -> Vec<usize> {
        self.decided.keys().copied().collect()
    }

    /// What holds at a scope, with every dispute that is open there or was ended within it.
    pub(crate) fn findings(&self, scope: &Ranks) -> Findings {
        let settled = self.settled(scope);
        let open = self.contests(scope, &settled, RULES);
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
            let rule = contest.rule();
            if !rule.is_notice() {
                rule.parties(&contest.acts).iter().for_each(|act| disputed.add(*act));
            }
            let dispute = self.dispute(&contest, None, None);
            disputes.insert(dispute.id, (contest, dispute));
        }
        let mut disputes: Vec<_> = disputes.into_values().collect();
        disputes.sort_by(|(a, _), (b, _)| {
            (a.acts.iter().min(), a.rule, &a.acts).cmp(&(b.acts.iter().min(), b.rule, &b.acts))
        });
        let disputes = disputes.into_iter().map(|(_, dispute)| dispute).collect();
        Findings { settled, disputed, fates: self.fates(scope), disputes }
    }

    /// The settlements of a dispute that was there, by somebody it was not for.
    pub(crate) fn settled_without_authority(&self) -> impl Iterator<Item = usize> + '_ {
        self.voids.iter().filter(|(_, void)| **void == Void::LackedAuthority).map(|(settle, _)| *settle)
    }

    /// What the manifest of a closing covers.
    pub(crate) fn covered(&self, close: usize) -> &Ranks {
        &self.covered[&close]
    }

    /// Whether its author had seen a closing that held.
    fn reopens(&self, opener: usize) -> bool {
        if !self.docket.ranks::<Close>().iter().any(|close| self.docket.saw(opener, *close)) {
            return false;
        }
        let scope = self.docket.graph.seen(opener);
        !live_closes(self, scope, &self.settled(scope)).is_empty()
    }

    /// Everything in dispute at a scope under these rules.
    fn contests<'r>(
        &self,
        scope: &Ranks,
        settled: &Settled,
        rules: impl IntoIterator<Item = &'r &'static dyn Rule>,
    ) -> Vec<Contest> {
        let of = |rule: &&'static dyn Rule| {
            let id = rule.id();
            rule.contests(self, scope, settled).into_iter().map(move |acts| Contest { rule: id, acts })
        };
        rules.into_iter().flat_map(of).collect()
    }

    /// Those of `ranks` at a scope that no other of them had seen.
    pub(crate) fn latest<'r>(&self, scope: &'r Ranks, ranks: &'r [usize]) -> impl Iterator<Item = usize> + 'r {
        let seen = self.seen_by(scope, ranks);
        ranks.iter().copied().filter(move |rank| scope.has(*rank) && !seen.has(*rank))
    }

    /// Everything that those of `ranks` at a scope had seen.
    pub(crate) fn seen_by(&self, scope: &Ranks, ranks: &[usize]) -> Ranks {
        self.docket.graph.seen_by_any(ranks.iter().copied().filter(|rank| scope.has(*rank)))
    }

    /// Disputes that a later act of the same sort ended, having seen them, with the act that did.
    fn overtaken(&self) -> Vec<(Contest, usize)> {
        let mut ended = Vec::new();
        for rule in RULES {
            for by in rule.enders(self.docket) {
                let scope = self.docket.graph.seen(by);
                let contests = rule.ended_by(self, by, scope, &self.settled(scope)).into_iter();
                ended.extend(contests.map(|acts| (Contest { rule: rule.id(), acts }, by)));
            }
        }
        ended
    }

    fn ruling(&self, settle: usize, said: &'a Settle) -> Result<Ruling<'a>, Void> {
        let scope = self.docket.graph.seen(settle);
        let choose = self.docket.graph.rank(said.choose).ok_or(Void::NoSuchDispute)?;
        // Nobody settles a notice, and some of those ask about every act.
        let to_settle = RULES.iter().filter(|rule| !rule.is_notice());
        let open = self.contests(scope, &self.settled(scope), to_settle);
        let earlier =
            self.rulings.iter().filter(|ruling| scope.has(ruling.settle)).map(|ruling| ruling.contest.clone());
        let contest = open
            .into_iter()
            .chain(earlier)
            .filter(|contest| contest.acts.contains(&choose))
            .find(|contest| self.id(contest) == said.dispute)
            .ok_or(Void::NoSuchDispute)?;
        let act = self.docket.acts[settle];
        let rule = contest.rule();
        let settler = rule.settler(self, &contest.acts);
        let author = self.docket.author_as_seen(settle);
        let may = settler.may(self.docket.context.directory, act.office, author);
        if !may || !rule.may_settle(self, &contest.acts, act.by) {
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
            let seen = self.docket.graph.seen_by_any(rulings.iter().map(|ruling| ruling.settle));
            rulings.retain(|ruling| !seen.has(ruling.settle));
        }
        by_dispute
    }

    /// Whether rulings on one dispute come to the same.
    fn agree(&self, rulings: &[&Ruling<'_>]) -> bool {
        let first = rulings[0];
        let rule = first.contest.rule();
        rulings.iter().all(|ruling| rule.same(self, &first.contest.acts, ruling.choose, first.choose))
    }

    /// What the settlements at a scope take away. Rulings that contradict each other take away nothing.
    pub(crate) fn settled(&self, scope: &Ranks) -> Settled {
        let mut settled = Settled::default();
        for rulings in self.latest_rulings(scope).into_values().filter(|rulings| self.agree(rulings)) {
            let Ruling { contest, choose, .. } = rulings[0];
            contest.rule().settle(self, &contest.acts, *choose, &mut settled);
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
        contest.acts.iter().map(|rank| self.docket.id(*rank)).collect()
    }

    /// The lowest common superior of the offices of these acts; none known: a joint meeting office.
    pub(crate) fn common_superior(&self, acts: &[usize]) -> Settler {
        let mut offices: Vec<OfficeId> = acts.iter().map(|rank| self.docket.office(*rank)).collect();
        offices.sort_unstable();
        offices.dedup();
        let office = self.docket.context.directory.lowest_common_superior(&offices);
        Settler { office, by: SettleBy::Anyone }
    }

    fn dispute(&self, contest: &Contest, settled_by: Option<usize>, ruling: Option<&Ruling<'_>>) -> Dispute {
        let rule = contest.rule();
        let Settler { office, by } = rule.settler(self, &contest.acts);
        Dispute {
            id: self.id(contest),
            rule: contest.rule,
            acts: self.act_ids(contest),
            interim: rule.interim(),
            notice: rule.is_notice(),
            settle_at: office,
            settle_by: by,
            settled_by: settled_by.map(|rank| self.docket.id(rank)),
            chosen: ruling.map(|ruling| self.docket.id(ruling.choose)),
            reason: ruling.map(|ruling| ruling.said.reason.clone()),
        }
    }
}
