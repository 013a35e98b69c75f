//! `cargo xtask fuzz TARGET`: coverage-guided fuzzing of one parser with cargo-fuzz. The corpora are replayed by the
//! ordinary tests; this looks for more.

use crate::cargo;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// A target, or `list`.
    target: String,
    /// How long to look, in seconds.
    #[arg(long, default_value_t = 60)]
    seconds: u64,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    if !cargo::answers(cargo::cargo().args(["fuzz", "--version"])) {
        eprintln!("installing cargo-fuzz");
        cargo::run(cargo::cargo().args(["install", "cargo-fuzz"]))?;
    }
    // libFuzzer's instrumentation is behind unstable flags; this lets the stable toolchain take them.
    let mut command = cargo::cargo();
    command.env("RUSTC_BOOTSTRAP", "1");
    // SQLite's tables stand in more than one object file of a fuzzing build; that is no finding.
    command.env("ASAN_OPTIONS", "detect_odr_violation=0");
    if args.target == "list" {
        return cargo::run(command.args(["fuzz", "list"]));
    }
    let seconds = format!("-max_total_time={}", args.seconds);
    cargo::run(command.args(["fuzz", "run", &args.target, "--", &seconds, "-rss_limit_mb=2048", "-timeout=10"]))
}
