//! What runs beside the calls of an open desk. Sync: the driver works the same ledger between them, is nudged after a commit,
//! and what comes of it is kept for whoever asks and told to the page. And the lists: what they lag behind is caught up with
//! in steps so short that no call waits for long.

use std::{
    cell::{Cell, RefCell},
    future::pending,
    mem,
    rc::Rc,
    time::Duration,
};

use futures_util::future::{AbortHandle, abortable, join3};
use taizhang_client::{
    Error, Lag, Ledger,
    driver::{self, DriverError, Nudge, Progress, RunOptions},
    engine::{NetError, SyncStatus, Waiting},
    net::RelayClient,
};
use taizhang_desk::{Failure, Lang, net_failure};
use taizhang_wire::Code;
use tokio::sync::Notify;
use wasm_bindgen_futures::spawn_local;

use crate::{
    calls::{Happened, Phase, SyncState},
    failure::of_sync,
    shell::{Emit, now, random_seed},
};

/// While much is received or caught up with, the page is told at most this often.
const TELL_EVERY_MS: i64 = 1_000;
/// How often a device that administers sees to what only it does.
const ADMINISTER_EVERY: Duration = Duration::from_secs(20);
/// Whoever opens the desk is served first.
const CATCH_UP_AFTER: Duration = Duration::from_secs(1);
/// How long a step of catching up may keep a call waiting, and how long the calls then have for themselves: longer where
/// somebody is asking, since who types or turns pages asks again at once.
const STEP_MS: i64 = 25;
const PAUSE: Duration = Duration::from_millis(15);
const PAUSE_ASKED: Duration = Duration::from_millis(250);
/// Cases of a step: at first, and at most.
const CASES_FIRST: usize = 4;
const CASES_MAX: usize = 64;
/// While the lists catch up, whoever shows one is told to look again at most this often.
const LISTS_TOLD_EVERY_MS: i64 = 5_000;

/// Sync of an open desk. It ends when this is dropped.
pub(crate) struct Sync {
    nudge: Nudge,
    told: Rc<ToldOf>,
    running: AbortHandle,
}

/// What is known of it.
struct ToldOf {
    ledger: Rc<RefCell<Ledger>>,
    emit: Rc<Emit>,
    state: RefCell<(SyncState, Option<DriverError>)>,
    last_change_told_ms: Cell<i64>,
    last_lag_told_ms: Cell<i64>,
    /// Calls were answered since the last step of catching up.
    asked: Cell<bool>,
    /// There may be something to catch up with.
    behind: Notify,
}

impl Drop for Sync {
    fn drop(&mut self) {
        self.running.abort();
    }
}

impl Sync {
    pub(crate) fn begin(ledger: &Rc<RefCell<Ledger>>, client: RelayClient, relay: String, emit: &Rc<Emit>) -> Self {
        // A desk that was closed while it caught up says so before it goes on.
        let lag = ledger.borrow_mut().lag().map(|lag| lag.cases()).unwrap_or_else(|error| {
            warn(&error.into());
            0
        });
        let state = SyncState { relay: Some(relay), phase: Phase::Connecting, lag, ..SyncState::default() };
        let told = Rc::new(ToldOf {
            ledger: Rc::clone(ledger),
            emit: Rc::clone(emit),
            state: RefCell::new((state, None)),
            last_change_told_ms: Cell::new(0),
            last_lag_told_ms: Cell::new(0),
            asked: Cell::new(false),
            behind: Notify::new(),
        });
        let nudge = Nudge::default();
        let syncing = keep_syncing(Rc::clone(&told), client.clone(), nudge.clone());
        let administering = keep_administering(Rc::clone(&told), client, nudge.clone());
        let (work, running) = abortable(join3(syncing, administering, keep_catching_up(Rc::clone(&told))));
        spawn_local(async move {
            let _ = work.await;
        });
        Self { nudge, told, running }
    }

    /// The shell has written something.
    pub(crate) fn committed(&self) {
        self.nudge.committed();
        self.told.behind.notify_one();
        self.told.tell_state();
    }

    /// A call comes in.
    pub(crate) fn asked(&self) {
        self.told.asked.set(true);
    }

    pub(crate) fn try_now(&self) {
        self.nudge.network_up();
    }

    pub(crate) fn state(&self, lang: Lang) -> SyncState {
        self.told.state_in(lang)
    }
}

