//! Node and what the scenarios need from its registry.

use std::{fs, path::PathBuf, process::Command};

use taizhang_e2e::programs::repository;

fn home() -> PathBuf {
    repository().join("tests/browser")
}

/// The command that plays a scenario.
pub(crate) fn scenario(name: &str) -> Command {
    let mut node = Command::new("node");
    node.arg(home().join("scenarios").join(format!("{name}.mjs"))).current_dir(home());
    node
}

/// Installs what `package-lock.json` names, unless that is done. Tests are processes: one of them installs, the others
/// wait.
pub(crate) fn install() {
    let (modules, kept) = (home().join("node_modules"), repository().join("target/browser"));
    fs::create_dir_all(&kept).unwrap();
    let lock = fs::File::create(kept.join("installing")).unwrap();
    lock.lock().unwrap();
    let wanted = fs::read(home().join("package-lock.json")).unwrap();
    let mark = kept.join("installed.json");
    if modules.is_dir() && fs::read(&mark).is_ok_and(|had| had == wanted) {
        return;
    }
    let installed = Command::new("npm").args(["ci", "--silent"]).current_dir(home()).status();
    assert!(installed.is_ok_and(|status| status.success()), "`npm ci` failed in tests/browser: is Node 20 installed?");
    fs::write(mark, wanted).unwrap();
}
