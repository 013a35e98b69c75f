//! Speaking with a relay: its address and how to reach it, the first enrolment, and running the sync engine until all
//! is here and there.

use std::path::PathBuf;

use clap::Args;
use taizhang_client::{
    Ledger,
    driver::{self, DriverError, Progress, RunOptions},
    engine::{NetError, SyncStatus},
    net::{AddressError, NetOptions, RelayClient, WallClock},
};
use taizhang_desk::{
    Exit, Failure, is_of_code, net_failure,
    words::{self, say, word_for},
};
use taizhang_wire::{Code, EnrolmentCode, PublicKey};

use super::administer;
use crate::shell::{self, Remembered, Shell};

/// Failures in a row that end a sync.
const FAILURES_MAX: u32 = 3;

/// How to reach a relay.
#[derive(Clone, Debug, Args)]
pub(crate) struct NetArguments {
    /// A PEM file with the only certificate authorities to trust.
    #[arg(long, value_name = "FILE")]
    ca: Option<PathBuf>,
    /// Allow HTTP without TLS to another machine, where nobody else can listen.
    #[arg(long)]
    plain_http: bool,
}

/// What one sync moved.
#[derive(Clone, Copy, Debug, Default, serde::Serialize)]
pub(crate) struct Moved {
    /// Items received.
    pub(crate) received: usize,
    /// Documents whose content changed.
    pub(crate) changed: usize,
    /// Items that the relay holds now.
    pub(crate) sent: usize,
    /// Items that it refused.
    pub(crate) refused: usize,
}

impl Moved {
    pub(crate) fn add(&mut self, progress: &Progress) {
        match progress {
            Progress::Received { items, changed, .. } => {
                self.received += items;
                self.changed += changed;
            }
            Progress::Pushed { held, refused } => {
                self.sent += held;
                self.refused += refused;
            }
            _ => {}
        }
    }
}

/// The relay, as this device speaks to it.
pub(crate) fn client(
    shell: &Shell,
    address: &str,
    net: &NetArguments,
    ledger: &Ledger,
    county: PublicKey,
) -> Result<RelayClient, Failure> {
    let authorities_pem = net.ca.as_ref().map(|path| shell.read_file(path, 1 << 20)).transpose()?;
    let options = NetOptions { authorities_pem, plain_http: net.plain_http };
    let clock = shell.given_now().map_or_else(WallClock::default, |now| WallClock::showing(now.as_millisecond()));
    RelayClient::with_options(address, ledger.identity().secret.clone(), county, clock, &options)
        .map_err(address_failure)
}

fn address_failure(error: AddressError) -> Failure {
    let word = match error {
        AddressError::Unprotected => words::RELAY_UNPROTECTED,
        AddressError::Authorities => words::RELAY_AUTHORITIES,
        _ => words::RELAY_ADDRESS,
    };
    Failure::new(error.code(), Exit::Refused, |lang| say!(lang, word))
}

/// Runs a future on this thread.
pub(crate) fn block_on<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.expect("a runtime of one thread needs nothing that could be missing").block_on(future)
}

/// Takes a code up over the relay, and fetches what the device may read: who it is first, so that the digits to compare do
/// not wait for the cases.
pub(crate) fn enrol(
    shell: &Shell,
    address: &str,
    net: &NetArguments,
    code: &EnrolmentCode,
    device_name: &str,
) -> Result<Ledger, Failure> {
    let mut ledger = shell.ledger_or_new()?;
    // The county's key is not known yet, and the question that asks for it is not signed.
    let stranger = client(shell, address, net, &ledger, PublicKey([0; 32]))?;
    block_on(async {
        let county = stranger.health().await.map_err(|error| net_failure(&error))?.county;
        let enrolment = ledger.enrol(shell.now(), code, county, device_name)?;
        let client = client(shell, address, net, &ledger, county)?;
        match client.enrol(enrolment.claim).await {
            Ok(enrolled) => ledger.take_invited_keys(&enrolled)?,
            Err(error) => {
                if let NetError::Status { code, .. } = error
                    && is_of_code(code)
                {
                    ledger.abandon_enrolment()?;
                }
                return Err(net_failure(&error));
            }
        }
        remember(shell, address)?;
        let taken = driver::directory_first(&mut ledger, &client).await;
        taken.map_err(|failure| driver_failure(&DriverError::Store(failure)))?;
        if let Some(check) = ledger.check_code()? {
            let bar = shell.counter(words::SYNCING);
            bar.println(say!(shell.lang, words::CHECK_CODE, check = check));
            bar.finish_and_clear();
        }
        let mut moved = Moved::default();
        once(shell, &mut ledger, &client, &mut moved).await?;
        Ok(ledger)
    })
}

