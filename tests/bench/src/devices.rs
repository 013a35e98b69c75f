//! What one device feels: its first sync, its reconnects, its own edits, its lists and searches, its disk.

use std::time::Duration;

use taizhang_client::{CaseEdit, CaseFilter, DueCounts, Lag, Ledger, ListFilter, Page, Reach};
use taizhang_model::{ActBody, CaseId, act::Note, fields};

use crate::{
    county::{self, AtRest, County, Device},
    proxy::Proxy,
    sample::{self, Sample},
    words::Words,
};

/// A device that has just had its first sync.
pub(crate) struct Fresh {
    /// The device.
    pub(crate) device: Device,
    /// How long it took until it had everything: verified, folded, indexed, on disk.
    pub(crate) took: Duration,
    /// The processor time of that, on all processors together and without the relay's.
    pub(crate) processor_ms: f64,
}

/// The first sync of a new device of the county office.
pub(crate) async fn fresh(county: &mut County, cases: usize, at_rest: AtRest) -> anyhow::Result<Fresh> {
    let mut device = county.device(0, at_rest).await?;
    let (began, processor) = (sample::now(), sample::processor_ms());
    county::sync(&mut device.ledger, &device.client).await?;
    let (took, processor_ms) = (began.elapsed(), sample::processor_ms() - processor);
    let status = device.ledger.status()?;
    anyhow::ensure!(
        status.cases == cases as u64 && status.quarantined == 0 && status.waiting == 0,
        "a fresh device has {} of {cases} cases, {} items in quarantine, {} waiting",
        status.cases,
        status.quarantined,
        status.waiting
    );
    Ok(Fresh { device, took, processor_ms })
}

/// Bytes both ways, heads and all, and round trips.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Traffic {
    /// Bytes.
    pub bytes: u64,
    /// Requests, each with its answer.
    pub round_trips: u64,
}

/// A device connects anew, and syncs.
pub(crate) async fn reconnect(county: &County, device: &mut Device) -> anyhow::Result<Traffic> {
    let proxy = Proxy::before(&county.relay.address).await?;
    let client = county.client_by(&proxy.url, device)?;
    county::sync(&mut device.ledger, &client).await?;
    Ok(Traffic { bytes: proxy.bytes(), round_trips: client.counters().requests() })
}

/// Somebody changes one field in each of so many cases, and syncs.
pub(crate) async fn change_some(writer: &mut Device, count: usize) -> anyhow::Result<()> {
    let mut words = Words::new(91);
    for case in all_cases(&mut writer.ledger)?.into_iter().take(count) {
        let edit = CaseEdit::Field { name: fields::STATUS_NOTE.into(), value: words.sentence(25) };
        anyhow::ensure!(writer.ledger.edit(county::now(), case, vec![edit])?, "an edit changed nothing");
    }
    county::sync(&mut writer.ledger, &writer.client).await
}

/// Every case of a ledger.
pub(crate) fn all_cases(ledger: &mut Ledger) -> anyhow::Result<Vec<CaseId>> {
    let filter = CaseFilter { limit: 100_000, ..CaseFilter::default() };
    Ok(ledger.list(&filter)?.into_iter().map(|line| line.id).collect())
}

/// Edits and acts in turn, each in a case picked at random, each on disk when its call returns.
pub(crate) fn commits(ledger: &mut Ledger, count: usize) -> anyhow::Result<Sample> {
    let cases = all_cases(ledger)?;
    let mut words = Words::new(92);
    let mut sample = Sample::default();
    for number in 0..count {
        let case = cases[words.below(cases.len())];
        let text = words.sentence(40);
        let began = sample::now();
        if number % 2 == 0 {
            let edit = CaseEdit::Field { name: fields::MEASURES.into(), value: text };
            ledger.edit(county::now(), case, vec![edit])?;
        } else {
            ledger.act(county::now(), case, ActBody::Note(Note { text }), None)?;
        }
        sample.add(began.elapsed());
    }
    Ok(sample)
}

/// Pages of the ledger: unfiltered, by stage, and further down.
pub(crate) fn lists(ledger: &mut Ledger, count: usize) -> anyhow::Result<Sample> {
    let mut sample = Sample::default();
    for number in 0..count {
        let stage = (number % 3 == 1).then(|| "accepted".to_owned());
        let offset = if number % 3 == 2 { number * 7 % 1_000 } else { 0 };
        let filter = CaseFilter { stage, offset, ..CaseFilter::default() };
        let began = sample::now();
        ledger.list(&filter)?;
        sample.add(began.elapsed());
    }
    Ok(sample)
}

/// Searches for words of two letters, frequent and rare, and how many cases they found on the whole.
pub(crate) fn searches(ledger: &mut Ledger, count: usize) -> anyhow::Result<(Sample, usize)> {
    let mut words = Words::new(93);
    let (mut sample, mut found) = (Sample::default(), 0);
    for _ in 0..count {
        let filter = CaseFilter { search: Some(words.wanted()), ..CaseFilter::default() };
        let began = sample::now();
        found += ledger.list(&filter)?.len();
        sample.add(began.elapsed());
    }
    Ok((sample, found))
}

/// Pages of the lists of an office.
pub(crate) struct OfficeLists {
    pub(crate) due: Sample,
    pub(crate) inbox: Sample,
    pub(crate) roster: Sample,
    /// How many lines the first two have on the whole.
    pub(crate) lines: (u64, u64),
}

/// What an office and those below it owe, what waits for its decision, and who leads what.
pub(crate) fn office_lists(ledger: &mut Ledger, count: usize) -> anyhow::Result<OfficeLists> {
    while ledger.catch_up(1_000)? != Lag::default() {}
    let today = taizhang_model::date_in_china(county::now());
    let mut lists =
        OfficeLists { due: Sample::default(), inbox: Sample::default(), roster: Sample::default(), lines: (0, 0) };
    for number in 0..count {
        let page = Page { limit: 0, offset: number * 7 % 1_000 };
        let of = ListFilter { reach: Reach::Below, page, ..ListFilter::default() };
        let began = sample::now();
        let due = ledger.due_list(today, None, &of)?;
        lists.due.add(began.elapsed());
        let began = sample::now();
        let inbox = ledger.inbox(None, page)?;
        lists.inbox.add(began.elapsed());
        let began = sample::now();
        ledger.roster(&of)?;
        lists.roster.add(began.elapsed());
        let DueCounts { late, due_today, soon, on_time, paused, unknown } = due.counts;
        let all = late + due_today + soon + on_time + paused + unknown;
        lists.lines = (all, inbox.counts.here + inbox.counts.elsewhere);
    }
    Ok(lists)
}

/// Bytes of a device's database for each of its cases, once it is closed and its log folded into it.
pub(crate) fn stored_bytes(device: Device, cases: usize) -> anyhow::Result<u64> {
    let Device { ledger, folder, .. } = device;
    drop(ledger);
    let mut bytes = 0;
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with("ledger.db") {
            bytes += entry.metadata()?.len();
        }
    }
    Ok(bytes / cases as u64)
}
