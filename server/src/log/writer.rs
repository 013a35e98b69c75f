//! The one thread that writes. It takes whatever pushes wait, lets the log judge them, commits once, and only then
//! answers them all: while one fsync runs, the next batch gathers.

use std::{
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel},
    },
    thread::JoinHandle,
    time::{Duration, Instant},
};

use taizhang_wire::{Answer, Grants};
use tokio::sync::oneshot;

use super::{Caller, Committed, Log, Prepared, Read};
use crate::Error;

/// Pushes that may wait for the writer.
const WAITING_MAX: usize = 1_024;
/// Items that one commit takes in.
const COMMIT_ITEMS_MAX: usize = 4_096;
/// How long the devices' places and days may wait in memory when nothing else is written.
const IDLE_COMMIT: Duration = Duration::from_secs(5);

/// What the writer reports after each commit, before anybody is answered.
#[derive(Debug)]
pub struct CommitReport {
    /// The feeds that advanced.
    pub committed: Committed,
    /// The directory from now on.
    pub grants: Arc<Grants>,
    /// Pushes that it answers.
    pub pushes: usize,
    /// Items in them.
    pub items: usize,
    /// From the first item to the end of the fsync.
    pub took: Duration,
}

/// Who wants to know of commits. Runs on the writer's thread: it must be quick.
pub type OnCommit = Box<dyn FnMut(&dyn Read, CommitReport) + Send>;

/// The way to the writing thread.
pub struct Writer {
    jobs: Mutex<Option<SyncSender<Job>>>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

struct Job {
    from: Caller,
    now_ms: i64,
    items: Vec<Prepared>,
    answer: Waiter,
}

/// Who waits for an answer.
type Waiter = oneshot::Sender<Result<Vec<Answer>, Error>>;

impl Writer {
    /// Starts the thread.
    ///
    /// # Errors
    /// [`Error::File`] where the system gives no thread.
    pub fn start(log: Box<dyn Log>, on_commit: OnCommit) -> Result<Self, Error> {
        let (jobs, waiting) = sync_channel(WAITING_MAX);
        let thread = std::thread::Builder::new()
            .name("writer".into())
            .spawn(move || run(log, &waiting, on_commit))
            .map_err(|source| Error::File { path: "the writer's thread".into(), source })?;
        Ok(Self { jobs: Mutex::new(Some(jobs)), thread: Mutex::new(Some(thread)) })
    }

    /// Hands items over that came at a time in milliseconds since 1970, and waits until they are on disk or refused.
    ///
    /// # Errors
    /// [`Error::Storage`] where nothing was kept, [`Error::Busy`], [`Error::ShuttingDown`].
    pub async fn push(&self, from: Caller, now_ms: i64, items: Vec<Prepared>) -> Result<Vec<Answer>, Error> {
        let (answer, answered) = oneshot::channel();
        let jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner).clone().ok_or(Error::ShuttingDown)?;
        jobs.try_send(Job { from, now_ms, items, answer }).map_err(|error| match error {
            TrySendError::Full(_) => Error::Busy,
            TrySendError::Disconnected(_) => Error::ShuttingDown,
        })?;
        answered.await.map_err(|_| Error::ShuttingDown)?
    }

    /// Lets the thread finish what waits, and waits for its end. Blocks.
    pub fn close(&self) {
        drop(self.jobs.lock().unwrap_or_else(PoisonError::into_inner).take());
        let thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(thread) = thread
            && thread.join().is_err()
        {
            tracing::error!("the writer's thread had panicked");
        }
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.close();
    }
}

#[expect(clippy::disallowed_methods, reason = "the writer's thread is an adapter: it times its commits")]
fn run(mut log: Box<dyn Log>, waiting: &Receiver<Job>, mut on_commit: OnCommit) {
    loop {
        let first = match waiting.recv_timeout(IDLE_COMMIT) {
            Ok(job) => job,
            Err(RecvTimeoutError::Timeout) if log.cursors().are_unwritten() || log.seen().are_unwritten() => {
                commit_devices(&mut *log);
                continue;
            }
            Err(RecvTimeoutError::Timeout) => continue,
            Err(RecvTimeoutError::Disconnected) => {
                commit_devices(&mut *log);
                return;
            }
        };
        let began = Instant::now();
        let batch = write(&mut *log, first, waiting);
        let pushes = batch.waiters.len();
        let done = match batch.failed {
            None => log.commit(),
            Some(error) => Err(error),
        };
        match done {
            Ok(committed) => {
                let (grants, took) = (log.grants(), began.elapsed());
                on_commit(&*log, CommitReport { committed, grants, pushes, items: batch.items, took });
                for (answer, answers) in batch.waiters {
                    // A caller that has gone will push again, and hear that it is held.
                    let _ = answer.send(Ok(answers));
                }
            }
            Err(error) => {
                tracing::error!(pushes, disk_full = error.is_disk_full(), error = %root(&error), "nothing was kept");
                let full = error.is_disk_full();
                for (answer, _) in batch.waiters {
                    let _ = answer.send(Err(Error::Lost { disk_full: full }));
                }
            }
        }
    }
}

struct Batch {
    waiters: Vec<(Waiter, Vec<Answer>)>,
    items: usize,
    failed: Option<Error>,
}

/// Takes in what waits, up to a commit's fill. Once the log has failed, all that it took in since is gone.
fn write(log: &mut dyn Log, first: Job, waiting: &Receiver<Job>) -> Batch {
    let mut batch = Batch { waiters: Vec::new(), items: 0, failed: None };
    let mut next = Some(first);
    while let Some(Job { from, now_ms, items, answer }) = next {
        batch.items += items.len();
        match log.append_prepared(from, now_ms, items) {
            Ok(answers) => batch.waiters.push((answer, answers)),
            Err(error) => {
                batch.waiters.push((answer, Vec::new()));
                batch.failed = Some(error);
                break;
            }
        }
        next = if batch.items < COMMIT_ITEMS_MAX { waiting.try_recv().ok() } else { None };
    }
    batch
}

fn commit_devices(log: &mut dyn Log) {
    if let Err(error) = log.commit() {
        tracing::warn!(error = %root(&error), "the devices' places and days could not be written");
    }
}

/// The innermost reason: SQLite's own words, which hold no item's content.
fn root(error: &Error) -> String {
    std::error::Error::source(error).map_or_else(|| error.to_string(), ToString::to_string)
}
