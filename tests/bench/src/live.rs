//! What goes through live streams: an edit on its way to another office, and two thousand streams on which nothing
//! happens.

use std::time::{Duration, Instant};

use taizhang_client::{
    CaseEdit, Ledger,
    driver::{self, Progress, RunOptions},
    engine::SyncStatus,
    net::RelayClient,
};
use taizhang_model::fields;
use taizhang_wire::Cursor;
use tokio::{
    sync::{mpsc, oneshot},
    task::JoinHandle,
};

use crate::{
    county::{self, County, Device},
    devices::all_cases,
    sample::{self, Sample},
    words::Words,
};

/// No step of an edit's way may take longer.
const PATIENCE: Duration = Duration::from_secs(20);
/// Live streams that one device may hold.
const STREAMS_PER_DEVICE: usize = taizhang_wire::limits::LIVE_STREAMS_PER_DEVICE_MAX;

/// A device in watch mode, in a task of its own.
struct Watching {
    stop: oneshot::Sender<()>,
    task: JoinHandle<anyhow::Result<()>>,
    told: mpsc::Receiver<Step>,
}

/// What a device in watch mode tells.
enum Step {
    Settled,
    Applied(Instant),
}

fn watch(mut ledger: Ledger, client: RelayClient) -> Watching {
    let (stop, stopped) = oneshot::channel::<()>();
    let (tell, told) = mpsc::channel(1_000);
    let task = tokio::spawn(async move {
        let mut on_progress = move |_: &SyncStatus, progress: &Progress| {
            let step = match progress {
                Progress::Received { changed: 1.., .. } => Step::Applied(sample::now()),
                Progress::Settled => Step::Settled,
                _ => return,
            };
            // Nobody listens any more: the run is about to be stopped.
            let _ = tell.try_send(step);
        };
        let options = RunOptions {
            watch: true,
            time_limit: None,
            failures_max: 1,
            seed: 1,
            shutdown: Box::pin(async {
                // Dropped or sent: both mean the end.
                let _ = stopped.await;
            }),
            on_progress: &mut on_progress,
        };
        driver::run(&mut ledger, &client, options).await?;
        Ok(())
    });
    Watching { stop, task, told }
}

impl Watching {
    async fn stop(self) -> anyhow::Result<()> {
        // If it has ended already, its result says why.
        let _ = self.stop.send(());
        self.task.await?
    }

    async fn next(&mut self) -> anyhow::Result<Step> {
        let step = tokio::time::timeout(PATIENCE, self.told.recv()).await?;
        step.ok_or_else(|| anyhow::anyhow!("a device in watch mode has stopped"))
    }
}

/// From the return of an edit's call in one office to its being applied in another, both in watch mode.
pub(crate) async fn edits(county: &County, from: Device, to: Device, count: usize) -> anyhow::Result<Sample> {
    let mut hand = county.reopen(&from)?;
    let cases = all_cases(&mut hand)?;
    let mut sender = watch(from.ledger, from.client);
    let mut receiver = watch(to.ledger, to.client);
    while !matches!(sender.next().await?, Step::Settled) {}
    while !matches!(receiver.next().await?, Step::Settled) {}
    let (mut words, mut sample) = (Words::new(94), Sample::default());
    for number in 0..count {
        // Out of step with anything that beats regularly.
        tokio::time::sleep(Duration::from_millis(40 + (number as u64 * 37) % 101)).await;
        let edit = CaseEdit::Field { name: fields::STATUS_NOTE.into(), value: words.sentence(25) };
        anyhow::ensure!(hand.edit(county::now(), cases[number % cases.len()], vec![edit])?, "an edit changed nothing");
        let began = sample::now();
        loop {
            if let Step::Applied(at) = receiver.next().await? {
                sample.add(at.saturating_duration_since(began));
                break;
            }
        }
    }
    sender.stop().await?;
    receiver.stop().await?;
    Ok(sample)
}

/// The relay's memory before and with so many live streams, in MiB.
pub(crate) async fn streams(county: &mut County, cursor: Cursor, count: usize) -> anyhow::Result<(f64, f64)> {
    let mut clients = Vec::new();
    for key in county.keys(2, count.div_ceil(STREAMS_PER_DEVICE)).await? {
        clients.push(county.client(&key)?);
    }
    let before = county.relay.resident_mib()?;
    let mut streams = Vec::with_capacity(count);
    for number in 0..count {
        let mut stream = clients[number / STREAMS_PER_DEVICE].live(cursor).await?;
        stream.next().await?;
        streams.push(stream);
    }
    let with = county.relay.resident_mib()?;
    drop(streams);
    Ok((before, with))
}