/// Keeps the relay's address for the next time.
pub(crate) fn remember(shell: &Shell, address: &str) -> Result<(), Failure> {
    let known = shell.remembered();
    if known.relay.as_deref() == Some(address) {
        return Ok(());
    }
    shell.remember(&Remembered { relay: Some(address.to_owned()) })
}

/// Syncs until everything is here and there. The first sync of a county brings its records to the relay.
pub(crate) async fn once(
    shell: &Shell,
    ledger: &mut Ledger,
    client: &RelayClient,
    moved: &mut Moved,
) -> Result<(), Failure> {
    let bar = shell.counter(words::SYNCING);
    let mut tell = |_: &SyncStatus, progress: &Progress| {
        moved.add(progress);
        bar.set_position((moved.received + moved.sent) as u64);
    };
    let mut result = driver::run(ledger, client, until_settled(&mut tell)).await;
    if may_bootstrap(&result) && ledger.status()?.is_authority {
        client.bootstrap(&ledger.bootstrap()?).await.map_err(|error| net_failure(&error))?;
        result = driver::run(ledger, client, until_settled(&mut tell)).await;
    }
    if result.is_ok() && administer::finish_revocations(shell, ledger, client).await? {
        result = driver::run(ledger, client, until_settled(&mut tell)).await;
    }
    bar.finish_and_clear();
    match result {
        Ok(_) => {
            keep_let_in_until(ledger, client)?;
            administer::keep_devices_seen(ledger, client).await
        }
        Err(error) => {
            if let DriverError::NotLetIn { code } = error {
                ledger.keep_not_let_in(code)?;
            }
            Err(driver_failure(&error))
        }
    }
}

/// Keeps what the relay told of how long it lets this device in.
pub(crate) fn keep_let_in_until(ledger: &mut Ledger, client: &RelayClient) -> Result<(), Failure> {
    match client.let_in_until_ms() {
        Some(until_ms) => Ok(ledger.keep_let_in_until(until_ms)?),
        None => Ok(()),
    }
}

fn until_settled<'a>(on_progress: &'a mut (dyn FnMut(&SyncStatus, &Progress) + Send)) -> RunOptions<'a> {
    RunOptions {
        watch: false,
        time_limit: None,
        failures_max: FAILURES_MAX,
        seed: shell::random_seed(),
        shutdown: Box::pin(std::future::pending()),
        on_progress,
    }
}

fn may_bootstrap(result: &Result<SyncStatus, DriverError>) -> bool {
    matches!(result, Err(DriverError::NotLetIn { code: Code::NotEnrolled }))
}

/// A failure of a sync, in words.
pub(crate) fn driver_failure(error: &DriverError) -> Failure {
    match error {
        DriverError::Net(error) => net_failure(error),
        DriverError::Store(failure) => {
            let word = if failure.disk_full { words::DISK_FULL } else { words::STORAGE_FAILED };
            Failure::new(error.code(), Exit::Storage, |lang| say!(lang, word, detail = failure.message))
        }
        DriverError::NotLetIn { code: Code::Revoked } => {
            Failure::new(error.code(), Exit::Network, |lang| say!(lang, words::RELAY_REVOKED))
                .next("taizhang bundle export FILE")
        }
        DriverError::NotLetIn { code: Code::GrantExpired } => {
            Failure::new(error.code(), Exit::Network, |lang| say!(lang, words::GRANT_EXPIRED))
                .next("taizhang bundle export FILE")
        }
        DriverError::NotLetIn { code } => Failure::new(code.as_str(), Exit::Network, |lang| {
            say!(lang, words::RELAY_NOT_LET_IN, reason = word_for(words::CODES, code.as_str(), lang))
        }),
        DriverError::Unfinished => {
            Failure::new(error.code(), Exit::Network, |lang| say!(lang, words::SYNC_UNFINISHED)).next("taizhang sync")
        }
        _ => Failure::new(error.code(), Exit::Network, |lang| say!(lang, words::SYNC_TIME_UP)).next("taizhang sync"),
    }
}

/// Waits until somebody ends the program.
pub(crate) async fn interrupted() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminated) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminated.recv() => {}
            }
            return;
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}
