//! docs/CLI.md names every command there is, and its examples are commands.

use std::process::Command;

use crate::offices::{SECRETS, repository};

/// The commands under this one, as the help lists them.
fn under(path: &[String]) -> Vec<String> {
    let help = Command::new(env!("CARGO_BIN_EXE_taizhang")).args(path).arg("--help").output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let Some((_, list)) = help.split_once("\nCommands:\n") else { return Vec::new() };
    let lines = list.lines().take_while(|line| !line.is_empty());
    lines
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .map(str::to_owned)
        .collect()
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

#[test]
fn every_example_is_a_command() {
    let document = std::fs::read_to_string(repository("docs/CLI.md")).unwrap();
    let folder = std::path::Path::new(env!("CARGO_BIN_EXE_taizhang")).parent().unwrap();
    for example in document.lines().filter_map(|line| line.strip_prefix("$ ")) {
        // An empty directory for each: no example gets further than to find no ledger, or to found a county.
        let empty = tempfile::TempDir::new().unwrap();
        let path = std::env::join_paths([folder, "/usr/bin".as_ref(), "/bin".as_ref()]).unwrap();
        let mut shell = Command::new("sh");
        // Nothing outside this machine is asked; port 9 discards.
        let example = example.replace("https://relay.example.org", "http://127.0.0.1:9");
        shell
            .args(["-c", &example])
            .current_dir(empty.path())
            .env("TAIZHANG_DATA", empty.path())
            .env("PATH", path)
            .envs(SECRETS);
        let output = shell.output().unwrap();
        let status = output.status.code();
        assert!(matches!(status, Some(0 | 1 | 4)), "{example}: {status:?} {}", String::from_utf8_lossy(&output.stderr));
    }
}
