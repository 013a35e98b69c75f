//! `cargo xtask bench`: builds the relay and the benchmark in release and runs it; its own `--help` tells the flags.

#[derive(clap::Args)]
pub(crate) struct Args {
    /// What the benchmark takes: `[--json] [--quick] [--only KEY,..]`.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    rest: Vec<String>,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    let relay = ["build", "--quiet", "--release", "--package", "taizhang-relay"];
    crate::cargo::run(crate::cargo::cargo().args(relay))?;
    crate::cargo::run_release("taizhang-bench", "taizhang-bench", &args.rest)
}
