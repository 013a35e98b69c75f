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

/// Fills the place of a village's device twice: while the relay has every change apart, and once it has snapshots.
pub(crate) async fn measure(report: &mut Report, county: &mut County, cases: &[Case]) -> anyhow::Result<()> {
    county.push_openings(cases).await?;
    push::changes(county, cases).await?;
    if report.wants(&KEYS[2..]) {
        reseed(report, &KEYS[2..], county, cases).await?;
    }
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
        crate::cases::CHANGES,
        processor_ms / 1_000.0
    );
    report.put(keys[0], took.as_secs_f64(), &note);
    report.put(keys[1], proxy.bytes() as f64, &format!("{} requests", client.counters().requests()));
    Ok(())
}
