//! The cases behind a figure (DOMAIN K17): a count, and each side of a rate, is one question asked of every case. The
//! figures are counted by these questions, and a list that opens from a figure is narrowed by the same ones.

use super::{CaseFacts, counted};
use crate::CaseId;

/// Whether a case counts.
pub(super) type Is = fn(&CaseFacts) -> bool;

/// A rate: of which cases it is, and which of them count.
#[derive(Clone, Copy)]
pub(super) struct Rate {
    /// Of which.
    pub(super) belongs: Is,
    /// Which of them.
    pub(super) did: Is,
}

/// A side of a rate.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Part {
    /// The cases that count.
    #[default]
    Numerator,
    /// All that it is of.
    Denominator,
}

const fn rate(belongs: Is, did: Is) -> Rate {
    Rate { belongs, did }
}

pub(super) const EVERY: Is = |_| true;
pub(super) const ACCEPTED: Is = |case| case.accepted;
pub(super) const CLOSED: Is = |case| case.closed;
pub(super) const OPEN: Is = |case| !case.closed;
pub(super) const IN_DISPUTE: Is = |case| case.in_dispute;
const FROM_ABOVE: Is = |case| case.superior_assigned;
const IS_REPORTED: Is = |case| case.reported;
const RESOLVED: Is = CaseFacts::counts_as_resolved;

pub(super) const CLOSURE: Rate = rate(EVERY, CLOSED);
pub(super) const REPORTED: Rate = rate(EVERY, IS_REPORTED);
pub(super) const RESOLUTION: Rate = rate(EVERY, RESOLVED);
pub(super) const SUPERIOR_CLOSURE: Rate = rate(FROM_ABOVE, CLOSED);
pub(super) const SUPERIOR_REPORTED: Rate = rate(FROM_ABOVE, IS_REPORTED);
pub(super) const SUPERIOR_RESOLUTION: Rate = rate(FROM_ABOVE, RESOLVED);
pub(super) const LISTED_RESOLUTION: Rate = rate(|case| case.listed, RESOLVED);
pub(super) const LED_RESOLUTION: Rate = rate(|case| !case.leads.is_empty(), RESOLVED);
pub(super) const EARLY_ISSUE_RESOLUTION: Rate = rate(|case| case.early_issue, RESOLVED);
pub(super) const MEDIATION_SUCCESS: Rate = rate(|case| case.mediated.is_some(), |case| case.mediated == Some(true));
pub(super) const REPLY_WITHOUT_RESOLUTION: Rate =
    rate(|case| case.replied, |case| !case.counts_as_resolved() || case.dissatisfied);

/// A figure as the question it asks.
enum Asks {
    Count(Is),
    Rate(Rate),
}

/// The question of a figure, by the name that [`Figures::counts`](super::Figures::counts) or
/// [`Figures::rates`](super::Figures::rates) gives it.
fn asks(figure: &str) -> Option<Asks> {
    Some(match figure {
        "cases" | "batches" | "persons" => Asks::Count(EVERY),
        "accepted" => Asks::Count(ACCEPTED),
        "closed" => Asks::Count(CLOSED),
        "open" => Asks::Count(OPEN),
        "in_dispute" => Asks::Count(IN_DISPUTE),
        "closure" => Asks::Rate(CLOSURE),
        "reported" => Asks::Rate(REPORTED),
        "resolution" => Asks::Rate(RESOLUTION),
        "superior_closure" => Asks::Rate(SUPERIOR_CLOSURE),
        "superior_reported" => Asks::Rate(SUPERIOR_REPORTED),
        "superior_resolution" => Asks::Rate(SUPERIOR_RESOLUTION),
        "listed_resolution" => Asks::Rate(LISTED_RESOLUTION),
        "led_resolution" => Asks::Rate(LED_RESOLUTION),
        "early_issue_resolution" => Asks::Rate(EARLY_ISSUE_RESOLUTION),
        "mediation_success" => Asks::Rate(MEDIATION_SUCCESS),
        "reply_without_resolution" => Asks::Rate(REPLY_WITHOUT_RESOLUTION),
        _ => return None,
    })
}

/// The cases that a figure of these facts counts, in the order of their receipt; of a count, `part` does not matter. A figure
/// of batches or of persons stands on cases too. `None`: there is no figure of this name.
#[must_use]
pub fn behind<'a>(facts: impl IntoIterator<Item = &'a CaseFacts>, figure: &str, part: Part) -> Option<Vec<CaseId>> {
    let asks = asks(figure)?;
    let counts = |case: &&CaseFacts| match (&asks, part) {
        (Asks::Count(is), _) => is(case),
        (Asks::Rate(rate), Part::Denominator) => (rate.belongs)(case),
        (Asks::Rate(rate), Part::Numerator) => (rate.belongs)(case) && (rate.did)(case),
    };
    Some(counted(facts).into_iter().filter(counts).map(|case| case.case).collect())
}
