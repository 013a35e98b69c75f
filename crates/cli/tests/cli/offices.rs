//! A county, a town and a village, each a data directory, with nothing between them but bundle files.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
};

use serde_json::Value;
use taizhang_client::{DbKey, KeyFile, Lock, Passphrase, PassphraseCost};
use tempfile::TempDir;

/// What the tests' devices and backups open with; a guess costs as little as may be.
pub(crate) const SECRETS: [(&str, &str); 3] = [
    ("TAIZHANG_PASSPHRASE", "一只花猫坐在门口"),
    ("TAIZHANG_BACKUP_PASSPHRASE", "一把备用的老钥匙"),
    ("TAIZHANG_PASSPHRASE_MEMORY", "64"),
];

/// What a call left: its exit status and what it printed.
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) status: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

pub(crate) struct Offices {
    folder: TempDir,
    /// Every id that was seen in JSON: what is blotted out.
    ids: BTreeSet<String>,
}

impl Offices {
    /// Nobody is there yet.
    pub(crate) fn none() -> Self {
        Self { folder: TempDir::new().unwrap(), ids: BTreeSet::new() }
    }

    /// The three offices, enrolled by bundles.
    pub(crate) fn three() -> Self {
        let mut all = Self::none();
        all.ok(
            "county",
            &[
                "county",
                "found",
                "--name",
                "清河县",
                "--code",
                "QH",
                "--admin",
                "李建国",
                "--title",
                "局长",
                "--device-name",
                "县局电脑",
            ],
        );
        all.ok("county", &["office", "add", "--name", "石桥镇", "--code", "SQ", "--kind", "township"]);
        all.ok(
            "county",
            &["office", "add", "--name", "三合村", "--code", "SH", "--kind", "village", "--parent", "石桥镇"],
        );
        all.ok("county", &["staff", "add", "--office", "石桥镇", "--name", "王芳", "--title", "镇长", "--head"]);
        all.ok("county", &["staff", "add", "--office", "SH", "--name", "赵强", "--title", "主任"]);
        let town = all.invite("王芳");
        let village = all.invite("赵强");
        let bundle = all.export("county");
        all.ok("town", &["enrol", "take", &town, "--bundle", &bundle, "--device-name", "镇办电脑"]);
        all.ok("village", &["enrol", "take", &village, "--bundle", &bundle, "--device-name", "村部电脑"]);
        all
    }

    pub(crate) fn invite(&mut self, staff: &str) -> String {
        self.json("county", &["enrol", "invite", "--staff", staff])["code"].as_str().unwrap().to_owned()
    }

