//! `cargo xtask match`: how well the same matter is found when it was entered twice, on both ledgers and on rewritten
//! entries.

#[derive(clap::Args)]
pub(crate) struct Args {}

pub(crate) fn run(_: &Args) -> anyhow::Result<()> {
    let mut command = crate::cargo::cargo();
    command.args(["run", "--quiet", "--package", "taizhang-matching", "--bin", "taizhang-matching"]);
    crate::cargo::run(&mut command)
}
