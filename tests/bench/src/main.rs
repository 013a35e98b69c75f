//! `taizhang-bench`: measures the ledger and the relay as people run them, a released relay in a process of its own on
//! loopback and ledgers on a real disk, beside a peer with the same documents in the same run.

mod cases;
mod county;
mod devices;
mod folds;
mod live;
mod peer;
mod plan;
mod proxy;
mod push;
mod relay;
mod report;
mod reseed;
mod sample;
mod sealing;
mod signing;
mod words;

use std::path::PathBuf;

use clap::Parser;

/// The same as the shells have.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Measures, prints every figure, and with --json ends with one line of JSON.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask bench")]
pub(crate) struct Arguments {
    /// End with one JSON object of every figure.
    #[arg(long)]
    json: bool,
    /// Small sizes: to see that it works. The figures mean nothing.
    #[arg(long)]
    quick: bool,
    /// Only these figures, by their keys in the JSON object.
    #[arg(long, value_delimiter = ',', value_name = "KEY")]
    only: Vec<String>,
    /// The relay's binary, if it is not beside this one.
    #[arg(long)]
    relay: Option<PathBuf>,
    /// Where forged cases are kept between runs.
    #[arg(long, default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/../../target/bench"))]
    cache: PathBuf,
}

fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(plan::run(&arguments))
}