    /// A case registered in the village on 2 September 2026 at 10:30, known to all; its number.
    pub(crate) fn case(&mut self) -> String {
        let registered = self.at(
            "2026-09-02T02:30:00Z",
            "village",
            &[
                "case",
                "register",
                "--title",
                "围墙占道",
                "--petitioner",
                "陈玉兰",
                "--area",
                "三合村",
                "--narrative",
                "反映邻居围墙占道。",
                "--claim",
                "拆除围墙",
                "--json",
            ],
        );
        assert_eq!(registered.status, 0, "{registered:?}");
        let registered: Value = serde_json::from_str(&registered.out).unwrap();
        self.learn(&registered);
        self.exchange();
        registered["number"].as_str().unwrap().to_owned()
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The key of an office's database.
    pub(crate) fn db_key(&self, office: &str) -> DbKey {
        let passphrase = Passphrase::new(SECRETS[0].1);
        let lock = Lock::Passphrase { passphrase, cost: PassphraseCost::default() };
        KeyFile::open(self.path(office).join("device.json"), &lock).unwrap().db_key()
    }

    pub(crate) fn file(&self, name: &str, bytes: &[u8]) -> String {
        std::fs::write(self.path(name), bytes).unwrap();
        self.path(name).to_str().unwrap().to_owned()
    }

    /// Runs a command on an office's device, whose clock shows 1 September 2026, 09:00 in China, unless the arguments
    /// say otherwise.
    pub(crate) fn run(&self, office: &str, arguments: &[&str]) -> Said {
        let clock: &[&str] = if arguments.contains(&"--now") { &[] } else { &["--now", "2026-09-01T01:00:00Z"] };
        self.run_in(office, &[("LC_ALL", "zh_CN.UTF-8")], &[clock, arguments].concat())
    }

    /// As [`Offices::run`], at a time.
    pub(crate) fn at(&self, now: &str, office: &str, arguments: &[&str]) -> Said {
        self.run(office, &[&["--now", now], arguments].concat())
    }

    pub(crate) fn run_in(&self, office: &str, environment: &[(&str, &str)], arguments: &[&str]) -> Said {
        let mut command = Command::new(env!("CARGO_BIN_EXE_taizhang"));
        command.env_clear().envs(SECRETS).envs(environment.iter().copied());
        let Output { status, stdout, stderr } =
            command.arg("--data").arg(self.path(office)).args(arguments).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Said { status: status.code().unwrap(), out: text(stdout), err: text(stderr) }
    }

    /// Begins a command and does not wait for it.
    pub(crate) fn begin(&self, office: &str, arguments: &[&str]) -> Child {
        let mut command = Command::new(env!("CARGO_BIN_EXE_taizhang"));
        command.env_clear().envs(SECRETS).arg("--data").arg(self.path(office)).args(arguments);
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    }

    /// Runs a command that must go well.
    pub(crate) fn ok(&self, office: &str, arguments: &[&str]) -> String {
        let said = self.run(office, arguments);
        assert_eq!((said.status, said.err.as_str()), (0, ""), "{arguments:?}: {said:?}");
        said.out
    }

    /// Runs a command that must go well, for its JSON.
    pub(crate) fn json(&mut self, office: &str, arguments: &[&str]) -> Value {
        let out = self.ok(office, &[arguments, &["--json"]].concat());
        let json = serde_json::from_str(&out).expect("one JSON document");
        self.learn(&json);
        json
    }

    /// Runs a command that must fail, for its exit status and the error in its JSON.
    pub(crate) fn refused(&mut self, office: &str, arguments: &[&str]) -> (i32, Value) {
        let said = self.run(office, &[arguments, &["--json"]].concat());
        assert!(said.status != 0 && said.out.is_empty(), "{said:?}");
        let json: Value = serde_json::from_str(&said.err).expect("one JSON document");
        self.learn(&json);
        (said.status, json["error"].clone())
    }

    pub(crate) fn export(&self, office: &str) -> String {
        let path = self.path(&format!("{office}.bundle")).to_str().unwrap().to_owned();
        self.ok(office, &["bundle", "export", &path]);
        path
    }

    /// Everybody gives everybody a bundle.
    pub(crate) fn exchange(&self) {
        for _ in 0..2 {
            for from in ["village", "town", "county"] {
                let bundle = self.export(from);
                for to in ["village", "town", "county"].into_iter().filter(|to| *to != from) {
                    self.ok(to, &["bundle", "import", &bundle]);
                }
            }
        }
    }

    fn learn(&mut self, json: &Value) {
        match json {
            Value::String(text) if is_id(text) => {
                self.ids.insert(text.clone());
            }
            Value::Array(values) => values.iter().for_each(|value| self.learn(value)),
            Value::Object(values) => values.iter().for_each(|(key, value)| {
                self.learn(&Value::String(key.clone()));
                self.learn(value);
            }),
            _ => {}
        }
    }

    /// The text without what is random: ids, the first letters of ids, device marks in numbers, codes, keys, paths.
    pub(crate) fn blotted(&self, text: &str) -> String {
        let text = text.replace(self.folder.path().to_str().unwrap(), "[folder]");
        let mut blotted = String::new();
        let mut word = String::new();
        for letter in text.chars().chain(['\n']) {
            if letter.is_ascii_alphanumeric() {
                word.push(letter);
                continue;
            }
            blotted.push_str(&self.blot(&word));
            word.clear();
            blotted.push(letter);
        }
        let blotted = blotted.trim_end().replace("[mark]-[mark]", "[mark]");
        mark_devices(&blotted)
    }

    fn blot(&self, word: &str) -> String {
        let is_hex = |word: &str| word.chars().all(|letter| letter.is_ascii_digit() || ('a'..='f').contains(&letter));
        let is_code = |word: &str| {
            word.chars().all(|letter| letter.is_ascii_uppercase() || letter.is_ascii_digit())
                && word.chars().any(|letter| letter.is_ascii_alphabetic())
        };
        match word.len() {
            26 if is_id(word) => "[id]".to_owned(),
            8 if self.ids.iter().any(|id| id.starts_with(word)) => "[short]".to_owned(),
            32 | 64 if is_hex(word) => "[hex]".to_owned(),
            10 if is_code(word) => "[receipt]".to_owned(),
            _ => word.to_owned(),
        }
    }
}

/// `SH2026-ABCD-0001` as `SH2026-[device]-0001`.
fn mark_devices(text: &str) -> String {
    let mut parts: Vec<String> = text.split('-').map(str::to_owned).collect();
    for at in 1..parts.len().saturating_sub(1) {
        let before = parts[at - 1].ends_with("2026");
        if before && parts[at].len() == 4 && parts[at + 1].starts_with("000") {
            parts[at] = "[device]".to_owned();
        }
    }
    parts.join("-")
}

fn is_id(text: &str) -> bool {
    text.len() == 26 && text.chars().all(|letter| letter.is_ascii_lowercase() || ('2'..='7').contains(&letter))
}

/// A file of this repository.
pub(crate) fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}
