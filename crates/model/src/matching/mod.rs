//! Same matter twice (重信重访; DOMAIN K3, I19): from one matter to the others that may be the same, with the reasons.
//!
//! A person decides; this only says where to look. The search always runs from the matter at hand to its candidates: nothing
//! here lists, counts or orders persons by what they brought, and a shared person without a shared matter is no candidate.
//! What is compared is a display name and keyed hashes ([`PersonKey`]), never an identity number or a telephone number.
//!
//! [`score`] adds up explained points for two matters, and a [`Matter`] finds those of many that reach the threshold; [`blocking_terms`] gives the index terms by which an adapter finds
//! what is worth scoring without reading every case.

mod facts;
mod figures;
mod matter;
mod person;
mod score;
mod similarity;
mod terms;
#[cfg(test)]
mod tests;
mod words;

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::CaseId;

pub use matter::Matter;
pub use person::{NumberKind, PersonKey, identity_number, phone_numbers};
pub use score::{Candidate, Reason, ReasonKind, Weights, score};
pub use terms::{TERMS_MAX, Term, blocking_terms};
pub(crate) use words::narrow_char;

/// Most characters of a text that are compared: a matter says what it is about within these.
pub const TEXT_CHARS: usize = 600;

/// What two matters are compared by.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatterFacts {
    /// Keyed hashes of the numbers of those who brought it; may be empty.
    pub keys: BTreeSet<PersonKey>,
    /// The name under which the petitioner is shown; several are parted by 、.
    pub petitioner: String,
    /// Where the matter arose.
    pub area: String,
    /// Its category.
    pub subject: String,
    /// What it is about: title, narrative and claims; the first [`TEXT_CHARS`] characters count.
    pub text: String,
    /// The day it came in.
    pub received_on: Option<Date>,
    /// The cases about which a person has decided already: the same matter, or another one.
    pub decided: BTreeSet<CaseId>,
}
