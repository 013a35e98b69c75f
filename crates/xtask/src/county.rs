//! `cargo xtask county`: builds the county's generator in release and runs it; its own `--help` tells the flags.

#[derive(clap::Args)]
pub(crate) struct Args {
    /// What the generator takes: `--seed S [--offices N] [--cases M] --out DIR [--replay]`.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    rest: Vec<String>,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    crate::cargo::run_release("taizhang-county", "taizhang-county", &args.rest)
}