/// Runs until it is aborted. A run ends by itself only where the relay does not let the device in or the store fails.
async fn keep_syncing(told: Rc<ToldOf>, client: RelayClient, nudge: Nudge) {
    if let Err(failure) = told.know_who(&client).await {
        warn(&failure);
    }
    let mut has_bootstrapped = false;
    loop {
        let mut tell = |status: &SyncStatus, progress: &Progress| told.hear(status, progress, &client);
        let options = RunOptions {
            watch: true,
            time_limit: None,
            failures_max: u32::MAX,
            seed: random_seed(),
            shutdown: Box::pin(pending()),
            on_progress: &mut tell,
        };
        let mut port = Rc::clone(&told.ledger);
        let Err(error) = driver::run_beside(&mut port, &client, options, &nudge).await else { return };
        // The first sync of a county brings its records to the relay.
        if error == (DriverError::NotLetIn { code: Code::NotEnrolled }) && !has_bootstrapped {
            has_bootstrapped = true;
            match bootstrap(&told.ledger, &client).await {
                Ok(true) => continue,
                Ok(false) => {}
                Err(failure) => warn(&failure),
            }
        }
        told.stopped(error);
        nudge.tried_again().await;
    }
}

/// Whether this device founded the county and the relay has its records now.
async fn bootstrap(ledger: &RefCell<Ledger>, client: &RelayClient) -> Result<bool, Failure> {
    let request = {
        let mut ledger = ledger.borrow_mut();
        if !ledger.status()?.is_authority {
            return Ok(false);
        }
        ledger.bootstrap()?
    };
    client.bootstrap(&request).await.map_err(|error| net_failure(&error))?;
    Ok(true)
}

/// On a device that administers: finishes revocations, and asks when the devices last came.
async fn keep_administering(told: Rc<ToldOf>, client: RelayClient, nudge: Nudge) {
    loop {
        driver::sleep(ADMINISTER_EVERY).await;
        let is_live = told.state.borrow().0.phase == Phase::Live;
        let administers = told.ledger.borrow_mut().administers();
        if is_live && matches!(administers, Ok(true)) {
            match administer(&told.ledger, &client).await {
                Ok(true) => nudge.committed(),
                Ok(false) => {}
                Err(failure) => warn(&failure),
            }
        }
    }
}

/// Brings the lists up to date whenever something was received or written, in steps between the calls. A device that has just
/// taken up a county of 10,000 cases has minutes of it.
async fn keep_catching_up(told: Rc<ToldOf>) {
    driver::sleep(CATCH_UP_AFTER).await;
    let (mut cases, mut before) = (CASES_FIRST, Lag::default());
    loop {
        // What comes page by page comes first: a case that several of them touch is looked at once.
        let lag = if told.is_receiving() { Ok(before) } else { told.catch_up(&mut cases) };
        match lag {
            Ok(lag) if lag != before && lag.cases() > 0 => {
                before = lag;
                driver::sleep(PAUSE).await;
                if told.asked.take() {
                    driver::sleep(PAUSE_ASKED).await;
                }
                continue;
            }
            Ok(lag) => before = lag,
            Err(error) => warn(&error.into()),
        }
        told.behind.notified().await;
    }
}

/// Whether anything was signed.
async fn administer(ledger: &RefCell<Ledger>, client: &RelayClient) -> Result<bool, Failure> {
    let open = ledger.borrow_mut().revocations_to_finish(now())?;
    for device in &open {
        match client.all_device_tips(*device).await {
            Ok(tips) => ledger.borrow_mut().finish_revocation(now(), *device, tips)?,
            // A relay of an older version cannot be asked.
            Err(NetError::Status { code: Code::NotFound | Code::Other, .. }) => return Ok(false),
            Err(error) => return Err(net_failure(&error)),
        }
    }
    if let Ok(seen) = client.devices().await {
        ledger.borrow_mut().keep_devices_seen(&seen)?;
    }
    Ok(!open.is_empty())
}

fn warn(failure: &Failure) {
    web_sys::console::warn_1(&failure.in_words(Lang::En).into());
}

impl ToldOf {
    /// A page that was closed between the claim and the directory does not know yet who its device is.
    async fn know_who(&self, client: &RelayClient) -> Result<(), Failure> {
        if self.ledger.borrow_mut().status()?.office.is_some() {
            return Ok(());
        }
        let mut port = Rc::clone(&self.ledger);
        driver::directory_first(&mut port, client).await.map_err(|failure| of_sync(&DriverError::Store(failure)))?;
        self.changed(0);
        Ok(())
    }

