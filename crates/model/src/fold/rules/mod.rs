//! The rules that acts can break together (DOMAIN 3.4): one file a rule.
//!
//! # Adding a rule
//!
//! A file here with a unit struct that implements [`Rule`], a line in [`RULES`], and the sentences of its dispute in
//! [`DisputeRule`] and [`Interim`]. A rule is asked *at a scope*: what an act had seen, or everything. It must be a
//! function of the acts in the scope alone, so that two replicas that hold the same acts always agree.

mod k01_two_leads;
mod k02_closed_unseen;
mod k04_two_extensions;
mod k05_signed_then_replaced;
mod k06_accepted_or_not;
mod k07_two_replies;
mod k08_worked_on;
mod k09_reopened_and_resolved;
mod k10_vote_beside_finish;
mod k11_two_numbers;
mod k12_lost_function;
mod k13_paid_twice;
mod k15_older_version;
mod k16_withdrawn_replied;
mod k18_redacted_again;

pub(crate) use k01_two_leads::{TwoLeads, decided_by, live_assigns};
pub(crate) use k02_closed_unseen::{ClosedUnseen, changes, live_closes, missed, openers};
pub(crate) use k04_two_extensions::{Extensions, TwoExtensions, extensions};
pub(crate) use k05_signed_then_replaced::SignedThenReplaced;
pub(crate) use k06_accepted_or_not::AcceptedOrNot;
pub(crate) use k07_two_replies::{TwoReplies, live_replies, revocations, revoked};
pub(crate) use k08_worked_on::WorkedOn;
pub(crate) use k09_reopened_and_resolved::ReopenedAndResolved;
pub(crate) use k10_vote_beside_finish::{Inquiry, Tally, VoteBesideFinish, fault, inquiries, tally};
pub(crate) use k11_two_numbers::{TwoNumbers, live_numbers};
pub(crate) use k12_lost_function::{LostFunction, Verdict, confirms, in_function, lapsed, verdict};
pub(crate) use k13_paid_twice::{PaidTwice, Purse, purse};
pub(crate) use k15_older_version::OlderVersion;
pub(crate) use k16_withdrawn_replied::WithdrawnReplied;
pub(crate) use k18_redacted_again::{RedactedAgain, live_redactions};

use super::{
    court::{Court, Settled},
    docket::Docket,
};
use crate::{DisputeRule, Interim, Settler, StaffId, causality::Ranks};

/// A way in which acts cannot all hold.
pub(crate) trait Rule: Sync {
    /// Its id.
    fn id(&self) -> DisputeRule;

    /// What holds until people decide.
    fn interim(&self) -> Interim;

    /// What is in dispute among the acts of a scope: groups of ranks, in the order that [`Rule::settle`] expects.
    fn contests(&self, court: &Court<'_>, scope: &Ranks, settled: &Settled) -> Vec<Vec<usize>>;

    /// The acts that end a dispute of this rule by taking the place of everything in it, if they had seen it.
    fn enders(&self, docket: &Docket<'_>) -> Vec<usize>;

    /// Whether one of [`Rule::enders`] ends this contest.
    fn ends(&self, _court: &Court<'_>, _by: usize, _acts: &[usize]) -> bool {
        true
    }

    /// What one of [`Rule::enders`] ends, of what is in dispute at `scope`, which it had seen.
    fn ended_by(&self, court: &Court<'_>, by: usize, scope: &Ranks, settled: &Settled) -> Vec<Vec<usize>> {
        let contests = self.contests(court, scope, settled).into_iter();
        contests.filter(|acts| self.ends(court, by, acts)).collect()
    }

    /// Whether choosing one act of a contest comes to the same as choosing another.
    fn same(&self, _court: &Court<'_>, _acts: &[usize], one: usize, other: usize) -> bool {
        one == other
    }

    /// What choosing one act takes away: by default every other.
    fn settle(&self, court: &Court<'_>, acts: &[usize], choose: usize, settled: &mut Settled) {
        acts.iter().filter(|act| !self.same(court, acts, **act, choose)).for_each(|act| settled.against.add(*act));
    }

    /// Those of a contest's acts that are shown as disputed.
    fn parties<'c>(&self, acts: &'c [usize]) -> &'c [usize] {
        acts
    }

    /// Who settles: by default the lowest common superior of the acts' offices.
    fn settler(&self, court: &Court<'_>, acts: &[usize]) -> Settler {
        court.common_superior(acts)
    }

    /// Whether this member of staff may settle, where their office and function allow it.
    fn may_settle(&self, _court: &Court<'_>, _acts: &[usize], _by: StaffId) -> bool {
        true
    }

    /// Whether it is only to be known, and nobody has to decide.
    fn is_notice(&self) -> bool {
        false
    }
}

/// Every rule, in the order of their ids.
pub(crate) const RULES: &[&dyn Rule] = &[
    &TwoLeads,
    &ClosedUnseen,
    &TwoExtensions,
    &SignedThenReplaced,
    &AcceptedOrNot,
    &TwoReplies,
    &WorkedOn,
    &ReopenedAndResolved,
    &VoteBesideFinish,
    &TwoNumbers,
    &LostFunction,
    &PaidTwice,
    &OlderVersion,
    &WithdrawnReplied,
    &RedactedAgain,
];

/// The rule behind an id; none for those that are found between documents.
pub(crate) fn rule(id: DisputeRule) -> Option<&'static dyn Rule> {
    RULES.iter().copied().find(|rule| rule.id() == id)
}
