//! Days (期限; DOMAIN 2, 3.3): the clocks start on declared dates, never on a device's clock, and are never reset by
//! an assignment.

use jiff::{Span, civil::Date};

use super::{Roles, ranks};
use crate::{Act, ActGraph, Deadline};

/// One clock of the law: a row of DOMAIN 2.
struct Rule {
    name: &'static str,
    days: i64,
    basis: &'static str,
}

const ACCEPT: Rule = Rule { name: Deadline::ACCEPT, days: 15, basis: "《信访工作条例》第二十三条" };
const HANDLE: Rule = Rule { name: Deadline::HANDLE, days: 60, basis: "《信访工作条例》第三十四条" };

/// The rank of the acceptance that starts the clock of handling: of those that saw no other, the earliest day.
pub(crate) fn accepted_by(acts: &[&Act], roles: &Roles<'_>, graph: &ActGraph) -> Option<usize> {
    let firsts = ranks(&roles.accepts).filter(|rank| !ranks(&roles.accepts).any(|other| graph.seen(*rank).has(other)));
    firsts.min_by_key(|rank| (acts[*rank].effective_on, *rank))
}

/// Acceptance within 15 days of receipt; handling within 60 days of acceptance and what it was extended by.
pub(crate) fn deadlines(acts: &[&Act], roles: &Roles<'_>, graph: &ActGraph, extended_days: u16) -> Vec<Deadline> {
    let accepted = accepted_by(acts, roles, graph);
    let deadline = |rule: &Rule, by: usize, starts_on: Date, extended_days: u16, met_by: Option<usize>| Deadline {
        rule: rule.name.to_owned(),
        basis: rule.basis.to_owned(),
        starts_by: acts[by].id,
        starts_on,
        due: starts_on.saturating_add(Span::new().days(rule.days + i64::from(extended_days))),
        extended_days,
        met_by: met_by.map(|rank| acts[rank].id),
    };
    let accept =
        roles.registers.first().map(|(rank, register)| deadline(&ACCEPT, *rank, register.received_on, 0, accepted));
    let handle = accepted
        .map(|rank| deadline(&HANDLE, rank, acts[rank].effective_on, extended_days, roles.replies.first().copied()));
    accept.into_iter().chain(handle).collect()
}
