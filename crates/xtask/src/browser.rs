//! `cargo xtask screenshots` and `cargo xtask measure`: the app in a real browser, for the README's pictures and figures.

use crate::{cargo, web};

const PROGRAM: [&str; 5] = ["--package", "taizhang-browser-tests", "--bin", "taizhang-browser", "--"];
const PROGRAMS: [&str; 4] = ["--package", "taizhang", "--package", "taizhang-relay"];

/// Makes the pictures that the README opens with, `docs/images/desk.png` and `docs/images/phone.png`.
pub(crate) fn screenshots() -> anyhow::Result<()> {
    web::build()?;
    play("screenshots", &[])
}

/// Prints what the README says of the app: how fast it starts, how a list of 10,000 cases scrolls, how large it is.
pub(crate) fn measure() -> anyhow::Result<()> {
    web::build()?;
    play("measure", &["--release"])
}

/// Plays a scenario with the app as it was built.
pub(crate) fn play(what: &str, profile: &[&str]) -> anyhow::Result<()> {
    let chromium = web::machine::chromium()?;
    // The relay carries the app that was just built.
    cargo::run(cargo::cargo().args(["build", "--quiet"]).args(profile).args(PROGRAMS))?;
    let mut run = cargo::cargo();
    run.args(["run", "--quiet"]).args(profile).args(PROGRAM).arg(what).env("TAIZHANG_CHROMIUM", chromium);
    cargo::run(&mut run)
}
