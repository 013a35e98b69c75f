//! What is measured, in which order, with how many.

use crate::{
    Arguments,
    cases::{self, Case, Made},
    county::{Administrator, AtRest, County},
    devices, folds, live, peer, push, relay,
    report::Report,
    reseed,
    sample::{self, Sample},
    sealing, signing,
};

/// How many of everything.
struct Sizes {
    cases: usize,
    village: usize,
    many_cases: usize,
    runs: usize,
    commits: usize,
    queries: usize,
    edits: usize,
    streams: usize,
    folds: usize,
}

const FULL: Sizes = Sizes {
    cases: 1_000,
    village: reseed::CASES,
    many_cases: 10_000,
    runs: 3,
    commits: 1_000,
    queries: 300,
    edits: 60,
    streams: 2_000,
    folds: 200,
};
const QUICK: Sizes = Sizes {
    cases: 20,
    village: 20,
    many_cases: 60,
    runs: 1,
    commits: 20,
    queries: 20,
    edits: 5,
    streams: 40,
    folds: 20,
};

const AT_1K: &[&str] = &[
    "fresh_replica_cases_per_s",
    "fresh_replica_cases_per_s_clear",
    "fresh_replica_ratio_to_samod",
    "reconnect_idle_bytes_1k",
    "reconnect_idle_round_trips",
    "reconnect_10_changed_bytes",
    "reconnect_10_changed_round_trips",
    "local_commit_ms_p50",
    "local_commit_ms_p50_clear",
    "local_commit_ms_p99",
    "push_envelopes_per_s",
    "edit_to_other_office_ms_p50",
    "relay_idle_2000_streams_mib",
];
const UNSEALED: &[&str] = &["fresh_replica_cases_per_s_unsealed"];
const AT_10K: &[&str] = &[
    "fresh_replica_cases_per_s_10k",
    "reconnect_idle_bytes_10k",
    "list_10k_ms_p95",
    "search_10k_ms_p95",
    "due_list_10k_ms_p95",
    "inbox_10k_ms_p95",
    "roster_10k_ms_p95",
    "store_bytes_per_case",
];

/// Devices whose databases are in the clear.
#[derive(Default)]
struct Clear {
    took: Sample,
    processor: Sample,
    device: Option<crate::county::Device>,
}

impl Clear {
    fn add(&mut self, fresh: devices::Fresh) {
        self.took.add(fresh.took);
        self.processor.add_ms(fresh.processor_ms);
        self.device = Some(fresh.device);
    }
}

/// Measures what was asked for.
pub(crate) async fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let sizes = if arguments.quick { QUICK } else { FULL };
    let mut report = Report::new(&arguments.only)?;
    let scratch = tempfile::tempdir()?;
    let place = Administrator::new(&scratch.path().join("administrator"))?.place;
    let fsync = sample::fsync(scratch.path(), 200)?;
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    report.say(&format!(
        "disk: 4 KiB made durable in {:.2} ms (median), {:.2} ms (99 %); load before: {}; temporary files in {}",
        fsync.median(),
        fsync.quantile(0.99),
        load.split(' ').take(3).collect::<Vec<_>>().join(" "),
        std::env::temp_dir().display()
    ));
    if report.wants(sealing::KEYS) {
        let cases = cases::cases(&arguments.cache, sizes.cases, Made::Whole, &place)?;
        sealing::measure(&mut report, &scratch.path().join("reader"), &cases)?;
    }
    if report.wants(signing::ENVELOPES) {
        let cases = cases::cases(&arguments.cache, sizes.cases, Made::Whole, &place)?;
        signing::envelopes(&mut report, &place, &cases)?;
    }
    if report.wants(signing::REQUESTS) {
        let mut county = County::start(&relay::binary(arguments.relay.clone())?).await?;
        signing::requests(&mut report, &mut county, sizes.commits).await?;
    }
    if report.wants(reseed::KEYS) {
        let cases = cases::cases(&arguments.cache, sizes.village, Made::Whole, &place)?;
        let mut county = County::start(&relay::binary(arguments.relay.clone())?).await?;
        reseed::measure(&mut report, &mut county, &cases).await?;
    }
    if report.wants(UNSEALED) {
        let cases = cases::cases(&arguments.cache, sizes.cases, Made::Unsealed, &place)?;
        let mut county = County::start(&relay::binary(arguments.relay.clone())?).await?;
        unsealed(&mut report, &sizes, &mut county, &cases).await?;
    }
    if report.wants(folds::KEYS) {
        folds::measure(&mut report, sizes.folds);
    }
    if report.wants(AT_1K) {
        let cases = cases::cases(&arguments.cache, sizes.cases, Made::Whole, &place)?;
        let mut county = County::start(&relay::binary(arguments.relay.clone())?).await?;
        at_1k(&mut report, &sizes, &mut county, &cases).await?;
    }
    if report.wants(AT_10K) {
        let cases = cases::cases(&arguments.cache, sizes.many_cases, Made::Compact, &place)?;
        let mut county = County::start(&relay::binary(arguments.relay.clone())?).await?;
        at_10k(&mut report, &sizes, &mut county, &cases).await?;
    }
    if arguments.json {
        println!("{}", report.json());
    }
    Ok(())
}

