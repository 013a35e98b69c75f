//! The app in a real browser: a real relay that serves it, a county made with the real command line, and a scenario that
//! drives Chromium (`scenarios/NAME.mjs`).
//!
//! A scenario is a program of its own, so that it reads like what a person does. It tells this side what should happen
//! outside of the browser, one line of JSON at a time: that the relay dies, that an office works at its command line.
//! Everything else that it prints is passed on; its pictures are in `target/browser/NAME`.

#![allow(clippy::unwrap_used, reason = "everything here is a test's fixture: where it does not hold, the test fails")]

mod node;
mod older;
mod sheet;

use std::{
    fs,
    io::{BufRead as _, BufReader, Write as _},
    path::PathBuf,
    process::Stdio,
};

use serde_json::{Value, json};
use taizhang_e2e::programs::{Device, Offices, repository, text};

/// What a line of a scenario begins with that asks for something; the rest is JSON.
const ASKS: char = '@';

/// A county of three offices and the relay that serves the app to them.
pub struct Stage {
    offices: Offices,
}

impl Stage {
    /// Sets it up.
    ///
    /// # Panics
    /// Where the app was not built, or what a browser test needs is not installed.
    #[must_use]
    pub fn new() -> Self {
        let page = repository().join("crates/web/ui/dist/index.html");
        assert!(page.exists(), "the app is not built: run `cargo xtask web`");
        node::install();
        Self { offices: Offices::new() }
    }

    /// Gives the town a ledger of so many cases, taken over from a workbook.
    ///
    /// # Panics
    /// Where that fails.
    pub fn with_ledger(&self, cases: u32) {
        let sheet = self.offices.folder.path().join("ledger.xlsx");
        sheet::write(&sheet, cases).unwrap();
        let sheet = sheet.to_string_lossy();
        let _ = self.device("town").ok(&["import", &sheet, "--apply", "--home", "石桥镇", "--channel", "visit"]);
        self.sync("town");
    }

    /// Plays a scenario to its end.
    ///
    /// # Panics
    /// Where it fails.
    pub fn play(self, scenario: &str) {
        self.play_as(scenario, "");
    }

    /// Plays a scenario in one of its ways, `phone` or `desk`.
    ///
    /// # Panics
    /// Where it fails.
    pub fn play_as(mut self, scenario: &str, way: &str) {
        let pictures = pictures(format!("{scenario}-{way}").trim_end_matches('-'));
        let stage = json!({
            "relay": self.offices.relay.url,
            "pictures": pictures,
            "folder": self.offices.folder.path(),
            "repository": repository(),
            "chromium": std::env::var("TAIZHANG_CHROMIUM").unwrap_or_else(|_| "/usr/bin/chromium".into()),
            "way": way,
        });
        let mut node = node::scenario(scenario);
        node.env("TAIZHANG_STAGE", stage.to_string()).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut node = node.spawn().unwrap_or_else(|error| panic!("cannot start node: {error}"));
        let mut answers = node.stdin.take().unwrap();
        for line in BufReader::new(node.stdout.take().unwrap()).lines() {
            let line = line.unwrap();
            let Some(asked) = line.strip_prefix(ASKS) else {
                println!("{line}");
                continue;
            };
            let answer = self.answer(&serde_json::from_str(asked).unwrap());
            writeln!(answers, "{answer}").unwrap();
        }
        let status = node.wait().unwrap();
        assert!(status.success(), "{scenario} failed; its pictures are in {}", pictures.display());
    }

    /// Does what a scenario asks for.
    fn answer(&mut self, asked: &Value) -> Value {
        let done = match text(&asked["what"]).as_str() {
            "relay.stop" => {
                self.offices.relay.kill();
                json!({})
            }
            "relay.start" => {
                self.offices.relay.start_again();
                json!({ "relay": self.offices.relay.url })
            }
            // The relay has to know of a code before it is taken up.
            "invite" => {
                let code = self.offices.invite(&text(&asked["staff"]));
                self.sync("county");
                json!(code)
            }
            "sync" => {
                self.sync(&text(&asked["office"]));
                json!({})
            }
            "sync.all" => {
                self.offices.sync_all();
                json!({})
            }
            "ledger" => {
                self.with_ledger(asked["cases"].as_u64().and_then(|cases| u32::try_from(cases).ok()).unwrap());
                json!({})
            }
            // The device's files as another version left them, for a browser to open.
            "files.of_version" => {
                let draft = asked["draft"].as_str().map(|body| ("register", body));
                let version = asked["version"].as_u64().and_then(|version| usize::try_from(version).ok());
                older::files(self.device(&text(&asked["office"])), version, draft)
            }
            "call" => {
                let arguments: Vec<String> =
                    asked["arguments"].as_array().unwrap().iter().map(taizhang_e2e::programs::text).collect();
                let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
                match self.device(&text(&asked["office"])).call(&arguments) {
                    Ok(answer) => answer,
                    Err(failed) => return json!({ "failed": failed.error }),
                }
            }
            other => return json!({ "failed": format!("nobody here knows how to {other}") }),
        };
        json!({ "done": done })
    }

    /// Syncs an office's command line.
    pub fn sync(&self, office: &str) {
        self.offices.sync(self.device(office));
    }

    /// An office's device at the command line: `county`, `town` or `village`.
    ///
    /// # Panics
    /// Where there is no such office.
    #[must_use]
    pub fn device(&self, office: &str) -> &Device {
        match office {
            "county" => &self.offices.county,
            "town" => &self.offices.town,
            "village" => &self.offices.village,
            other => panic!("no office {other}"),
        }
    }
}

impl Default for Stage {
    fn default() -> Self {
        Self::new()
    }
}

/// An empty folder for a scenario's pictures; the last run's are gone.
fn pictures(scenario: &str) -> PathBuf {
    let folder = repository().join("target/browser").join(scenario);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}
