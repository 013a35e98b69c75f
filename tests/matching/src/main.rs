//! `cargo xtask match`: prints the measurement.
#![allow(clippy::print_stdout)]

use taizhang_matching::{Tally, ledgers, rewritten};
use taizhang_model::matching::Weights;

fn main() -> anyhow::Result<()> {
    let weights = Weights::default();
    let mut rows = Vec::new();
    println!("threshold {}", weights.threshold);
    for name in ledgers::NAMES {
        let sheet = ledgers::Sheet::read(name)?;
        let (tally, wrong) = sheet.measure(&weights);
        println!("{name}, {} rows: {tally}", sheet.facts.len());
        for (one, other, score) in wrong {
            println!("    judged wrongly: rows {one} and {other}, score {score}");
        }
        let (scored, pairs) = sheet.scored();
        println!("    the index leads to {scored} of {pairs} pairs");
        println!("{name}, no numbers of persons: {}", sheet.without_numbers().measure(&weights).0);
        rows.extend(sheet.facts);
    }
    let (mut same, mut other) = (Tally::default(), Tally::default());
    for kind in rewritten::KINDS {
        let tally = rewritten::measure(kind, &rows, &weights);
        println!("{}, {}: {tally}", if kind.same { "twin" } else { "look-alike" }, kind.name);
        if kind.same { same = same.and(tally) } else { other = other.and(tally) }
    }
    println!("twins and look-alikes together: {}", same.and(other));
    Ok(())
}
