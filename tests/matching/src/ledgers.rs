//! The two ledgers as they are: every pair of rows, against what their makers know to be entered twice.

use std::{collections::BTreeSet, path::PathBuf};

use anyhow::Context as _;
use taizhang_model::matching::{MatterFacts, PersonKey, Weights, blocking_terms, score};
use taizhang_tables::{Row, read_ledger};

use crate::{COUNTY_KEY, Tally};

/// The ledgers by name.
pub const NAMES: [&str; 2] = ["township", "backlog"];

/// A ledger's matters, and which of them are one.
#[derive(Debug)]
pub struct Sheet {
    /// The matters, in the order of the sheet.
    pub facts: Vec<MatterFacts>,
    /// Their numbers in the truth: the rows, counted from 1.
    pub numbers: Vec<u64>,
    /// Pairs of numbers that are one matter, the smaller first.
    pub same: BTreeSet<(u64, u64)>,
}

impl Sheet {
    /// Reads a ledger of `tests/data` and its truth.
    ///
    /// # Errors
    /// When one of the files cannot be read.
    pub fn read(name: &str) -> anyhow::Result<Self> {
        let data = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../data");
        let bytes = std::fs::read(data.join(format!("{name}-ledger.xlsx"))).context("the ledger")?;
        let truth = std::fs::read(data.join(format!("{name}-ledger.truth.json"))).context("its truth")?;
        let truth: serde_json::Value = serde_json::from_slice(&truth)?;
        let ledger = read_ledger(&bytes)?;
        let numbers = (1..).take(ledger.rows.len()).collect();
        let mut same = BTreeSet::new();
        for pair in truth["duplicates"].as_array().context("no duplicates in the truth")? {
            let number = |at: usize| pair[at].as_u64().context("a pair of row numbers");
            same.insert((number(0)?.min(number(1)?), number(0)?.max(number(1)?)));
        }
        Ok(Self { facts: ledger.rows.iter().map(facts).collect(), numbers, same })
    }

    /// Judges every pair of rows; pairs that were judged wrongly are given back with both numbers.
    #[must_use]
    pub fn measure(&self, weights: &Weights) -> (Tally, Vec<(u64, u64, u16)>) {
        let (mut tally, mut wrong) = (Tally::default(), Vec::new());
        for (at, one) in self.facts.iter().enumerate() {
            for (after, other) in self.facts.iter().enumerate().skip(at + 1) {
                let pair = (self.numbers[at], self.numbers[after]);
                let same = self.same.contains(&pair);
                if tally.judge(one, other, same, weights) != same {
                    wrong.push((pair.0, pair.1, score(one, other, weights).score));
                }
            }
        }
        (tally, wrong)
    }

    /// How many pairs of rows share an index term, and how many pairs there are: what is scored, and what an index saves.
    #[must_use]
    pub fn scored(&self) -> (usize, usize) {
        let terms: Vec<_> = self.facts.iter().map(blocking_terms).collect();
        let led_to =
            |(at, one): (usize, &BTreeSet<_>)| terms[at + 1..].iter().filter(|other| !one.is_disjoint(other)).count();
        (terms.iter().enumerate().map(led_to).sum(), terms.len() * terms.len().saturating_sub(1) / 2)
    }

    /// The same without any number of a person: what name, place and words alone can tell.
    #[must_use]
    pub fn without_numbers(&self) -> Self {
        let bare = |facts: &MatterFacts| MatterFacts { keys: BTreeSet::new(), ..facts.clone() };
        Self { facts: self.facts.iter().map(bare).collect(), numbers: self.numbers.clone(), same: self.same.clone() }
    }
}

fn facts(row: &Row) -> MatterFacts {
    let identity = row.person.identity.as_deref().and_then(|number| PersonKey::of_identity(&COUNTY_KEY, number));
    let phones = row.person.phone.as_deref().map(|number| PersonKey::of_phones(&COUNTY_KEY, number));
    MatterFacts {
        keys: identity.into_iter().chain(phones.into_iter().flatten()).collect(),
        petitioner: row.petitioner.clone(),
        area: row.area.clone(),
        subject: row.category.clone(),
        text: row.text.clone(),
        received_on: row.received_on,
        ..MatterFacts::default()
    }
}
