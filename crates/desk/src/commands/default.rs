//! What is taken where a call does not say it, the same from a terminal and from a program.

use taizhang_model::act::PartyRole;

/// Lines of a list.
pub(super) const fn lines() -> usize {
    50
}

/// Persons who brought a matter.
pub(super) const fn one() -> u32 {
    1
}

/// How a matter came in at the counter.
pub(super) fn visit() -> String {
    "visit".to_owned()
}

/// How the matters of a spreadsheet came in.
pub(super) fn screening() -> String {
    "screening".to_owned()
}

/// How long a code holds.
pub(super) fn one_day() -> String {
    "1d".to_owned()
}

/// What somebody is to a case.
pub(super) const fn petitioner() -> PartyRole {
    PartyRole::Petitioner
}