async fn at_1k(report: &mut Report, sizes: &Sizes, county: &mut County, cases: &[Case]) -> anyhow::Result<()> {
    county.push_openings(cases).await?;
    let pushed = push::changes(county, cases).await?;
    if report.wants(&["push_envelopes_per_s"]) {
        report.put("push_envelopes_per_s", pushed, &format!("{} changes", cases.len() * cases::CHANGES));
    }
    county.push_snapshots(cases).await?;

    let (mut fresh, mut processor) = (Sample::default(), Sample::default());
    let devices::Fresh { mut device, took, processor_ms } =
        devices::fresh(county, cases.len(), AtRest::Encrypted).await?;
    fresh.add(took);
    processor.add_ms(processor_ms);
    // In turn with the encrypted ones, so that both meet the same weather.
    let in_the_clear = report.wants(&["fresh_replica_cases_per_s_clear", "local_commit_ms_p50_clear"]);
    let mut clear = Clear::default();
    if in_the_clear {
        clear.add(devices::fresh(county, cases.len(), AtRest::Clear).await?);
    }
    if report.wants(&["fresh_replica_cases_per_s", "fresh_replica_ratio_to_samod"]) {
        for _ in 1..sizes.runs {
            let again = devices::fresh(county, cases.len(), AtRest::Encrypted).await?;
            fresh.add(again.took);
            processor.add_ms(again.processor_ms);
            if in_the_clear {
                clear.add(devices::fresh(county, cases.len(), AtRest::Clear).await?);
            }
        }
    }
    let ours_ms = fresh.median();
    if report.wants(&["fresh_replica_cases_per_s"]) {
        let figure = cases.len() as f64 / ours_ms * 1_000.0;
        let note = format!("{ours_ms:.0} ms ({}), of processor time {:.0} ms", fresh.range(), processor.median());
        report.put("fresh_replica_cases_per_s", figure, &note);
    }
    if report.wants(&["fresh_replica_cases_per_s_clear"]) {
        let ms = clear.took.median();
        let note = format!("{ms:.0} ms ({}), of processor time {:.0} ms", clear.took.range(), clear.processor.median());
        report.put("fresh_replica_cases_per_s_clear", cases.len() as f64 / ms * 1_000.0, &note);
    }
    if report.wants(&["fresh_replica_ratio_to_samod"]) {
        let (mut theirs, mut processor) = (Sample::default(), Sample::default());
        for _ in 0..sizes.runs {
            let (took, processor_ms) = peer::fresh(county.folder(), cases).await?;
            theirs.add(took);
            processor.add_ms(processor_ms);
        }
        let (ms, both) = (theirs.median(), processor.median());
        let note = format!("samod: {ms:.0} ms ({}), of processor time at both ends {both:.0} ms", theirs.range());
        report.put("fresh_replica_ratio_to_samod", theirs.median() / ours_ms, &note);
    }

    // The devices that came in after this one are news to it.
    crate::county::sync(&mut device.ledger, &device.client).await?;
    let idle = devices::reconnect(county, &mut device).await?;
    if report.wants(&["reconnect_idle_bytes_1k", "reconnect_idle_round_trips"]) {
        report.put("reconnect_idle_bytes_1k", idle.bytes as f64, "");
        report.put("reconnect_idle_round_trips", idle.round_trips as f64, "");
    }
    let changed = ["reconnect_10_changed_bytes", "reconnect_10_changed_round_trips"];
    let travels = ["edit_to_other_office_ms_p50"];
    let mut writer = None;
    if report.wants(&changed) || report.wants(&travels) {
        let mut village = county.device(2, AtRest::Encrypted).await?;
        crate::county::sync(&mut village.ledger, &village.client).await?;
        crate::county::sync(&mut device.ledger, &device.client).await?;
        writer = Some(village);
    }
    if report.wants(&changed)
        && let Some(writer) = &mut writer
    {
        devices::change_some(writer, 10).await?;
        let traffic = devices::reconnect(county, &mut device).await?;
        report.put(changed[0], traffic.bytes as f64, "");
        report.put(changed[1], traffic.round_trips as f64, "");
    }
    if report.wants(&["local_commit_ms_p50", "local_commit_ms_p50_clear", "local_commit_ms_p99"]) {
        let commits = devices::commits(&mut device.ledger, sizes.commits)?;
        if let Some(mut device) = clear.device {
            let commits = devices::commits(&mut device.ledger, sizes.commits)?;
            report.put("local_commit_ms_p50_clear", commits.median(), &commits.range());
        }
        report.put("local_commit_ms_p50", commits.median(), &commits.range());
        report.put("local_commit_ms_p99", commits.quantile(0.99), "");
        crate::county::sync(&mut device.ledger, &device.client).await?;
    }
    if report.wants(&["relay_idle_2000_streams_mib"])
        && let Some(cursor) = device.ledger.status()?.cursor
    {
        let (before, with) = live::streams(county, cursor, sizes.streams).await?;
        report.put("relay_idle_2000_streams_mib", with, &format!("{before:.0} MiB without them"));
    }
    if let Some(mut writer) = writer.filter(|_| report.wants(&travels)) {
        crate::county::sync(&mut writer.ledger, &writer.client).await?;
        let edits = live::edits(county, writer, device, sizes.edits).await?;
        report.put(travels[0], edits.median(), &edits.range());
    }
    Ok(())
}

