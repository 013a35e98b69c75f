//! Looks at the app in a browser with other eyes than the tests: `measure` prints every figure that the README gives of it,
//! `screenshots` makes the two pictures that the README opens with, `first-visit` notes which functions of the core are called.

use taizhang_browser_tests::Stage;

/// How many cases a long list has.
const CASES: u32 = 10_000;
fn main() {
    match std::env::args().nth(1).as_deref() {
        Some("measure") => {
            let stage = Stage::new();
            stage.with_ledger(CASES);
            stage.play_as("measure", &CASES.to_string());
        }
        Some(scenario @ ("screenshots" | "first-visit")) => Stage::new().play(scenario),
        _ => {
            eprintln!("taizhang-browser measure | screenshots | first-visit");
            std::process::exit(2);
        }
    }
}
