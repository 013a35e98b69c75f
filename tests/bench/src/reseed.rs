//! A device that takes the place of a lost one: all that a village may read, over a line as villages have it.

use crate::{
    cases::Case,
    county::{self, AtRest, County},
    proxy::Proxy,
    push,
    report::Report,
    sample,
};

pub(crate) const KEYS: &[&str] =
    &["reseed_village_s", "reseed_village_bytes", "reseed_village_loose_s", "reseed_village_loose_bytes"];

/// Cases of a village.
pub(crate) const CASES: usize = 300;
/// 2 Mbit/s, each way.
const LINE_BYTES_PER_S: u32 = 250_000;

/// A snapshot is made after one change more.
const LOOSE: usize = 31;

/// Fills the place of a village's device twice: while the relay has as many changes apart as ever stand behind a snapshot,
/// and once it has snapshots. No village takes longer than both together.
pub(crate) async fn measure(report: &mut Report, county: &mut County, cases: &[Case]) -> anyhow::Result<()> {
    county.push_openings(cases).await?;
    if report.wants(&KEYS[2..]) {
        let begun = |case: &Case| Case { changes: case.changes[..LOOSE].to_vec(), ..Case::default() };
        let begun: Vec<_> = cases.iter().map(begun).collect();
        push::changes(county, &begun).await?;
        reseed(report, &KEYS[2..], county, &begun).await?;
    }
    push::changes(county, cases).await?;
    county.push_snapshots(cases).await?;
    if report.wants(&KEYS[..2]) {
        reseed(report, &KEYS[..2], county, cases).await?;
    }
    Ok(())
}

async fn reseed(report: &mut Report, keys: &[&str], county: &mut County, cases: &[Case]) -> anyhow::Result<()> {
    let mut device = county.device(2, AtRest::Encrypted).await?;
    let proxy = Proxy::on_a_line(&county.relay.address, Some(LINE_BYTES_PER_S)).await?;
    let client = county.client_by(&proxy.url, &device)?;
    let (began, processor) = (sample::now(), sample::processor_ms());
    county::sync(&mut device.ledger, &client).await?;
    let (took, processor_ms) = (began.elapsed(), sample::processor_ms() - processor);
    let status = device.ledger.status()?;
    anyhow::ensure!(status.cases == cases.len() as u64 && status.waiting == 0, "it has not all of them: {status:?}");
    let note = format!(
        "{} cases of {} changes, processor time {:.1} s",
        cases.len(),
        cases.first().map_or(0, |case| case.changes.len()),
        processor_ms / 1_000.0
    );
    report.put(keys[0], took.as_secs_f64(), &note);
    report.put(keys[1], proxy.bytes() as f64, &format!("{} requests", client.counters().requests()));
    Ok(())
}
