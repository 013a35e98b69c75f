//! The five-minute tour of the README, line by line, as its reader types it.
#![allow(clippy::unwrap_used, reason = "it is a test, its fixtures included")]

use std::{
    fs,
    io::{BufRead as _, BufReader},
    net::TcpListener,
    path::Path,
    process::{Child, Command, Stdio},
};

use taizhang_e2e::programs::{folder, repository};

const HEADING: &str = "## A five-minute tour";
const HEADING_ZH: &str = "## 五分钟走一遍";
/// The port that the README's relay listens on; the test takes one that is free.
const PORT: &str = "7801";

/// The lines that begin with `$ ` in the blocks marked `console` under a heading.
fn commands<'a>(page: &'a str, heading: &str) -> Vec<&'a str> {
    let lines = page.lines().skip_while(|line| *line != heading).skip(1);
    let (mut commands, mut in_block) = (Vec::new(), false);
    for line in lines.take_while(|line| !line.starts_with("## ")) {
        match line {
            "```console" => in_block = true,
            "```" => in_block = false,
            _ if in_block => commands.extend(line.strip_prefix("$ ")),
            _ => {}
        }
    }
    commands
}

/// What the reader has started and left running.
#[derive(Default)]
struct Running(Vec<Child>);

impl Drop for Running {
    fn drop(&mut self) {
        for child in &mut self.0 {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

/// A line that puts something in the environment, as the shell keeps it from line to line.
fn exported(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.strip_prefix("export ")?.split_once('=')?;
    Some((name, value.trim_matches('"')))
}

fn shell(line: &str, folder_of_programs: &Path, here: &Path, environment: &[(&str, &str)]) -> Command {
    let path = std::env::var("PATH").unwrap_or_default();
    let mut shell = Command::new("sh");
    shell.args(["-c", line]).current_dir(here).stdin(Stdio::null());
    shell.env("PATH", format!("{}:{path}", folder_of_programs.display())).env_remove("TAIZHANG_DATA");
    // A reader's passphrase costs what it should; the test follows many lines.
    shell.envs(environment.iter().copied()).env("TAIZHANG_PASSPHRASE_MEMORY", "64");
    shell
}

/// Follows a tour in a folder of its own. What builds the programs and puts them on the path is done already.
fn follow(commands: &[&str]) -> Vec<(String, String)> {
    let here = tempfile::tempdir().unwrap();
    // The tour is read at the top of the repository, where the spreadsheets are.
    fs::create_dir(here.path().join("tests")).unwrap();
    std::os::unix::fs::symlink(repository().join("tests/data"), here.path().join("tests/data")).unwrap();
    // Nobody else takes the port until the relay does.
    let mut kept_free = Some(TcpListener::bind("127.0.0.1:0").unwrap());
    let port = kept_free.as_ref().unwrap().local_addr().unwrap().port().to_string();
    let (programs, mut running, mut told) = (folder(), Running::default(), Vec::new());
    let mut environment = Vec::new();
    for line in commands.iter().filter(|line| !line.starts_with("cargo ") && !line.starts_with("export PATH=")) {
        if let Some(exported) = exported(line) {
            environment.push(exported);
            continue;
        }
        let typed = line.replace(PORT, &port);
        if let Some(background) = typed.strip_suffix(" &") {
            drop(kept_free.take());
            // `exec`, so that the child is the program itself and not the shell around it.
            let mut shell = shell(&format!("exec {background}"), &programs, here.path(), &environment);
            let mut child = shell.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
            let mut ready = String::new();
            BufReader::new(child.stdout.take().unwrap()).read_line(&mut ready).unwrap();
            assert!(!ready.is_empty(), "{line}: it says when it is ready");
            running.0.push(child);
            continue;
        }
        let output = shell(&typed, &programs, here.path(), &environment).output().unwrap();
        let (said, complained) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(output.status.success(), "{line}\n{said}{complained}");
        told.push(((*line).to_owned(), said.into_owned()));
    }
    told
}

#[test]
fn every_command_of_the_tour_does_what_it_says() {
    let tour = fs::read_to_string(repository().join("README.md")).unwrap();
    let mut commands = commands(&tour, HEADING);
    assert!(commands.len() > 15, "the tour was found: {commands:?}");
    // The Chinese page goes on where the English tour ends.
    let chinese = fs::read_to_string(repository().join("README.zh-CN.md")).unwrap();
    commands.extend(self::commands(&chinese, HEADING_ZH));
    let told = follow(&commands);
    let said = |part: &str| told.iter().find(|(line, _)| line.contains(part)).map(|(_, said)| said.as_str());
    assert!(said("dispute list").is_some_and(|said| said.contains("围墙占道")), "{told:#?}");
    assert!(said("case history").is_some_and(|said| said.lines().count() > 4), "{told:#?}");
    assert!(said("--search").is_some_and(|said| said.contains("工资")), "{told:#?}");
}

#[test]
fn only_what_is_typed_under_the_heading_is_followed() {
    let page = "# x\n```console\n$ no\n```\n## A five-minute tour\ntext $ no\n```console\n$ one\nits answer\n$ two &\n```\n\
                ```json\n$ no\n```\n## Next\n```console\n$ no\n```\n";
    assert_eq!(commands(page, HEADING), ["one", "two &"]);
}
