//! 登记与受理: how it came in, what it is, whose it is.

mod contacts;
mod decisions;
mod matter;
mod objections;

pub(crate) use decisions::{deciding, is_decision, passed_on};
pub(crate) use objections::returning;

use super::{
    court::{Court, Findings},
    docket::Docket,
    standing::Standing,
};
use crate::{
    Config, IntakeView, Withdrawal,
    act::{CaseKind, Register, RepeatContact, Withdraw},
    causality::Ranks,
};

/// Reads the acts of this group, and says in `standing` which of them are superseded or without effect.
pub(crate) fn fold(docket: &Docket<'_>, court: &Court<'_>, findings: &Findings, standing: &mut Standing) -> IntakeView {
    let mut view = IntakeView::default();
    if let Some((_, register)) = docket.of::<Register>().next() {
        view.kind = register.kind;
        view.source.clone_from(&register.source);
        view.screening = register.screening;
        view.secrecy = register.secrecy;
        view.accused.clone_from(&register.accused);
    }
    objections::fold(docket, &mut view, standing);
    decisions::fold(court, &findings.settled, &mut view, standing);
    if view.kind == CaseKind::EarlyIssue && view.is_accepted() {
        view.kind = CaseKind::Petition;
    }
    contacts::fold(court, &mut view, standing);
    matter::fold(docket, &mut view, standing);
    withdrawals(docket, findings, &mut view, standing);
    view
}

/// The configuration an act was judged by; the built-in one where that version is not here.
fn config<'a>(docket: &Docket<'a>, rank: usize) -> &'a Config {
    docket.config(rank).unwrap_or(Config::builtin())
}

/// The withdrawals at a scope that no later contact or withdrawal took back.
pub(crate) fn live_withdrawals(court: &Court<'_>, scope: &Ranks) -> Vec<usize> {
    let withdrawals = court.docket.ranks::<Withdraw>();
    if withdrawals.is_empty() {
        return Vec::new();
    }
    let undone = court.seen_by(scope, court.docket.ranks::<RepeatContact>());
    court.latest(scope, withdrawals).filter(|rank| !undone.has(*rank)).collect()
}

fn withdrawals(docket: &Docket<'_>, findings: &Findings, view: &mut IntakeView, standing: &mut Standing) {
    let all = docket.ranks::<Withdraw>();
    let undone = contacts::seen_by_contacts(docket);
    let latest = docket.latest(all);
    for rank in all {
        let lives = latest.contains(rank) && !undone.has(*rank) && !findings.settled.against.has(*rank);
        if !lives {
            standing.supersede(*rank);
            continue;
        }
        let Some(withdraw) = docket.at::<Withdraw>(*rank) else { continue };
        let withdrawal = Withdrawal {
            act: docket.id(*rank),
            received_on: withdraw.received_on,
            words: withdraw.words.clone(),
            in_writing: withdraw.in_writing,
        };
        if findings.disputed.has(*rank) {
            view.withdrawals_noted.push(withdrawal);
        } else {
            view.withdrawn.get_or_insert(withdrawal);
        }
    }
}
