//! `cargo xtask web`: the web app, from Rust and TypeScript to the folder that the relay carries along. It finds out which way
//! this machine can go, goes it, and says what it did; where nothing has changed it does nothing.

mod compiler;
mod inputs;
pub(crate) mod machine;

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, ensure};

use crate::cargo;
use machine::Node;

/// Compresses what was built; Node brings Brotli along.
const COMPRESS: &str = include_str!("compress.mjs");

#[derive(clap::Args)]
pub(crate) struct Args {}

pub(crate) fn run(_: &Args) -> anyhow::Result<()> {
    build()
}

/// What everything here is told about in one line.
fn say(what: impl std::fmt::Display) {
    eprintln!("web: {what}");
}

/// A folder of the web shell: `pkg` is its compiled core, `ui` its pages, `ui/dist` the app.
fn folder(name: &str) -> PathBuf {
    cargo::root().join("crates/web").join(name)
}

/// Builds the app where it is older than what it is made of.
pub(crate) fn build() -> anyhow::Result<()> {
    let of_core = inputs::of_core()?;
    let of_app = inputs::of_app(&of_core, COMPRESS)?;
    let (core, app) = (folder("pkg"), folder("ui/dist"));
    if inputs::are_kept(&app, &of_app) {
        say("the app is as new as what it is made of");
        return Ok(());
    }
    let node = machine::node()?;
    if inputs::are_kept(&core, &of_core) {
        say("the core is as new as what it is made of");
    } else {
        compiler::compile(&core, &node)?;
        inputs::keep(&core, &of_core)?;
    }
    install(&node)?;
    say("building the pages");
    cargo::run(npm(&node).args(["run", "--silent", "build"]))?;
    ensure!(app.join("index.html").exists(), "the build of crates/web/ui made no {}", app.display());
    let compressed = cargo::output(node.command("node").args(["--input-type=module", "--eval", COMPRESS]).arg(&app))?;
    inputs::keep(&app, &of_app)?;
    say(format_args!("built {}: {}", app.display(), compressed.trim()));
    Ok(())
}

/// Lints the core as browsers compile it, and builds the app.
pub(crate) fn lint_and_build() -> anyhow::Result<()> {
    compiler::lint()?;
    build()
}

/// Checks the types of the pages and runs the tests of their functions: no compiled core and no browser is needed for it.
pub(crate) fn check() -> anyhow::Result<()> {
    let node = machine::node()?;
    install(&node)?;
    cargo::run(npm(&node).args(["run", "--silent", "check"]))?;
    cargo::run(npm(&node).args(["run", "--silent", "test"]))
}

/// Checks that the types the pages were written with are those of the calls, acts and answers that there are.
pub(crate) fn check_generated() -> anyhow::Result<()> {
    cargo::run(cargo::cargo().args(["build", "--quiet", "--package", "taizhang"]))?;
    let taizhang = cargo::target().join("debug/taizhang");
    let node = machine::node()?;
    install(&node)?;
    cargo::run(npm(&node).env("TAIZHANG", taizhang).args(["run", "--silent", "types", "--", "--check"]))
}

fn npm(node: &Node) -> Command {
    let mut npm = node.command("npm");
    npm.current_dir(folder("ui"));
    npm
}

/// Installs the packages that the lock file names, where those that are there are others.
fn install(node: &Node) -> anyhow::Result<()> {
    let (lock, packages) = (folder("ui/package-lock.json"), folder("ui/node_modules"));
    let locked = inputs::of_file(&lock)?;
    if inputs::are_kept(&packages, &locked) {
        return Ok(());
    }
    say("installing the packages of crates/web/ui/package-lock.json");
    cargo::run(npm(node).args(["ci", "--no-audit", "--no-fund"]))?;
    inputs::keep(&packages, &locked)
}

/// Puts a file in another's place.
fn replace(from: &Path, to: &Path) -> anyhow::Result<()> {
    fs::rename(from, to).with_context(|| format!("cannot put {} in place", to.display()))
}
