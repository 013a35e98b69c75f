//! The figures, as a table for people and one JSON object for programs.

use serde_json::{Map, Value};

/// Every figure's key, what it is, and what is aimed at.
pub(crate) const KEYS: &[(&str, &str, &str)] = &[
    ("fresh_replica_cases_per_s", "fresh device, 1,000 cases, a second", "1,500 or more"),
    ("fresh_replica_cases_per_s_clear", "the same without encryption at rest", ""),
    ("fresh_replica_ratio_to_samod", "times as fast as the peer", "6 or more"),
    ("fresh_replica_cases_per_s_10k", "fresh device, 10,000 cases, a second", "as at 1,000"),
    ("reconnect_idle_bytes_1k", "reconnect, nothing new, 1,000 cases, bytes", "1,024 or less"),
    ("reconnect_idle_bytes_10k", "reconnect, nothing new, 10,000 cases, bytes", "as at 1,000"),
    ("reconnect_idle_round_trips", "round trips", "1"),
    ("reconnect_10_changed_bytes", "reconnect, 10 changed, bytes", "6,000 or less"),
    ("reconnect_10_changed_round_trips", "round trips", "2 or less"),
    ("local_commit_ms_p50", "an edit or act, on disk, median ms", ""),
    ("local_commit_ms_p50_clear", "the same without encryption at rest", ""),
    ("local_commit_ms_p99", "an edit or act, on disk, 99 % ms", ""),
    ("push_envelopes_per_s", "50 devices push, on disk, changes a second", "5,000 or more"),
    ("edit_to_other_office_ms_p50", "edit to another office, median ms", "50 or less"),
    ("list_10k_ms_p95", "a page of 10,000 cases, 95 % ms", "20 or less"),
    ("search_10k_ms_p95", "a word in 10,000 cases, 95 % ms", "50 or less"),
    ("relay_idle_2000_streams_mib", "relay with 2,000 idle streams, MiB", "256 or less"),
    ("due_list_10k_ms_p95", "what is due in 10,000 cases, a page, 95 % ms", "50 or less"),
    ("inbox_10k_ms_p95", "what waits for a decision in them, 95 % ms", "50 or less"),
    ("roster_10k_ms_p95", "who leads them, a page, 95 % ms", "50 or less"),
    ("fold_600_acts_ms_p50", "fold a case of 600 acts, median ms", "5 or less"),
    ("fold_median_case_ms_p50", "fold a median case, median ms", "0.2 or less"),
    ("fold_ns_per_act_75", "an act of 75, ns", ""),
    ("fold_ns_per_act_150", "an act of 150, ns", ""),
    ("fold_ns_per_act_300", "an act of 300, ns", ""),
    ("fold_ns_per_act_600", "an act of 600, ns", ""),
    ("fold_ns_per_act_1200", "an act of 1,200, ns", "as of 75"),
    ("fresh_replica_cases_per_s_unsealed", "fresh device, nothing sealed, a second", "close to sealed"),
    ("seal_envelope_us", "seal a change, microseconds", ""),
    ("open_envelope_us", "open a change, microseconds", ""),
    ("envelope_sealed_bytes", "a sealed change, bytes", ""),
    ("sign_envelope_us", "sign a change, microseconds", ""),
    ("verify_envelope_us", "check a change's signature, microseconds", ""),
    ("signed_request_us", "a signed request and its answer, microseconds", ""),
    ("unsigned_request_us", "one that is not signed, microseconds", ""),
    ("sign_request_us", "sign a request, microseconds", ""),
    ("verify_request_us", "check a request's signature, microseconds", ""),
    ("reseed_village_s", "a village's new device, 2 Mbit/s, seconds", "60 or less"),
    ("reseed_village_bytes", "the same, bytes both ways", ""),
    ("reseed_village_loose_s", "the same of 31 changes a case, no snapshot, seconds", ""),
    ("reseed_village_loose_bytes", "the same, bytes both ways", ""),
    ("store_bytes_per_case", "a device's disk, bytes a case", ""),
];

/// What was measured so far.
#[derive(Debug, Default)]
pub(crate) struct Report {
    only: Vec<String>,
    figures: Map<String, Value>,
}

impl Report {
    /// A report of these figures, or of all.
    pub(crate) fn new(only: &[String]) -> anyhow::Result<Self> {
        let unknown = only.iter().find(|key| !KEYS.iter().any(|(known, _, _)| known == key));
        anyhow::ensure!(unknown.is_none(), "there is no figure {}", unknown.map_or("", String::as_str));
        Ok(Self { only: only.to_vec(), figures: Map::new() })
    }

    /// Whether one of these is asked for.
    pub(crate) fn wants(&self, keys: &[&str]) -> bool {
        self.only.is_empty() || keys.iter().any(|key| self.only.iter().any(|only| only == key))
    }

    /// Puts down a figure, and prints its line with what else is to be said.
    pub(crate) fn put(&mut self, key: &str, figure: f64, note: &str) {
        let known = KEYS.iter().find(|(known, _, _)| *known == key);
        let (_, what, aim) = known.expect("every figure stands in the table");
        let digits = if figure < 100.0 { 2 } else { 0 };
        let aim = if aim.is_empty() { String::new() } else { format!("aim: {aim}") };
        println!("{what:<46} {figure:>10.digits$}  {aim:<20} {note}");
        let rounded = (figure * 100.0).round() / 100.0;
        let value = if rounded.fract() == 0.0 { Value::from(rounded as u64) } else { Value::from(rounded) };
        self.figures.insert(key.to_owned(), value);
    }

    /// A line that is no figure of its own.
    pub(crate) fn say(&self, line: &str) {
        println!("{line}");
    }

    /// All figures as one JSON object.
    pub(crate) fn json(&self) -> Value {
        let figure = |(key, _, _): &(&str, &str, &str)| Some(((*key).to_owned(), self.figures.get(*key)?.clone()));
        Value::Object(KEYS.iter().filter_map(figure).collect())
    }
}
