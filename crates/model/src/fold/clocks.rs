//! Days (期限; DOMAIN 2, 3.3): the clocks start on declared dates, never on a device's clock, and are never reset by
//! an assignment.

use jiff::{Span, civil::Date};

use super::docket::Docket;
use crate::{
    Deadline,
    act::{Accept, Register, Reply},
};

/// One clock of the law: a row of DOMAIN 2.
struct Rule {
    name: &'static str,
    days: i64,
    basis: &'static str,
}

const ACCEPT: Rule = Rule { name: Deadline::ACCEPT, days: 15, basis: "《信访工作条例》第二十三条" };
const HANDLE: Rule = Rule { name: Deadline::HANDLE, days: 60, basis: "《信访工作条例》第三十四条" };

/// The rank of the acceptance that starts the clock of handling: of those that saw no other, the earliest day.
pub(crate) fn accepted_by(docket: &Docket<'_>) -> Option<usize> {
    let accepts = docket.ranks::<Accept>();
    let firsts = accepts.iter().filter(|rank| !accepts.iter().any(|other| docket.saw(**rank, *other)));
    firsts.copied().min_by_key(|rank| (docket.acts[*rank].effective_on, *rank))
}

/// Acceptance within 15 days of receipt; handling within 60 days of acceptance and what it was extended by.
pub(crate) fn deadlines(docket: &Docket<'_>, extended_days: u16) -> Vec<Deadline> {
    let accepted = accepted_by(docket);
    let deadline = |rule: &Rule, by: usize, starts_on: Date, extended_days: u16, met_by: Option<usize>| Deadline {
        rule: rule.name.to_owned(),
        basis: rule.basis.to_owned(),
        starts_by: docket.id(by),
        starts_on,
        due: starts_on.saturating_add(Span::new().days(rule.days + i64::from(extended_days))),
        extended_days,
        met_by: met_by.map(|rank| docket.id(rank)),
    };
    let accept = docket
        .of::<Register>()
        .next()
        .map(|(rank, register)| deadline(&ACCEPT, rank, register.received_on, 0, accepted));
    let handle = accepted.map(|rank| {
        deadline(&HANDLE, rank, docket.acts[rank].effective_on, extended_days, docket.ranks::<Reply>().first().copied())
    });
    accept.into_iter().chain(handle).collect()
}
