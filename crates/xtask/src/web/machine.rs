//! What building and trying the app needs of a machine beside Rust: looked for, installed where that is ours to do (Debian and
//! Ubuntu, as root or with a `sudo` that asks nothing), and otherwise named.

use std::{
    env,
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::Once,
};

use anyhow::{Context as _, bail};

use super::say;
use crate::cargo;

/// The oldest Node that the build takes, and the one that is installed where the system's is older.
const NODE_MIN: (u32, u32) = (20, 19);
const NODE_INSTALLED: &str = "node@22";
/// The clang that are good for WebAssembly, newest first.
const CLANG: std::ops::RangeInclusive<u32> = 15..=24;

/// Node and npm, to be called by name.
pub(crate) struct Node {
    path: OsString,
}

impl Node {
    /// A command that finds this Node first.
    pub(crate) fn command(&self, name: &str) -> Command {
        let mut command = Command::new(name);
        self.lend(&mut command);
        command
    }

    /// Lets a command, and whatever it starts, find this Node first.
    pub(crate) fn lend(&self, command: &mut Command) {
        command.env("PATH", &self.path);
    }
}

/// A C compiler for WebAssembly.
pub(super) struct Clang {
    pub(super) program: String,
    pub(super) archiver: String,
    /// Such as 19.
    pub(super) version: u32,
}

/// Tools that are installed for this checkout alone.
pub(super) fn tools() -> PathBuf {
    cargo::target().join("tools")
}

/// Node and npm, new enough.
pub(crate) fn node() -> anyhow::Result<Node> {
    let system = || env::var_os("PATH").unwrap_or_default();
    let own = tools().join("node_modules/node/bin");
    let with_own = || {
        let system = system();
        let paths = [own.clone()].into_iter().chain(env::split_paths(&system));
        env::join_paths(paths).context("the path to target/tools holds a sign that PATH cannot")
    };
    let usable = |path: OsString| {
        let node = Node { path };
        let said = cargo::output(node.command("node").arg("--version")).ok()?;
        let mut parts = said.trim().trim_start_matches('v').split('.').map_while(|part| part.parse::<u32>().ok());
        let new_enough = (parts.next()?, parts.next()?) >= NODE_MIN;
        (new_enough && cargo::answers(node.command("npm").arg("--version"))).then_some(node)
    };
    let found = || usable(system()).or_else(|| usable(with_own().ok()?));
    if let Some(node) = found() {
        return Ok(node);
    }
    if !cargo::answers(Command::new("npm").arg("--version")) {
        apt(&["nodejs", "npm"], "Node 20.19 or newer, with npm (https://nodejs.org)")?;
    }
    if let Some(node) = found() {
        return Ok(node);
    }
    say(format_args!("the system's Node is too old: installing npm's {NODE_INSTALLED} into {}", tools().display()));
    npm_tool(&Node { path: system() }, NODE_INSTALLED)?;
    found().context("Node 20.19 or newer is needed (https://nodejs.org); what npm installed does not run here")
}

/// Installs a package of npm's among the tools.
pub(super) fn npm_tool(node: &Node, package: &str) -> anyhow::Result<()> {
    fs::create_dir_all(tools())?;
    let mut npm = node.command("npm");
    npm.args(["install", "--no-audit", "--no-fund", "--save-exact", "--prefix"]).arg(tools()).arg(package);
    cargo::run(&mut npm)
}

/// A clang that makes WebAssembly.
pub(super) fn clang() -> anyhow::Result<Clang> {
    let named = || CLANG.rev().map(|version| format!("clang-{version}"));
    let wished = env::var("CC_wasm32_unknown_unknown").ok();
    let found = || wished.clone().into_iter().chain(["clang".into()]).chain(named()).find_map(usable_clang);
    if let Some(clang) = found() {
        return Ok(clang);
    }
    let package = named().find(|package| has_package(package)).unwrap_or_else(|| "clang".into());
    const WANTED: &str = "clang 15 or newer that can make WebAssembly (https://llvm.org)";
    apt(&[&package], WANTED)?;
    found().with_context(|| format!("{WANTED} is needed; {package} is not it"))
}

