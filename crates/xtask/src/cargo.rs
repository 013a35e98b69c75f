//! Calling cargo from a command of ours: from the workspace's root, with a clear word about what failed.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, bail};

/// The workspace's root folder, as cargo says it now: a checkout that was moved with what was built in it still works.
pub(crate) fn root() -> PathBuf {
    let here = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    Path::new(&here).ancestors().nth(2).expect("this crate stands two folders below the root").to_path_buf()
}

/// Where cargo builds.
pub(crate) fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |target| root().join(target))
}

/// The cargo that called us, so that one toolchain does everything.
pub(crate) fn cargo() -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(root());
    cargo
}

/// Runs a command to its end; an exit status other than 0 is an error that names the command.
pub(crate) fn run(command: &mut Command) -> anyhow::Result<()> {
    let line = format!("{command:?}").replace('"', "");
    let status = command.status().with_context(|| format!("cannot start {line}"))?;
    if !status.success() {
        let full = if is_full() { format!(": {} has no room left", target().display()) } else { String::new() };
        bail!("failed ({status}){full}: {line}");
    }
    Ok(())
}

/// Whether so little room is left where cargo builds that a compiler or a linker will have run out of it: what they say of it
/// stands anywhere in their output, and in words of their own.
fn is_full() -> bool {
    /// Less than the largest program that is linked.
    const LITTLE_KB: u64 = 256 * 1024;
    let said = output(Command::new("df").args(["-P", "-k"]).arg(target())).unwrap_or_default();
    let free = said.lines().nth(1).and_then(|line| line.split_whitespace().nth(3)?.parse::<u64>().ok());
    free.is_some_and(|free| free < LITTLE_KB)
}

/// What a command says on its standard output.
pub(crate) fn output(command: &mut Command) -> anyhow::Result<String> {
    let line = format!("{command:?}").replace('"', "");
    let output = command.output().with_context(|| format!("cannot start {line}"))?;
    if !output.status.success() {
        bail!("failed ({}): {line}: {}", output.status, String::from_utf8_lossy(&output.stderr).trim());
    }
    String::from_utf8(output.stdout).with_context(|| format!("what {line} says is no text"))
}

/// Whether a command answers at all.
pub(crate) fn answers(command: &mut Command) -> bool {
    command.output().is_ok_and(|output| output.status.success())
}

/// Runs a workspace binary in release and hands over this process' exit status.
pub(crate) fn run_release(package: &str, binary: &str, args: &[String]) -> anyhow::Result<()> {
    let mut command = cargo();
    command.args(["run", "--quiet", "--release", "--package", package, "--bin", binary, "--"]).args(args);
    let status = command.status().with_context(|| format!("cannot start {binary}"))?;
    std::process::exit(status.code().unwrap_or(1));
}