/// The first sync of cases that were never sealed: what sealing costs there is the difference.
async fn unsealed(report: &mut Report, sizes: &Sizes, county: &mut County, cases: &[Case]) -> anyhow::Result<()> {
    county.push_openings(cases).await?;
    county.push_snapshots(cases).await?;
    let (mut fresh, mut processor) = (Sample::default(), Sample::default());
    for _ in 0..sizes.runs {
        let devices::Fresh { took, processor_ms, .. } = devices::fresh(county, cases.len(), AtRest::Encrypted).await?;
        fresh.add(took);
        processor.add_ms(processor_ms);
    }
    let figure = cases.len() as f64 / fresh.median() * 1_000.0;
    let (ms, processor_ms) = (fresh.median(), processor.median());
    let note = format!("{ms:.0} ms ({}), of processor time {processor_ms:.0} ms", fresh.range());
    report.put(UNSEALED[0], figure, &note);
    Ok(())
}

async fn at_10k(report: &mut Report, sizes: &Sizes, county: &mut County, cases: &[Case]) -> anyhow::Result<()> {
    county.push_openings(cases).await?;
    county.push_snapshots(cases).await?;
    let devices::Fresh { mut device, took, processor_ms } =
        devices::fresh(county, cases.len(), AtRest::Encrypted).await?;
    if report.wants(&["fresh_replica_cases_per_s_10k"]) {
        let figure = cases.len() as f64 / took.as_secs_f64();
        let note = format!(
            "{:.0} ms, of processor time {processor_ms:.0} ms; the relay was given snapshots, not each change",
            sample::ms(took)
        );
        report.put("fresh_replica_cases_per_s_10k", figure, &note);
    }
    if report.wants(&["reconnect_idle_bytes_10k"]) {
        let idle = devices::reconnect(county, &mut device).await?;
        report.put("reconnect_idle_bytes_10k", idle.bytes as f64, "");
    }
    if report.wants(&["list_10k_ms_p95"]) {
        let lists = devices::lists(&mut device.ledger, sizes.queries)?;
        report.put("list_10k_ms_p95", lists.quantile(0.95), &format!("median {:.2}", lists.median()));
    }
    if report.wants(&["search_10k_ms_p95"]) {
        let (searches, found) = devices::searches(&mut device.ledger, sizes.queries)?;
        let note = format!("median {:.2}, {} lines a search", searches.median(), found / sizes.queries);
        report.put("search_10k_ms_p95", searches.quantile(0.95), &note);
    }
    if report.wants(&["due_list_10k_ms_p95", "inbox_10k_ms_p95", "roster_10k_ms_p95"]) {
        let devices::OfficeLists { due, inbox, roster, lines } =
            devices::office_lists(&mut device.ledger, sizes.queries)?;
        let note = |sample: &sample::Sample, lines: u64| format!("median {:.2}, {lines} on it", sample.median());
        report.put("due_list_10k_ms_p95", due.quantile(0.95), &note(&due, lines.0));
        report.put("inbox_10k_ms_p95", inbox.quantile(0.95), &note(&inbox, lines.1));
        report.put("roster_10k_ms_p95", roster.quantile(0.95), &note(&roster, device.ledger.status()?.cases));
    }
    if report.wants(&["store_bytes_per_case"]) {
        let bytes = devices::stored_bytes(device, cases.len())?;
        report.put("store_bytes_per_case", bytes as f64, "database closed, with read model and full text");
    }
    Ok(())
}
