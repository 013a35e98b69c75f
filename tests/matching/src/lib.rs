//! How well the same matter is found when it was entered twice.
//!
//! Two questions are measured. On the two ledgers of `tests/data`, as they are: which pairs of rows does the default
//! threshold call possibly one, against what their makers know ([`ledgers`]). And since those are entered twice nearly word
//! for word: what remains of it when the second entry is worded otherwise, misspelt, without numbers, from a place with a
//! new name; and what is wrongly found when only the person, only the words or only the name are the same ([`rewritten`]).

pub mod ledgers;
pub mod rewritten;

use std::fmt;

use taizhang_model::matching::{MatterFacts, Weights, blocking_terms, score};

/// The county's key of this measurement.
pub const COUNTY_KEY: [u8; 32] = *b"a county that does not exist ...";

/// Right and wrong answers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Pairs of one matter that were found.
    pub found: usize,
    /// Pairs of one matter that were not.
    pub missed: usize,
    /// Pairs of two matters that were taken for one.
    pub wrong: usize,
    /// Pairs of two matters that were told apart.
    pub apart: usize,
    /// Pairs of one matter that share an index term.
    pub indexed: usize,
}

impl Tally {
    /// Judges one pair.
    pub fn judge(&mut self, one: &MatterFacts, other: &MatterFacts, same: bool, weights: &Weights) -> bool {
        let found = i32::from(score(one, other, weights).score) >= weights.threshold;
        match (same, found) {
            (true, true) => self.found += 1,
            (true, false) => self.missed += 1,
            (false, true) => self.wrong += 1,
            (false, false) => self.apart += 1,
        }
        if same && !blocking_terms(one).is_disjoint(&blocking_terms(other)) {
            self.indexed += 1;
        }
        found
    }

    /// The two together.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self {
            found: self.found + other.found,
            missed: self.missed + other.missed,
            wrong: self.wrong + other.wrong,
            apart: self.apart + other.apart,
            indexed: self.indexed + other.indexed,
        }
    }

    /// Of what was found, how much is right; 1 where nothing was found.
    #[must_use]
    pub fn precision(&self) -> f64 {
        share(self.found, self.found + self.wrong)
    }

    /// Of what is one matter, how much was found; 1 where there is none.
    #[must_use]
    pub fn recall(&self) -> f64 {
        share(self.found, self.found + self.missed)
    }

    /// Of what is one matter, how much the index leads to.
    #[must_use]
    pub fn index_recall(&self) -> f64 {
        share(self.indexed, self.found + self.missed)
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of some thousands")]
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { found, missed, wrong, apart, indexed } = self;
        if found + missed > 0 {
            let of = found + missed;
            write!(
                f,
                "recall {:.3} ({found}/{of}), index recall {:.3} ({indexed}/{of}), ",
                self.recall(),
                self.index_recall()
            )?;
        }
        if wrong + apart > 0 && found + wrong > 0 {
            write!(f, "precision {:.3} ({found}/{}), ", self.precision(), found + wrong)?;
        }
        write!(f, "wrongly found {wrong} of {}", wrong + apart)
    }
}
