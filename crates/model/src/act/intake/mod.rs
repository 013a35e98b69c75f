//! 登记与受理: contacts, who answers for them, what the matter is, and whose it is.

mod accept;
mod answer_objection;
mod clarify;
mod classes;
mod classify;
mod contact;
mod decline;
mod hand_over;
mod object;
mod register;
mod take_over;
mod transfer;
mod urgency;
mod withdraw;

pub use accept::Accept;
pub use answer_objection::AnswerObjection;
pub use clarify::Clarify;
pub use classes::{Crossing, Difficulty, HandlingPath, MatterClass, PriorityIssue, ProcessDefect, Triage};
pub use classify::Classify;
pub use contact::RepeatContact;
pub use decline::{Decline, Refused};
pub use hand_over::HandOver;
pub use object::Object;
pub(crate) use object::objections_until;
pub use register::{CaseKind, Channel, Register, Secrecy, Source, SourceLevel};
pub use take_over::TakeOver;
pub use transfer::{Transfer, TransferKind};
pub use urgency::{Trend, Urgency};
pub use withdraw::Withdraw;

use super::limits;
use crate::{Directory, OfficeId, Outcome, Refusal, check::Situation, refusal, text};

/// An optional number or name on one line.
fn line(name: &str, value: Option<&str>) -> Result<(), Refusal> {
    text::one_line(name, value.unwrap_or_default(), limits::LINE_CHARS)
}

/// Refuses what would take back an acceptance: the duty stays.
fn not_accepted(now: &Situation<'_>) -> Result<(), Refusal> {
    match &now.view.intake.decision {
        Some(decision) if decision.outcome == Outcome::Accepted => {
            let office = now.directory.office_name(decision.office);
            Err(Refusal::because(&refusal::ACCEPTED_STAYS).missing(format!("accepted by {office}")))
        }
        _ => Ok(()),
    }
}

/// Whether one of two offices is the other, or stands above it.
pub(crate) fn in_line(directory: &Directory, one: OfficeId, other: OfficeId) -> bool {
    directory.is_ancestor_or_self(one, other) || directory.is_ancestor_or_self(other, one)
}

/// Refuses an office that neither is the one the matter was passed on to, nor stands above or below it.
fn competent(now: &Situation<'_>) -> Result<(), Refusal> {
    let passed_on = now.view.intake.decision.as_ref().and_then(|decision| decision.to);
    match passed_on.filter(|to| !in_line(now.directory, *to, now.author.office)) {
        Some(to) => Err(Refusal::because(&refusal::PASSED_ON).who_could([now.directory.office_name(to)])),
        None => Ok(()),
    }
}

/// Refuses to let an accusation reach the accused office, or one below it (Art. 46).
pub(crate) fn not_accused(now: &Situation<'_>, office: OfficeId) -> Result<(), Refusal> {
    if now.view.intake.accuses(now.directory, office) {
        Err(Refusal::because(&refusal::ACCUSED_OFFICE).missing(now.directory.office_name(office)))
    } else {
        Ok(())
    }
}