    /// One step of the driver. The ledger is free: the driver tells between its calls.
    fn hear(&self, status: &SyncStatus, progress: &Progress, client: &RelayClient) {
        {
            let (state, last) = &mut *self.state.borrow_mut();
            state.online = status.connected;
            state.phase = phase(status, progress);
            // What went wrong before the relay was there again is over.
            let wrong = status.last_error.clone().filter(|_| state.phase != Phase::Live);
            *last = wrong.map(DriverError::from);
            match progress {
                Progress::Received { items, .. } => state.received += *items as u64,
                Progress::Pushed { held, .. } => state.sent += *held as u64,
                Progress::Settled => state.last_settled_ms = Some(now().as_millisecond()),
                _ => {}
            }
        }
        match progress {
            Progress::Received { more, .. } => self.changed(if *more { TELL_EVERY_MS } else { 0 }),
            Progress::Settled => {
                if let Err(error) = self.settled(client) {
                    warn(&error.into());
                }
            }
            _ => {}
        }
        if !self.is_receiving() {
            self.behind.notify_one();
        }
        self.tell_state();
    }

    fn is_receiving(&self) -> bool {
        self.state.borrow().0.phase == Phase::Receiving
    }

    /// One step for so many cases; the next is to have more or fewer, by the time that it took.
    fn catch_up(&self, cases: &mut usize) -> Result<Lag, Error> {
        let begun_ms = now().as_millisecond();
        let lag = self.ledger.borrow_mut().catch_up(*cases)?;
        let took_ms = now().as_millisecond() - begun_ms;
        if took_ms > STEP_MS {
            *cases = (*cases / 2).max(1);
        } else if took_ms < STEP_MS / 2 {
            *cases = (*cases * 2).min(CASES_MAX);
        }
        let was = mem::replace(&mut self.state.borrow_mut().0.lag, lag.cases());
        self.changed(if lag.cases() > 0 { LISTS_TOLD_EVERY_MS } else { 0 });
        let now_ms = now().as_millisecond();
        let is_due = lag.cases() == 0 || now_ms - self.last_lag_told_ms.get() >= TELL_EVERY_MS;
        if was != lag.cases() && is_due {
            self.last_lag_told_ms.set(now_ms);
            self.tell_state();
        }
        Ok(lag)
    }

    /// Tells what changed, unless that was told so lately.
    fn changed(&self, every_ms: i64) {
        let now_ms = now().as_millisecond();
        let mut ledger = self.ledger.borrow_mut();
        let Some(happened) = Happened::changed(ledger.changed()) else {
            ledger.take_changed();
            return;
        };
        if now_ms - self.last_change_told_ms.get() >= every_ms {
            ledger.take_changed();
            self.last_change_told_ms.set(now_ms);
            drop(ledger);
            self.emit.tell(&happened);
        }
    }

    fn settled(&self, client: &RelayClient) -> Result<(), Error> {
        match client.let_in_until_ms() {
            Some(until_ms) => self.ledger.borrow_mut().keep_let_in_until(until_ms),
            None => Ok(()),
        }
    }

    fn stopped(&self, error: DriverError) {
        if let DriverError::NotLetIn { code } = &error
            && let Err(error) = self.ledger.borrow_mut().keep_not_let_in(*code)
        {
            warn(&error.into());
        }
        {
            let (state, last) = &mut *self.state.borrow_mut();
            state.online = false;
            state.phase = match &error {
                DriverError::NotLetIn { .. } => Phase::NotLetIn,
                DriverError::Store(failure) if failure.disk_full => Phase::DiskFull,
                _ => Phase::Retrying,
            };
            *last = Some(error);
        }
        self.tell_state();
    }

    fn state_in(&self, lang: Lang) -> SyncState {
        let counted = self.ledger.borrow_mut().status();
        let (state, last) = &*self.state.borrow();
        let mut state = state.clone();
        if let Ok(counted) = counted {
            (state.waiting, state.refused) = (counted.unsent, counted.refused);
        }
        state.error = last.as_ref().map(|error| of_sync(error).told(lang));
        state
    }

    fn tell_state(&self) {
        self.emit.tell(&Happened::Sync { status: self.state_in(self.emit.lang()) });
    }
}

const fn phase(status: &SyncStatus, progress: &Progress) -> Phase {
    match (&status.waiting, progress) {
        (Waiting::Retry, _) => Phase::Retrying,
        (Waiting::Disk, _) => Phase::DiskFull,
        (Waiting::Enrolment(_), _) => Phase::NotLetIn,
        (_, Progress::Settled) => Phase::Live,
        (_, Progress::Pushed { .. }) if status.outbox_waiting => Phase::Sending,
        (_, Progress::Received { more: true, .. }) => Phase::Receiving,
        _ if status.settled => Phase::Live,
        _ if status.pushing => Phase::Sending,
        _ if status.pulling => Phase::Receiving,
        _ => Phase::Connecting,
    }
}
