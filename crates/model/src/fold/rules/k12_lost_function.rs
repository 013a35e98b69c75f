//! K12: somebody recorded an act offline in a function that they had lost meanwhile. The act waits for the head to
//! confirm it; an extension does not count until then.
//!
//! Whether somebody had a function is read from the revision of their entry that they had seen, and from the later
//! revision that stood by the clock of their act. Contacts, ratings and a petitioner's withdrawal never wait: whoever
//! wrote them down, they are the petitioner's.

use std::collections::BTreeMap;

use super::Rule;
use crate::{
    Act, ActBody, DisputeRule, Interim, SettleBy, Settler, Staff, StaffId,
    act::Confirm,
    authority::{Who, has_function, row},
    causality::Ranks,
    fold::{
        court::{Court, Settled},
        docket::Docket,
    },
};

/// K12. A contest is the act alone.
pub(crate) struct LostFunction;

/// What became of an act that waits for its head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Nobody has said, or heads who had not seen each other differ.
    Waiting,
    Confirmed,
    Declined,
}

/// The acts whose author had the function they needed as they saw it, but no longer when they recorded them.
pub(crate) fn lapsed(docket: &Docket<'_>) -> Vec<usize> {
    docket.admitted().filter(|(_, act)| is_lapsed(docket, act)).map(|(rank, _)| rank).collect()
}

fn is_lapsed(docket: &Docket<'_>, act: &Act) -> bool {
    let directory = docket.context.directory;
    let Some(current) = directory.staff.get(&act.by).filter(|staff| staff.revision > act.staff_revision) else {
        return false;
    };
    let former = directory.former.get(&act.by).map(Vec::as_slice).unwrap_or_default();
    let Some(seen) = former.iter().find(|staff| staff.revision == act.staff_revision) else { return false };
    let later = former.iter().chain([current]).filter(|staff| staff.revision > act.staff_revision);
    let stood = later.filter(|staff| staff.since <= act.made_at).max_by_key(|staff| staff.revision);
    waits_at_all(&act.body) && may(seen, act) && stood.is_some_and(|stood| !may(stood, act))
}

/// The petitioner's own acts never wait; a confirmation without authority has none.
fn waits_at_all(body: &ActBody) -> bool {
    row(body).is_some_and(|row| !matches!(row.who, Who::Petitioner | Who::HeadOfItsOffice))
}

/// Whether an entry of the directory has what an act needs: a place in the office and the function that it takes.
fn may(staff: &Staff, act: &Act) -> bool {
    staff.active && staff.office == act.office && has_function(staff, &act.body)
}

/// Whether a confirmation counts: of the head of the act's office or of one above it, who is not its author.
fn may_confirm(docket: &Docket<'_>, confirm: usize, of: usize) -> bool {
    let (by, act) = (docket.acts[confirm], docket.acts[of]);
    let directory = docket.context.directory;
    let head = |staff: &Staff| directory.heads_over(staff, by.office, act.office);
    let now = directory.staff.get(&by.by).filter(|now| now.revision > by.staff_revision && now.since <= by.made_at);
    by.by != act.by && docket.author_as_seen(confirm).is_some_and(head) && now.is_none_or(head)
}

/// What heads said at a scope about an act of [`Court::lapsed`].
pub(crate) fn verdict(court: &Court<'_>, scope: &Ranks, settled: &Settled, rank: usize) -> Verdict {
    if settled.confirmed.has(rank) {
        return Verdict::Confirmed;
    }
    let confirms = court.confirms.get(&rank).map(Vec::as_slice).unwrap_or_default();
    let latest: Vec<usize> = court.latest(scope, confirms).collect();
    let said = |declined| {
        latest.iter().all(|by| court.docket.at::<Confirm>(*by).is_some_and(|said| said.declined == declined))
    };
    match (latest.is_empty(), said(false), said(true)) {
        (false, true, _) => Verdict::Confirmed,
        (false, _, true) => Verdict::Declined,
        _ => Verdict::Waiting,
    }
}

/// Whether an act holds as far as its author's function goes: they had it, or a head confirmed the act.
pub(crate) fn in_function(court: &Court<'_>, scope: &Ranks, settled: &Settled, rank: usize) -> bool {
    court.lapsed.binary_search(&rank).is_err() || verdict(court, scope, settled, rank) == Verdict::Confirmed
}

/// By act of [`Court::lapsed`], the confirmations that count.
pub(crate) fn confirms(docket: &Docket<'_>, lapsed: &[usize]) -> BTreeMap<usize, Vec<usize>> {
    let mut confirms: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (by, confirm) in docket.of::<Confirm>() {
        let of = docket.graph.rank(confirm.act).filter(|of| lapsed.binary_search(of).is_ok() && docket.saw(by, *of));
        if let Some(of) = of.filter(|of| may_confirm(docket, by, *of)) {
            confirms.entry(of).or_default().push(by);
        }
    }
    confirms
}

impl Rule for LostFunction {
    fn id(&self) -> DisputeRule {
        DisputeRule::K12
    }

    fn interim(&self) -> Interim {
        Interim::NeedsConfirmation
    }

    fn contests(&self, court: &Court<'_>, scope: &Ranks, settled: &Settled) -> Vec<Vec<usize>> {
        let waits = |rank: &usize| scope.has(*rank) && verdict(court, scope, settled, *rank) == Verdict::Waiting;
        court.lapsed.iter().copied().filter(waits).map(|rank| vec![rank]).collect()
    }

    fn enders(&self, docket: &Docket<'_>) -> Vec<usize> {
        docket.ranks::<Confirm>().to_vec()
    }

    fn ends(&self, court: &Court<'_>, by: usize, acts: &[usize]) -> bool {
        court.confirms.get(&acts[0]).is_some_and(|confirms| confirms.contains(&by))
    }

    fn settle(&self, _court: &Court<'_>, _acts: &[usize], choose: usize, settled: &mut Settled) {
        settled.confirmed.add(choose);
    }

    fn settler(&self, court: &Court<'_>, acts: &[usize]) -> Settler {
        Settler { office: Some(court.docket.office(acts[0])), by: SettleBy::Head }
    }

    fn may_settle(&self, court: &Court<'_>, acts: &[usize], by: StaffId) -> bool {
        court.docket.acts[acts[0]].by != by
    }
}
