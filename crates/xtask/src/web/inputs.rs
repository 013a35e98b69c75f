//! What the app is made of, as a number: kept beside what was made of it, it says whether anything has changed since.
//! Everything is compared by content, so that a checkout that was moved or touched builds nothing again.

use std::{
    collections::BTreeSet,
    fs,
    hash::{DefaultHasher, Hasher as _},
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::Context as _;
use cargo_metadata::{DependencyKind, Metadata, MetadataCommand};

use crate::cargo;

/// The package that is compiled for browsers.
pub(super) const CORE: &str = "taizhang-web";
/// What is locked, and how it is compiled.
const HOW: [&str; 6] = [
    "Cargo.toml",
    "Cargo.lock",
    ".cargo/config.toml",
    "crates/xtask/src/web/compiler.rs",
    "crates/xtask/src/web/split.rs",
    "crates/xtask/src/web/split",
];
/// Where the number is kept, in the folder of what was made.
const KEPT: &str = ".inputs";

/// What the compiled core is made of: it, the packages of ours that it reaches, what is locked, and how it is compiled.
pub(super) fn of_core() -> anyhow::Result<String> {
    let folders = reached(&metadata()?)?;
    let is_tested =
        |path: &str| path.contains("/tests/") || path.ends_with("/tests.rs") || path.contains("/snapshots/");
    let files = listed(&folders)?.into_iter().filter(|path| !is_tested(path) && !path.starts_with("crates/web/ui/"));
    number(files, "")
}

/// What the app is made of: the core, the pages, and how they are compressed.
pub(super) fn of_app(of_core: &str, compress: &str) -> anyhow::Result<String> {
    let files = listed(&["crates/web/ui".into()])?.into_iter().filter(|path| !path.contains(".test."));
    number(files, &format!("{of_core}{compress}"))
}

/// One file's content.
pub(super) fn of_file(path: &Path) -> anyhow::Result<String> {
    let content = fs::read(path).with_context(|| format!("{} is missing", path.display()))?;
    let mut hasher = DefaultHasher::new();
    hasher.write(&content);
    Ok(format!("{:016x}", hasher.finish()))
}

/// Whether a folder was made of the same.
pub(super) fn are_kept(folder: &Path, number: &str) -> bool {
    fs::read_to_string(folder.join(KEPT)).is_ok_and(|kept| kept == number)
}

/// Notes what a folder was made of, once it is whole.
pub(super) fn keep(folder: &Path, number: &str) -> anyhow::Result<()> {
    fs::write(folder.join(KEPT), number).with_context(|| format!("cannot write into {}", folder.display()))
}

/// The workspace with everything that is locked.
pub(super) fn metadata() -> anyhow::Result<Metadata> {
    MetadataCommand::new().current_dir(cargo::root()).exec().context("cargo metadata")
}

/// The folders of the packages of this workspace that the core reaches, apart from its tests.
fn reached(metadata: &Metadata) -> anyhow::Result<Vec<PathBuf>> {
    let resolve = metadata.resolve.as_ref().context("cargo metadata has no resolution")?;
    let core = metadata.workspace_packages().into_iter().find(|package| package.name.as_str() == CORE);
    let mut queue = vec![&core.with_context(|| format!("there is no package {CORE} in this workspace"))?.id];
    let (mut seen, mut folders) = (BTreeSet::new(), Vec::from(HOW.map(PathBuf::from)));
    while let Some(id) = queue.pop() {
        let package = metadata.packages.iter().find(|package| &package.id == id && package.source.is_none());
        let Some(package) = package.filter(|_| seen.insert(id)) else { continue };
        let folder = package.manifest_path.parent().context("a manifest stands in a folder")?;
        folders.push(folder.strip_prefix(&metadata.workspace_root).unwrap_or(folder).into());
        let counts =
            |dep: &&cargo_metadata::NodeDep| dep.dep_kinds.iter().any(|of| of.kind != DependencyKind::Development);
        let node = resolve.nodes.iter().find(|node| &node.id == id);
        queue.extend(node.iter().flat_map(|node| node.deps.iter().filter(counts)).map(|dep| &dep.pkg));
    }
    Ok(folders)
}

/// The files under some paths that git has or would take.
fn listed(under: &[PathBuf]) -> anyhow::Result<BTreeSet<String>> {
    let mut git = Command::new("git");
    git.current_dir(cargo::root()).args(["ls-files", "-z", "-co", "--exclude-standard", "--"]).args(under);
    Ok(cargo::output(&mut git)?.split_terminator('\0').map(str::to_owned).collect())
}

fn number(files: impl Iterator<Item = String>, besides: &str) -> anyhow::Result<String> {
    let mut hasher = DefaultHasher::new();
    hasher.write(besides.as_bytes());
    for path in files {
        // One that was deleted and not committed is none.
        let Ok(content) = fs::read(cargo::root().join(&path)) else { continue };
        for part in [path.as_bytes(), &content] {
            hasher.write_usize(part.len());
            hasher.write(part);
        }
    }
    Ok(format!("{:016x}", hasher.finish()))
}
