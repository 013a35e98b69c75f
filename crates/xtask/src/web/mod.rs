//! `cargo xtask web`: the web app, from Rust and TypeScript to the folder that the relay carries along. It finds out which way
//! this machine can go, goes it, and says what it did; where nothing has changed it does nothing.

mod compiler;
mod inputs;
pub(crate) mod machine;
mod split;

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, ensure};

use crate::{browser, cargo};
use machine::Node;
use split::{Module, Names, SEEN};

/// The second part of the core.
const REST: &str = "taizhang_web_rest.wasm";
/// Compresses what was built; Node brings Brotli along.
const COMPRESS: &str = include_str!("compress.mjs");

/// What nothing reads in the core without asking for its second part.
const TEXT: &str = "crates/desk/src/commands/schema/kept-schemas.txt";
/// The functions of the core that a first visit does not call.
const LATER: &str = "crates/web/not-at-first.txt";
const ABOUT_LATER: &str = "# Functions of the core that do not come with its first part: the beginnings of their names' SHA-256.\n\
    # `cargo xtask web --record` writes this, by watching a first visit (tests/browser/scenarios/first-visit.mjs).\n";

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Watch a first visit in a browser, and note which functions of the core it calls
    #[arg(long)]
    record: bool,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    if args.record { record() } else { build() }
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
        let whole = compiler::compile(&core, &node)?;
        let [later, text] = [LATER, TEXT].map(|path| read(&cargo::root().join(path)));
        let parts = split::split(&Module::read(&whole)?, &Names::read(&later?)?, &[&text?])?;
        write(&core.join(compiler::MODULE), &parts.first)?;
        write(&core.join(REST), &parts.rest)?;
        let [first, rest] = [parts.first, parts.rest].map(|part| part.len() / 1_000);
        say(format_args!("the core has {first} kB, and {rest} kB that a first visit does not call"));
        inputs::keep(&core, &of_core)?;
    }
    build_pages(&node, &app)?;
    let compressed = cargo::output(node.command("node").args(["--input-type=module", "--eval", COMPRESS]).arg(&app))?;
    inputs::keep(&app, &of_app)?;
    say(format_args!("built {}: {}", app.display(), compressed.trim()));
    Ok(())
}

fn build_pages(node: &Node, app: &Path) -> anyhow::Result<()> {
    install(node)?;
    say("building the pages");
    cargo::run(npm(node).args(["run", "--silent", "build"]))?;
    ensure!(app.join("index.html").exists(), "the build of crates/web/ui made no {}", app.display());
    Ok(())
}

/// Builds an app that notes what is called, plays a first visit with it, and writes down the names. The next build makes the
/// app anew.
fn record() -> anyhow::Result<()> {
    let (node, core, app) = (machine::node()?, folder("pkg"), folder("ui/dist"));
    let whole = compiler::compile(&core, &node)?;
    let module = Module::read(&whole)?;
    write(&core.join(compiler::MODULE), &split::probe(&module)?)?;
    // A module of nothing.
    write(&core.join(REST), b"\0asm\x01\0\0\0")?;
    let script = core.join("taizhang_web.js");
    let tells = format!(
        "globalThis.taizhangSeen = () => Object.entries(wasm).flatMap(([name, seen]) => \
        name.startsWith('{SEEN}') && seen.value === 1 ? [Number(name.slice({}))] : []);\n",
        SEEN.len()
    );
    write(&script, format!("{}{tells}", read(&script)?).as_bytes())?;
    build_pages(&node, &app)?;
    browser::play("first-visit", &[])?;
    let seen = cargo::root().join("target/browser/first-visit.json");
    let seen: Vec<u32> = serde_json::from_str(&read(&seen)?).context("what the browser saw")?;
    let (called, all) = (Names::of(&module, seen), Names::of(&module, 0..module.len()));
    write(&cargo::root().join(LATER), format!("{ABOUT_LATER}{}", all.without(&called).list()).as_bytes())?;
    say(format_args!("a first visit calls {} functions of {}", called.len(), module.len()));
    build()
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

/// Checks that the types the pages were written with are those of the calls, acts and answers that the compiled command line has.
pub(crate) fn check_generated() -> anyhow::Result<()> {
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

fn read(path: &Path) -> anyhow::Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

fn write(path: &Path, content: &[u8]) -> anyhow::Result<()> {
    fs::write(path, content).with_context(|| format!("cannot write {}", path.display()))
}
