//! Every attack of the table in `docs/THREATS.md` is shown to fail by tests that are there.

use crate::documents::{Tests, quoted, read};

#[test]
fn every_attack_has_tests_that_are_there() {
    let text = read("docs/THREATS.md").expect("docs/THREATS.md is there");
    let (_, suite) = text.split_once("\n## Hostile suite\n").expect("there is a table of attacks");
    let (suite, _) = suite.split_once("\n## ").expect("something follows it");
    let rows: Vec<_> = suite.lines().filter(|line| line.contains("::")).collect();
    assert!(rows.len() >= 20, "{} attacks", rows.len());
    let mut tests = Tests::default();
    for row in rows {
        for named in quoted(row) {
            assert!(tests.has(&named), "there is no test {named}");
        }
    }
}
