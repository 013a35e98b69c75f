//! The command `taizhang-relay`: sets a relay up, and serves.

use std::{
    io::Write as _,
    net::SocketAddr,
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
};

use anyhow::{Context as _, bail};
use clap::{Parser, Subcommand};
use taizhang_wire::{Epoch, PublicKey};
use tokio::signal::unix::{SignalKind, signal};

use crate::{
    Config, Server,
    app::Clock,
    config::{self, database},
    log::{Log as _, Read as _, SqliteLog, SqliteOptions},
    witness::{Sighting, Witness},
};

/// The relay of a county's Taizhang.
#[derive(Debug, Parser)]
#[command(name = "taizhang-relay", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Set up a data directory: its configuration, its database, its first epoch.
    Init {
        /// The directory; it is made where it is not there.
        #[arg(long)]
        data: PathBuf,
        /// The county authority's public key, 64 hexadecimal digits.
        #[arg(long)]
        authority: String,
        /// Where to listen. Port 0 lets the system choose at each start.
        #[arg(long)]
        listen: Option<SocketAddr>,
    },
    /// Serve until told to stop (SIGTERM or SIGINT). Prints one line of JSON when it is ready. SIGHUP reads the TLS
    /// files again; they are also looked at every minute.
    Serve {
        #[command(flatten)]
        place: Place,
        /// Where to listen, over what the configuration says.
        #[arg(long)]
        listen: Option<SocketAddr>,
        /// Where to serve /metrics, over what the configuration says.
        #[arg(long)]
        metrics_listen: Option<SocketAddr>,
    },
    /// Start a new epoch, while the relay is stopped. Run this after restoring the whole data directory from a backup:
    /// clients then read from the beginning, and offer what the backup did not have.
    NewEpoch {
        #[command(flatten)]
        place: Place,
    },
}

#[derive(Debug, clap::Args)]
struct Place {
    /// The data directory.
    #[arg(long, env = "TAIZHANG_RELAY_DATA")]
    data: Option<PathBuf>,
    /// The configuration, if it is not in the data directory.
    #[arg(long, env = "TAIZHANG_RELAY_CONFIG")]
    config: Option<PathBuf>,
}

impl Place {
    /// The data directory and the configuration. Without `--data`, the data are where the configuration is.
    fn load(&self) -> anyhow::Result<(PathBuf, Config)> {
        let home = match (&self.data, &self.config) {
            (Some(data), _) => data.clone(),
            (None, Some(config)) => config.parent().map(Path::to_owned).unwrap_or_default(),
            (None, None) => bail!("say where the data are: --data DIR or TAIZHANG_RELAY_DATA"),
        };
        let file = self.config.clone().unwrap_or_else(|| home.join(config::FILE));
        let config = Config::load(&file, std::env::vars()).with_context(|| {
            format!("no usable configuration: `taizhang-relay init --data {}` makes one", home.display())
        })?;
        Ok((home, config))
    }
}

/// Runs the command line.
#[must_use]
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let filter = tracing_subscriber::EnvFilter::try_from_env("TAIZHANG_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("info"));
    tracing_subscriber::fmt().json().with_env_filter(filter).with_writer(std::io::stderr).init();
    let done = match arguments.command {
        Command::Init { data, authority, listen } => init(&data, &authority, listen),
        Command::Serve { place, listen, metrics_listen } => place.load().and_then(|(home, mut config)| {
            config.listen = listen.unwrap_or(config.listen);
            config.metrics_listen = metrics_listen.or(config.metrics_listen);
            serve(&home, config)
        }),
        Command::NewEpoch { place } => place.load().and_then(|(home, config)| new_epoch(&home, &config)),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn init(home: &Path, authority: &str, listen: Option<SocketAddr>) -> anyhow::Result<()> {
    let authority =
        PublicKey::from_hex(authority).context("--authority: 64 lower-case hexadecimal digits are expected")?;
    let file = home.join(config::FILE);
    if file.exists() {
        bail!("{} is there already: this relay was set up before", file.display());
    }
    std::fs::create_dir_all(home).with_context(|| home.display().to_string())?;
    let mut config = Config::new(authority);
    config.listen = listen.unwrap_or(config.listen);
    let (mut witness, _) = Witness::open(home)?;
    let log = SqliteLog::open(&database(home), SqliteOptions::default(), authority, fresh_epoch()?)?;
    let sighting = Sighting { epoch: log.epoch()?, items: log.items()? };
    witness.write(sighting)?;
    witness.sync()?;
    std::fs::write(&file, config.text()).with_context(|| file.display().to_string())?;
    print_line(&serde_json::json!({ "config": file, "epoch": sighting.epoch }))
}

fn new_epoch(home: &Path, config: &Config) -> anyhow::Result<()> {
    let (mut witness, _) = Witness::open(home)?;
    let epoch = fresh_epoch()?;
    let mut log = SqliteLog::open(&database(home), SqliteOptions::default(), config.authority, epoch)?;
    log.new_epoch(epoch)?;
    witness.write(Sighting { epoch, items: log.items()? })?;
    witness.sync()?;
    print_line(&serde_json::json!({ "epoch": epoch }))
}

fn serve(home: &Path, config: Config) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().max_blocking_threads(32).enable_all().build()?;
    let fresh_epoch = fresh_epoch()?;
    runtime.block_on(async {
        let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
        let mut hang_up = signal(SignalKind::hangup())?;
        let server = Server::start(home, config, fresh_epoch, clock()).await?;
        let listening = server.address().to_string();
        tracing::info!(%listening, metrics = ?server.metrics_address(), epoch = %server.epoch(), "serving");
        match server.metrics_address() {
            Some(metrics) => print_line(&serde_json::json!({ "listening": listening, "metrics": metrics }))?,
            None => print_line(&serde_json::json!({ "listening": listening }))?,
        }
        loop {
            tokio::select! {
                _ = terminate.recv() => break,
                _ = interrupt.recv() => break,
                // What was wrong is in the log, and the former certificate stays.
                _ = hang_up.recv() => drop(server.reload_tls()),
            }
        }
        tracing::info!("stopping");
        server.stop().await?;
        tracing::info!("stopped");
        anyhow::Ok(())
    })
}

fn print_line(line: &serde_json::Value) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}")?;
    out.flush()?;
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "the command line is the adapter that owns randomness")]
fn fresh_epoch() -> anyhow::Result<Epoch> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|error| anyhow::anyhow!("the system gives no random bytes: {error}"))?;
    Ok(Epoch(bytes))
}

#[expect(clippy::disallowed_methods, reason = "the command line is the adapter that owns the clock")]
fn clock() -> Clock {
    Arc::new(|| {
        let since_1970 = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        since_1970.map_or(0, |passed| i64::try_from(passed.as_millis()).unwrap_or(i64::MAX))
    })
}
