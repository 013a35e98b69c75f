//! `cargo xtask tidy`: the rules of the house that no lint knows. Who may depend on whom, how long a file may be, which
//! words may stand where.

use std::{fs, path::Path, process::Command};

use anyhow::{Context as _, bail};
use cargo_metadata::{DependencyKind, MetadataCommand};

use crate::cargo::root;

#[derive(clap::Args)]
pub(crate) struct Args {}

/// What each room may use of the others, apart from its tests. What is not named here may use everything.
const MAY_USE: &[(&str, &[&str])] = &[
    ("taizhang-model", &[]),
    ("taizhang-wire", &["taizhang-model"]),
    ("taizhang-tables", &["taizhang-model"]),
    ("taizhang-sqlite", &[]),
    ("taizhang-client", &["taizhang-model", "taizhang-sqlite", "taizhang-wire"]),
    ("taizhang-relay", &["taizhang-model", "taizhang-sqlite", "taizhang-wire"]),
    ("taizhang-desk", &["taizhang-client", "taizhang-model", "taizhang-tables", "taizhang-wire"]),
    ("taizhang", &["taizhang-client", "taizhang-desk", "taizhang-model", "taizhang-wire"]),
    ("taizhang-web", &["taizhang-client", "taizhang-desk", "taizhang-model", "taizhang-sqlite", "taizhang-wire"]),
    ("taizhang-faulty-disk", &["taizhang-sqlite"]),
];

/// Crates from outside that a room must not reach, even by way of another.
const NEVER: &[(&str, &[&str])] = &[
    ("taizhang-model", &["automerge", "tokio", "rusqlite", "reqwest", "axum", "getrandom"]),
    ("taizhang-wire", &["automerge", "tokio", "rusqlite", "reqwest", "axum"]),
    ("taizhang-relay", &["automerge", "reqwest"]),
    ("taizhang-desk", &["indicatif", "rpassword", "keyring-core"]),
];

/// Lines of a Rust file. A file fits a head at 500; above this it is two rooms.
const FILE_LINES_MAX: usize = 700;

/// Words that may stand only in files whose path starts with one of these.
const ONLY_IN: &[(&str, &[&str])] = &[
    ("automerge::", &["client-core/src/doc", "tests/", "fuzz/", "crates/xtask/src/tidy.rs"]),
    ("#[ignore", &["crates/xtask/src/tidy.rs"]),
    ("thread::sleep", &["crates/xtask/src/tidy.rs"]),
    (
        "time::sleep",
        &["client-core/src/driver", "client-core/src/net", "server/src", "tests/bench", "crates/xtask/src/tidy.rs"],
    ),
    ("todo!(", &["crates/xtask/src/tidy.rs"]),
    ("SystemTime::now(", CLOCKS),
    ("Instant::now(", CLOCKS),
    ("Timestamp::now(", CLOCKS),
    (
        "getrandom::",
        &[
            "client-core/src/keyfile.rs",
            "client-core/src/net",
            "crates/cli/src",
            "crates/web/src/shell.rs",
            "server/src",
            "tests/",
            "crates/xtask/src/tidy.rs",
        ],
    ),
    ("thread::spawn(", THREADS),
    ("thread::scope(", THREADS),
    ("thread::Builder", THREADS),
    ("unbounded_channel(", &["crates/xtask/src/tidy.rs"]),
];

/// The adapters that may look at a clock: clippy asks each of them for its reason as well.
const CLOCKS: &[&str] =
    &["client-core/src/runtime", "crates/cli/src/shell.rs", "crates/xtask/src", "server/src", "server/tests", "tests/"];

/// The adapters that may start threads.
const THREADS: &[&str] = &["client-core/src/workers.rs", "crates/xtask/src", "server/src", "server/tests", "tests/"];

pub(crate) fn run(_: &Args) -> anyhow::Result<()> {
    let mut wrong = Vec::new();
    dependencies(&mut wrong)?;
    files(&mut wrong)?;
    if wrong.is_empty() {
        eprintln!("tidy: the rules of the house hold");
        return Ok(());
    }
    for line in &wrong {
        eprintln!("tidy: {line}");
    }
    bail!("{} rules of the house are broken", wrong.len());
}

fn dependencies(wrong: &mut Vec<String>) -> anyhow::Result<()> {
    let metadata = MetadataCommand::new().current_dir(root()).exec().context("cargo metadata")?;
    for package in metadata.workspace_packages() {
        let Some((_, may)) = MAY_USE.iter().find(|(name, _)| package.name.as_str() == *name) else { continue };
        for dependency in &package.dependencies {
            let ours = dependency.path.is_some() && dependency.kind == DependencyKind::Normal;
            if ours && !may.contains(&dependency.name.as_str()) {
                wrong.push(format!("{} must not depend on {}", package.name, dependency.name));
            }
        }
    }
    let resolve = metadata.resolve.as_ref().context("cargo metadata has no resolution")?;
    let name = |id| metadata.packages.iter().find(|package| &package.id == id).map(|package| package.name.to_string());
    for (room, never) in NEVER {
        let mut queue: Vec<_> = metadata
            .packages
            .iter()
            .filter(|package| package.name.as_str() == *room)
            .map(|package| &package.id)
            .collect();
        let mut seen = std::collections::BTreeSet::new();
        while let Some(id) = queue.pop() {
            if !seen.insert(id) {
                continue;
            }
            if let Some(found) = name(id).filter(|name| never.contains(&name.as_str())) {
                wrong.push(format!("{room} must not reach {found}, by any way"));
            }
            let node = resolve.nodes.iter().find(|node| &node.id == id);
            let normal =
                |dep: &&cargo_metadata::NodeDep| dep.dep_kinds.iter().any(|kind| kind.kind == DependencyKind::Normal);
            queue.extend(node.iter().flat_map(|node| node.deps.iter().filter(normal)).map(|dep| &dep.pkg));
        }
    }
    Ok(())
}

fn files(wrong: &mut Vec<String>) -> anyhow::Result<()> {
    let listed = Command::new("git").current_dir(root()).args(["ls-files", "-co", "--exclude-standard"]).output();
    let listed = String::from_utf8(listed.context("git ls-files")?.stdout)?;
    for path in listed.lines().filter(|path| path.ends_with(".rs")) {
        let Ok(text) = fs::read_to_string(root().join(path)) else { continue };
        let lines = text.lines().count();
        if lines > FILE_LINES_MAX {
            wrong.push(format!("{path} has {lines} lines: over {FILE_LINES_MAX} it is more than one room"));
        }
        if is_module(path) && !text.trim_start().starts_with("//!") && !text.trim_start().starts_with("#![") {
            wrong.push(format!("{path} does not open with why it exists (//!)"));
        }
        for (word, places) in ONLY_IN {
            let here = places.iter().any(|place| path.starts_with(place));
            if !here && text.lines().any(|line| line.contains(word) && !line.trim_start().starts_with("//")) {
                wrong.push(format!("{path} uses `{word}`, which has no place there"));
            }
        }
    }
    Ok(())
}

/// Modules of the rooms; tests and fuzz targets may open as they like.
fn is_module(path: &str) -> bool {
    let in_room = path.starts_with("crates/") || path.starts_with("client-core/") || path.starts_with("server/");
    in_room && Path::new(path).components().any(|part| part.as_os_str() == "src") && !path.contains("tests")
}
