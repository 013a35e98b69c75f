//! `taizhang sync`: exchange everything new with the relay, once, or for as long as it runs.

use std::io::Write as _;

use clap::Args;
use serde_json::json;
use taizhang_client::{
    Error, Ledger,
    driver::{self, Progress, RunOptions},
    engine::SyncStatus,
    net::RelayClient,
};
use taizhang_desk::{
    Answer, Exit, Failure,
    words::{self, say},
};

use super::relay::{self, Moved, NetArguments};
use crate::shell::{self, Shell};

#[derive(Debug, Args)]
pub(crate) struct Sync {
    /// The relay's address; remembered from the first time on.
    #[arg(long, value_name = "URL")]
    relay: Option<String>,
    /// Stay, and exchange what is new as it comes, until interrupted.
    #[arg(long)]
    watch: bool,
    #[command(flatten)]
    net: NetArguments,
}

pub(crate) fn run(shell: &Shell, arguments: &Sync) -> Result<Answer, Failure> {
    let mut ledger = shell.ledger()?;
    let county = ledger.county().ok_or(Error::NotEnrolled)?;
    let address = arguments.relay.clone().or_else(|| shell.remembered().relay).ok_or_else(|| {
        Failure::new("no_relay", Exit::Refused, |lang| say!(lang, words::NO_RELAY)).next("taizhang sync --relay URL")
    })?;
    let client = relay::client(shell, &address, &arguments.net, &ledger, county)?;
    relay::remember(shell, &address)?;
    let mut moved = Moved::default();
    relay::block_on(async {
        relay::once(shell, &mut ledger, &client, &mut moved).await?;
        if arguments.watch { watch(shell, &mut ledger, &client, &mut moved).await } else { Ok(()) }
    })?;
    answer(shell, &mut ledger, &address, moved)
}

/// Stays until interrupted, and tells each exchange as it happens: in words, or as one line of JSON.
async fn watch(shell: &Shell, ledger: &mut Ledger, client: &RelayClient, moved: &mut Moved) -> Result<(), Failure> {
    let mut tell = |status: &SyncStatus, progress: &Progress| {
        let mut step = Moved::default();
        step.add(progress);
        moved.add(progress);
        let line = if shell.json {
            let error = status.last_error.as_ref().map(taizhang_client::engine::SyncError::code);
            json!({"connected": status.connected, "settled": status.settled, "moved": step, "error": error}).to_string()
        } else {
            match progress {
                Progress::Failed => say!(shell.lang, words::WATCH_FAILED),
                Progress::Settled => say!(shell.lang, words::WATCH_SETTLED),
                _ => say!(shell.lang, words::WATCH_MOVED, changed = step.changed, sent = step.sent),
            }
        };
        let mut out = std::io::stdout().lock();
        let _ = writeln!(out, "{line}").and_then(|()| out.flush());
    };
    let options = RunOptions {
        watch: true,
        time_limit: None,
        failures_max: u32::MAX,
        seed: shell::random_seed(),
        shutdown: Box::pin(relay::interrupted()),
        on_progress: &mut tell,
    };
    driver::run(ledger, client, options).await.map_err(|error| relay::driver_failure(&error))?;
    relay::keep_let_in_until(ledger, client)
}

fn answer(shell: &Shell, ledger: &mut Ledger, address: &str, moved: Moved) -> Result<Answer, Failure> {
    let status = ledger.status()?;
    let mut text = say!(shell.lang, words::SYNCED, changed = moved.changed, sent = moved.sent, cases = status.cases,);
    if status.refused > 0 {
        text += &format!("\n{}", say!(shell.lang, words::SYNC_REFUSED, refused = status.refused));
    }
    if status.quarantined > 0 {
        text += &format!("\n{}", say!(shell.lang, words::SYNC_QUARANTINED, count = status.quarantined));
    }
    let json = json!({
        "relay": address, "received": moved.received, "changed": moved.changed, "sent": moved.sent,
        "refused": moved.refused, "unsent": status.unsent, "waiting": status.waiting,
        "quarantined": status.quarantined, "cases": status.cases,
    });
    Ok(Answer::new(json, text))
}
