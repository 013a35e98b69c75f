//! What sealing costs for one change: to seal it, to open it.

use std::path::Path;

use anyhow::Context as _;
use taizhang_wire::Item;

use crate::{cases::Case, county::Administrator, report::Report, sample};

pub(crate) const KEYS: &[&str] = &["seal_envelope_us", "open_envelope_us", "envelope_sealed_bytes"];

/// Opens and seals every change of these cases.
pub(crate) fn measure(report: &mut Report, folder: &Path, cases: &[Case]) -> anyhow::Result<()> {
    let mut reader = Administrator::new(folder)?;
    let (mut opened, mut sealed, mut bytes, mut count) = (0.0, 0.0, 0, 0);
    for case in cases.iter().take(200) {
        let keys = reader.keys_of(&case.open)?;
        let items: Vec<Item> = case.changes.iter().map(|item| Item::decode(item)).collect::<Result<_, _>>()?;
        (bytes, count) = (bytes + case.changes.iter().map(Vec::len).sum::<usize>(), count + items.len());
        let began = sample::now();
        let clear: Option<Vec<Item>> = items.into_iter().map(|item| keys.open(item)).collect();
        opened += sample::ms(began.elapsed());
        let clear = clear.context("it opens")?;
        let began = sample::now();
        let again: Vec<Item> = clear.into_iter().map(|item| keys.seal_with(item, [7; 24])).collect();
        sealed += sample::ms(began.elapsed());
        anyhow::ensure!(again.len() == case.changes.len(), "all are sealed again");
    }
    let note = format!("{count} changes of {} bytes", bytes / count.max(1));
    for (key, ms) in [(KEYS[0], sealed), (KEYS[1], opened)] {
        if report.wants(&[key]) {
            report.put(key, ms * 1_000.0 / count as f64, &note);
        }
    }
    if report.wants(&KEYS[2..]) {
        report.put(KEYS[2], bytes as f64 / count as f64, "40 of them are the seal's, 24 the salt's");
    }
    Ok(())
}
