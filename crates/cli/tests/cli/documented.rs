//! docs/CLI.md names every command there is.

use std::process::Command;

use crate::offices::repository;

/// The commands under this one, as the help lists them.
fn under(path: &[String]) -> Vec<String> {
    let help = Command::new(env!("CARGO_BIN_EXE_taizhang")).args(path).arg("--help").output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let Some((_, list)) = help.split_once("\nCommands:\n") else { return Vec::new() };
    let lines = list.lines().take_while(|line| !line.is_empty());
    lines.filter(|line| line.starts_with("  ") && !line.starts_with("   ")).filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect()
}

fn walk(path: &[String], leaves: &mut Vec<String>) {
    let below = under(path);
    if below.is_empty() {
        leaves.push(path.join(" "));
    }
    for name in below {
        walk(&[path, &[name]].concat(), leaves);
    }
}

#[test]
fn every_command_is_documented_with_an_example() {
    let document = std::fs::read_to_string(repository("docs/CLI.md")).unwrap();
    let mut commands = Vec::new();
    walk(&[], &mut commands);
    assert!(commands.len() > 30, "{commands:?}");
    for command in commands {
        assert!(document.contains(&format!("`{command}")), "{command} has no row");
        assert!(document.contains(&format!("$ taizhang {command}")), "{command} has no example");
    }
}
