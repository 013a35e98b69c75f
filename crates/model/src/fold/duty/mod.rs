//! 交办与包案: who carries the duty, what is planned and promised, where it was raised to.

mod above;
mod charge;
mod plans;
mod promises;
mod staff;

use super::{
    court::{Court, Findings},
    docket::Docket,
    standing::Standing,
};
use crate::{DisputeRule, DutyView, flag};

/// Reads the acts of this group, and says in `standing` which of them are superseded or without effect.
pub(crate) fn fold(docket: &Docket<'_>, court: &Court<'_>, findings: &Findings, standing: &mut Standing) -> DutyView {
    let charge = charge::fold(docket, court, findings, standing);
    let recusals = staff::recusals(docket, standing);
    staff::confirmations(docket, court, findings, standing);
    for (rule, word) in [(DisputeRule::K8, flag::REASSIGNED_MEANWHILE), (DisputeRule::K15, flag::OLDER_VERSION)] {
        let notices = findings.disputes.iter().filter(|dispute| dispute.rule == rule);
        let acts = notices.flat_map(|notice| &notice.acts[1..]);
        acts.filter_map(|act| docket.graph.rank(*act)).for_each(|rank| standing.flag(rank, word));
    }
    let plans = plans::fold(docket, standing);
    let persons = charge
        .in_charge
        .iter()
        .flat_map(|charge| [charge.lead].into_iter().chain(charge.handler).chain(charge.co_leads.iter().copied()));
    let mut to_replace: Vec<_> =
        persons.filter(|staff| recusals.iter().any(|recusal| recusal.staff == *staff)).collect();
    to_replace.sort_unstable();
    to_replace.dedup();
    DutyView {
        missing: charge::missing(&charge.in_charge, &plans),
        feedback: charge::feedback(docket, court),
        in_charge: charge.in_charge,
        former_leads: charge.former,
        holdings: charge.holdings,
        plans,
        promises: promises::fold(docket, standing),
        raises: above::raises(docket, standing),
        listings: above::listings(docket, standing),
        may_be_cleared: above::audited(docket, docket.acts.len()),
        reports: above::reports(docket),
        recusals,
        to_replace,
    }
}
