//! `cargo xtask sim`: builds the simulator in release and runs it; its own `--help` tells the flags.

#[derive(clap::Args)]
pub(crate) struct Args {
    /// What the simulator takes: `--seeds N [--from S] [--plant BUG]`, `--seed S`, `--plant list`.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    rest: Vec<String>,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    crate::cargo::run_release("taizhang-sim", "taizhang-sim", &args.rest)
}
