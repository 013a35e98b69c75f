//! `cargo xtask test`: installs what is missing and passes every test. What is cheap comes first, and the test runner last, so
//! that the last lines are its own.

use crate::{cargo, demo, tidy, web};

#[derive(clap::Args)]
pub(crate) struct Args {
    /// How often the crash test kills a relay or a client; the tests' own number is 50.
    #[arg(long, value_name = "N")]
    kill_cycles: Option<u32>,
    /// Passed on to the test runner: a filter, `--no-capture`, ...
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    rest: Vec<String>,
}

/// The benchmark and its peer take minutes to build and test nothing.
const LEFT_OUT: [&str; 3] = ["--workspace", "--exclude", "taizhang-bench"];

pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    if !cargo::answers(cargo::cargo().args(["nextest", "--version"])) {
        step("installing cargo-nextest, the test runner");
        cargo::run(cargo::cargo().args(["install", "cargo-nextest", "--locked"]))?;
    }
    step("rules of the house");
    tidy::run(&tidy::Args {})?;
    if cargo::answers(cargo::cargo().args(["fmt", "--version"])) {
        cargo::run(cargo::cargo().args(["fmt", "--all", "--check"]))?;
    }
    step("types and functions of the pages");
    web::check()?;
    let chromium = web::machine::chromium()?;
    if cargo::answers(cargo::cargo().args(["clippy", "--version"])) {
        step("lints");
        let clippy = ["clippy", "--quiet", "--all-targets"];
        cargo::run(cargo::cargo().args(clippy).args(LEFT_OUT).args(["--", "--deny", "warnings"]))?;
    }
    step("the web app");
    web::lint_and_build()?;
    // Once, for every step below: a build of fewer packages has fewer features, and would compile most of them again.
    step("programs and tests");
    cargo::run(cargo::cargo().args(["nextest", "run", "--no-run"]).args(LEFT_OUT))?;
    step("examples in the documentation");
    cargo::run(cargo::cargo().args(["test", "--quiet", "--doc"]).args(LEFT_OUT))?;
    step("what the pages' types are made from");
    web::check_generated()?;
    step("the demonstration");
    demo::play(true)?;
    step("tests");
    let mut tests = cargo::cargo();
    tests.env("TAIZHANG_CHROMIUM", chromium);
    if let Some(cycles) = args.kill_cycles {
        tests.env("TAIZHANG_KILL_CYCLES", cycles.to_string());
    }
    // The browser's scenarios are programs of Node's.
    web::machine::node()?.lend(&mut tests);
    cargo::run(tests.args(["nextest", "run"]).args(LEFT_OUT).args(&args.rest))
}

fn step(what: &str) {
    eprintln!("== {what}");
}