fn usable_clang(program: String) -> Option<Clang> {
    let version = cargo::output(Command::new(&program).arg("-dumpversion")).ok()?;
    let version = version.split('.').next()?.trim().parse().ok().filter(|version| CLANG.contains(version))?;
    let folder = tempfile::tempdir().ok()?;
    let source = folder.path().join("one.c");
    fs::write(&source, "int one(void) { return 1; }\n").ok()?;
    let mut compile = Command::new(&program);
    compile.args(["--target=wasm32-unknown-unknown", "-c", "-o"]).arg(folder.path().join("one.o")).arg(&source);
    let archivers = [format!("llvm-ar-{version}"), "llvm-ar".into(), "ar".into()];
    let archiver = archivers.into_iter().find(|ar| cargo::answers(Command::new(ar).arg("--version")))?;
    cargo::answers(&mut compile).then_some(Clang { program, archiver, version })
}

/// Chromium, and letters for Chinese in it.
pub(crate) fn chromium() -> anyhow::Result<PathBuf> {
    const NAMES: [&str; 5] =
        ["/usr/bin/chromium", "chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
    let wished = env::var("TAIZHANG_CHROMIUM").ok();
    let found = || {
        let mut names = wished.as_deref().into_iter().chain(NAMES);
        names.find(|name| cargo::answers(Command::new(name).arg("--version"))).map(PathBuf::from)
    };
    let has_letters = || {
        Path::new("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc").exists()
            || !cfg!(target_os = "linux")
            || cargo::output(Command::new("fc-list").arg(":lang=zh")).is_ok_and(|fonts| !fonts.trim().is_empty())
    };
    let browser = found();
    let lacking: Vec<_> = [("chromium", browser.is_some()), ("fonts-noto-cjk", has_letters())]
        .into_iter()
        .filter_map(|(package, there)| (!there).then_some(package))
        .collect();
    const WANTED: &str = "Chromium (or TAIZHANG_CHROMIUM=PATH) and a Chinese font";
    if !lacking.is_empty() {
        apt(&lacking, WANTED)?;
    }
    browser.or_else(found).with_context(|| format!("{WANTED} are needed; the system's package did not bring them"))
}

/// Installs packages of Debian's or Ubuntu's; elsewhere, or without the right, says what is wanted and stops.
pub(super) fn apt(packages: &[&str], wanted: &str) -> anyhow::Result<()> {
    let listed = packages.join(" ");
    let Some(rights) = rights() else {
        bail!("missing: {wanted}. On Debian or Ubuntu: apt-get install {listed}");
    };
    refresh(&rights);
    say(format_args!("installing {listed}"));
    let mut install = apt_get(&rights);
    install.args(["install", "--yes", "--quiet", "--no-install-recommends"]).args(packages);
    cargo::run(&mut install).with_context(|| format!("missing: {wanted}"))
}

/// Whether there is such a package here, as far as the lists are new.
pub(super) fn has_package(package: &str) -> bool {
    let Some(rights) = rights() else { return false };
    refresh(&rights);
    // It answers with nothing for a name that is only spoken of.
    cargo::output(Command::new("apt-cache").args(["show", "--no-all-versions", package]))
        .is_ok_and(|shown| !shown.is_empty())
}

/// What has to stand before a command that installs; `None` where nothing may be installed.
fn rights() -> Option<Vec<&'static str>> {
    if !cargo::answers(Command::new("apt-get").arg("--version")) {
        return None;
    }
    let is_root = cargo::output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    let may = is_root || cargo::answers(Command::new("sudo").args(["-n", "true"]));
    may.then(|| if is_root { Vec::new() } else { vec!["sudo", "-n"] })
}

fn apt_get(rights: &[&str]) -> Command {
    let words = [rights, &["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]].concat();
    let mut command = Command::new(words[0]);
    command.args(&words[1..]);
    command
}

/// Brings the lists of packages up to date, once; old ones may do as well.
fn refresh(rights: &[&str]) {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        if !cargo::answers(apt_get(rights).args(["update", "--quiet"])) {
            say("the lists of packages could not be brought up to date");
        }
    });
}
