//! What is counted. Labels are kinds, outcomes and codes, never an id, a name or a word.

use std::sync::atomic::AtomicU64;

use prometheus_client::{
    encoding::{EncodeLabelSet, text::encode},
    metrics::{
        counter::Counter,
        family::Family,
        gauge::Gauge,
        histogram::{Histogram, exponential_buckets},
    },
    registry::{Registry, Unit},
};
use taizhang_wire::{Answer, Code};

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct ItemLabels {
    kind: &'static str,
    outcome: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct CodeLabels {
    code: &'static str,
}

/// The relay's counters.
#[derive(Debug)]
pub(crate) struct Metrics {
    registry: Registry,
    items: Family<ItemLabels, Counter>,
    refusals: Family<CodeLabels, Counter>,
    /// Items in each commit.
    pub(crate) commit_items: Histogram,
    /// How long each commit took.
    pub(crate) commit_seconds: Histogram,
    /// Feed pages served.
    pub(crate) feed_pages: Counter,
    /// Pages of the directory served by themselves.
    pub(crate) directory_pages: Counter,
    /// Bytes of request bodies.
    pub(crate) received_bytes: Counter<u64, AtomicU64>,
    /// Bytes of answers' bodies, live streams excepted.
    pub(crate) sent_bytes: Counter<u64, AtomicU64>,
    /// New devices that have read their feed to its end.
    pub(crate) seedings: Counter,
    /// Devices that were given many documents in a day.
    pub(crate) bulk_reads: Counter,
    /// Live streams that are open.
    pub(crate) live_streams: Gauge,
    /// Connections that are open.
    pub(crate) connections: Gauge,
}

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("taizhang_relay");
        let items = Family::default();
        let refusals = Family::default();
        let commit_items = Histogram::new(exponential_buckets(1.0, 4.0, 7));
        let commit_seconds = Histogram::new(exponential_buckets(0.000_25, 2.0, 14));
        let (feed_pages, received_bytes, sent_bytes) = (Counter::default(), Counter::default(), Counter::default());
        let (directory_pages, seedings, bulk_reads) = (Counter::default(), Counter::default(), Counter::default());
        let (live_streams, connections) = (Gauge::default(), Gauge::default());
        registry.register("items", "Items that were pushed, by kind and outcome", items.clone());
        registry.register("refusals", "Requests that were refused, by code", refusals.clone());
        registry.register("commit_items", "Items in a commit", commit_items.clone());
        registry.register_with_unit(
            "commit",
            "From a commit's first item to the end of its fsync",
            Unit::Seconds,
            commit_seconds.clone(),
        );
        registry.register("feed_pages", "Feed pages served", feed_pages.clone());
        registry.register("directory_pages", "Pages of the directory served by themselves", directory_pages.clone());
        registry.register_with_unit("received", "Request bodies", Unit::Bytes, received_bytes.clone());
        registry.register_with_unit("sent", "Answers' bodies, live streams excepted", Unit::Bytes, sent_bytes.clone());
        registry.register("seedings", "New devices that have read their feed to its end", seedings.clone());
        registry.register("bulk_reads", "Devices that were given many documents in a day", bulk_reads.clone());
        registry.register("live_streams", "Live streams that are open", live_streams.clone());
        registry.register("connections", "Connections that are open", connections.clone());
        Self {
            registry,
            items,
            refusals,
            commit_items,
            commit_seconds,
            feed_pages,
            directory_pages,
            received_bytes,
            sent_bytes,
            seedings,
            bulk_reads,
            live_streams,
            connections,
        }
    }
}

impl Metrics {
    /// Counts an item's answer.
    pub(crate) fn count_item(&self, kind: &'static str, answer: &Answer) {
        let outcome = match answer {
            Answer::Stored => "stored",
            Answer::Held => "held",
            Answer::Refused { code, .. } => code.as_str(),
        };
        self.items.get_or_create(&ItemLabels { kind, outcome }).inc();
    }

    /// Counts a request that was refused as a whole.
    pub(crate) fn count_refusal(&self, code: Code) {
        self.refusals.get_or_create(&CodeLabels { code: code.as_str() }).inc();
    }

    /// The text that Prometheus reads.
    #[must_use]
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        encode(&mut text, &self.registry).expect("writing to a string does not fail");
        text
    }
}
