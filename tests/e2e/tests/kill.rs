//! `kill -9` of the relay and of clients at random moments. The parent keeps a journal of what was acknowledged: to a
//! person, by a command that ended well, and to a device, by a sync after which nothing was unsent. None of it is ever
//! lost.
//!
//! `TAIZHANG_KILL_CYCLES` says how many cycles (50), `TAIZHANG_KILL_SEED` which story (1).
#![allow(clippy::unwrap_used, reason = "it is a test, its fixtures included")]

use std::{
    collections::{BTreeMap, BTreeSet},
    process::{Child, Output, Stdio},
    time::Duration,
};

use serde_json::Value;
use taizhang_e2e::{
    dice::Dice,
    programs::{Device, Offices, read_outcome, repository, text},
};

/// A refusal of the network is the only failure that a killed relay may cause.
const NETWORK: i32 = 4;

/// What a person was told is done: words that stand in no other act, and the case they were written in.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Acknowledged {
    words: String,
    case: String,
}

/// How long to let something run before it is killed, so that it is hit about as often as it is missed.
struct Fuse {
    us_max: u64,
}

impl Fuse {
    const fn new() -> Self {
        Self { us_max: 20_000 }
    }

    fn wait(&self, dice: &mut Dice) {
        // It may end early, which is as good a moment as any.
        std::thread::park_timeout(Duration::from_micros(dice.below(self.us_max)));
    }

    fn learn(&mut self, hit: bool) {
        self.us_max = if hit { self.us_max * 5 / 4 } else { self.us_max * 4 / 5 }.clamp(500, 2_000_000);
    }
}

struct Story {
    offices: Offices,
    dice: Dice,
    words: usize,
    cases: Vec<String>,
    journal: BTreeSet<Acknowledged>,
    /// What was acknowledged on a device and has not been in a sync since.
    pending: BTreeMap<usize, BTreeSet<Acknowledged>>,
    /// What the relay is known to hold.
    held: BTreeSet<Acknowledged>,
    fuse: Fuse,
    clients_killed: usize,
    relays_killed: usize,
}

/// A command that was started.
struct Started {
    child: Child,
    arguments: Vec<String>,
    words: String,
    case: Option<String>,
}

impl Story {
    fn begin(seed: u64) -> Self {
        let mut story = Self {
            offices: Offices::new(),
            dice: Dice::new(seed),
            words: 0,
            cases: Vec::new(),
            journal: BTreeSet::new(),
            pending: BTreeMap::new(),
            held: BTreeSet::new(),
            fuse: Fuse::new(),
            clients_killed: 0,
            relays_killed: 0,
        };
        for at in 0..3 {
            let started = story.start(at, 0);
            let output = started.child.wait_with_output().unwrap();
            story.note(at, &started.arguments, &started.words, started.case, &output);
        }
        story.offices.sync_all();
        story
    }

    fn device(&self, at: usize) -> Device {
        self.offices.devices()[at].clone()
    }

    /// Starts a random command on a device; of kind 0, it registers a case.
    fn start(&mut self, at: usize, kind: u64) -> Started {
        self.words += 1;
        let words = format!("第{:05}句", self.words);
        let case = self.cases.get(self.dice.below(self.cases.len().max(1) as u64) as usize).cloned();
        let line = |parts: &[&str]| parts.iter().map(|part| (*part).to_owned()).collect::<Vec<_>>();
        let (arguments, case) = match (kind, case) {
            (1, Some(case)) => (line(&["case", "edit", &case, "--area", &words]), Some(case)),
            (2, Some(case)) => (line(&["case", "edit", &case, "--add-claim", &words]), Some(case)),
            (3..=6, Some(case)) => (line(&["act", "note", &case, "--text", &words]), Some(case)),
            // Of the village, whose cases all three may read.
            _ => (line(&["case", "register", "--home", "三合村", "--title", &words]), None),
        };
        let plain: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let mut command = self.device(at).command(&plain);
        let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        Started { child, arguments, words, case }
    }

    /// Reads what a command that was not killed has answered, and keeps it in the journal. A case of another office that
    /// has not come here yet is the only thing that may be refused.
    fn note(&mut self, at: usize, arguments: &[String], words: &str, case: Option<String>, output: &Output) {
        let plain: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let answer = match read_outcome(output, &plain) {
            Ok(answer) => answer,
            Err(failed) => {
                assert_eq!(failed.code(), "unknown_case", "{arguments:?}: {failed:?}");
                return;
            }
        };
        let case = case.unwrap_or_else(|| {
            self.cases.push(text(&answer["case"]));
            text(&answer["case"])
        });
        let acknowledged = Acknowledged { words: words.to_owned(), case };
        self.journal.insert(acknowledged.clone());
        self.pending.entry(at).or_default().insert(acknowledged);
    }

    /// A command that may be killed at any moment.
    fn act(&mut self, at: usize, kill: bool) {
        let kind = self.dice.below(7);
        let mut started = self.start(at, kind);
        if kill {
            self.fuse.wait(&mut self.dice);
            let _ = started.child.kill();
        }
        let Started { child, arguments, words, case } = started;
        let output = child.wait_with_output().unwrap();
        if kill {
            self.fuse.learn(output.status.code().is_none());
            self.clients_killed += usize::from(output.status.code().is_none());
        }
        if output.status.code().is_some() {
            self.note(at, &arguments, &words, case, &output);
        }
    }

    /// A sync that meets with a kill: of itself, of the relay, or of neither; and sometimes with a command in a second
    /// process on the same data directory.
    fn sync(&mut self, at: usize) {
        let url = self.offices.relay.url.clone();
        let arguments = ["sync", "--relay", &url];
        let before = self.pending.get(&at).cloned().unwrap_or_default();
        let mut command = self.device(at).command(&arguments);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let strike = self.dice.below(5);
        if self.dice.below(3) == 0 {
            self.act(at, false);
        }
        match strike {
            0 | 1 => {
                self.fuse.wait(&mut self.dice);
                self.offices.relay.kill();
                self.relays_killed += 1;
                self.offices.relay.start_again();
            }
            2 | 3 => {
                self.fuse.wait(&mut self.dice);
                let _ = child.kill();
            }
            _ => {}
        }
        let output = child.wait_with_output().unwrap();
        let ended = output.status.code().is_some();
        if strike == 2 || strike == 3 {
            self.fuse.learn(!ended);
            self.clients_killed += usize::from(!ended);
        }
        if !ended {
            return;
        }
        match read_outcome(&output, &arguments) {
            Ok(answer) => {
                assert_eq!(
                    (&answer["quarantined"], &answer["refused"]),
                    (&Value::from(0), &Value::from(0)),
                    "{answer}"
                );
                // What was there before it began has reached the relay; what a second process wrote meanwhile, perhaps.
                let pending = self.pending.entry(at).or_default();
                pending.retain(|acknowledged| !before.contains(acknowledged));
                self.held.extend(before);
            }
            Err(failed) => assert_eq!(failed.exit, NETWORK, "{failed:?}"),
        }
    }

    fn cycle(&mut self) {
        for _ in 0..2 {
            let at = self.dice.below(3) as usize;
            let kill = self.dice.below(2) == 0;
            self.act(at, kill);
        }
        let at = self.dice.below(3) as usize;
        self.sync(at);
    }
}

/// A device's stories, by case, without what only the device itself knows.
fn stories(device: &Device) -> BTreeMap<String, Value> {
    let mut stories = BTreeMap::new();
    for line in device.ok(&["case", "list", "--limit", "100000"])["cases"].as_array().unwrap() {
        let case = text(&line["id"]);
        let mut story = device.ok(&["case", "history", &case]);
        for entry in story["entries"].as_array_mut().unwrap() {
            entry.as_object_mut().unwrap().remove("at_relay");
        }
        stories.insert(case, story);
    }
    stories
}

fn assert_holds(stories: &BTreeMap<String, Value>, journal: &BTreeSet<Acknowledged>, who: &str) {
    for Acknowledged { words, case } in journal {
        let told = stories.get(case).is_some_and(|story| story.to_string().contains(words));
        assert!(told, "{who} lacks {words:?} of case {case}, which was acknowledged");
    }
}

fn number(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(otherwise)
}

#[test]
fn nothing_that_was_acknowledged_is_lost_to_kill_9() {
    let (cycles, seed) = (number("TAIZHANG_KILL_CYCLES", 50), number("TAIZHANG_KILL_SEED", 1));
    println!("TAIZHANG_KILL_SEED={seed} TAIZHANG_KILL_CYCLES={cycles}");
    let mut story = Story::begin(seed);
    // A second device of the county, which asks the relay only at the end: it sees what the relay holds and no more.
    let witness = Device::in_folder(story.offices.folder.path(), "witness");
    let code = story.offices.invite("李建国");
    story.offices.sync(&story.offices.county);
    let _ = witness.ok(&["enrol", "take", &code, "--relay", &story.offices.relay.url]);
    for _ in 0..cycles {
        story.cycle();
    }
    story.offices.relay.start_again();
    story.offices.sync(&witness);
    assert_holds(&stories(&witness), &story.held, "the relay");

    for _ in 0..2 {
        story.offices.sync_all();
    }
    let seen: Vec<_> = story.offices.devices().into_iter().map(stories).collect();
    for (device, stories) in story.offices.devices().into_iter().zip(&seen) {
        let who = device.data.display().to_string();
        assert_holds(stories, &story.journal, &who);
        let status = device.ok(&["status"]);
        assert_eq!(device.ok(&["quarantine", "list"])["items"].as_array().map(Vec::len), Some(0), "{who}");
        for count in ["unsent", "refused", "waiting", "quarantined"] {
            assert_eq!(status[count], 0, "{who}: {status}");
        }
        assert!(stories == &seen[0], "{who} and the county tell the same stories, change by change");
    }
    println!(
        "{} acknowledged, {} of them known to be at the relay; killed {} clients, {} relays",
        story.journal.len(),
        story.held.len(),
        story.clients_killed,
        story.relays_killed
    );
    assert!(story.journal.len() as u64 >= cycles / 2 && story.held.len() as u64 >= cycles / 4);
    assert!(cycles < 20 || story.clients_killed > 0 && story.relays_killed > 0);
}

/// Starts a command, kills it at a random moment, and gives its answer where it came before that.
fn killed(device: &Device, arguments: &[&str], fuse: &mut Fuse, dice: &mut Dice) -> Option<Value> {
    let mut command = device.command(arguments);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    fuse.wait(dice);
    let _ = child.kill();
    let output = child.wait_with_output().unwrap();
    fuse.learn(output.status.code().is_none());
    output.status.code()?;
    Some(read_outcome(&output, arguments).unwrap_or_else(|failed| panic!("{arguments:?}: {failed:?}")))
}

#[test]
fn an_enrolment_that_was_killed_is_taken_up_again_with_the_same_code() {
    let (mut dice, mut fuse) = (Dice::new(number("TAIZHANG_KILL_SEED", 1)), Fuse::new());
    let offices = Offices::new();
    let codes: Vec<String> = (0..12).map(|_| offices.invite("王芳")).collect();
    offices.sync(&offices.county);
    for (n, code) in codes.iter().enumerate() {
        let device = Device::in_folder(offices.folder.path(), &format!("device-{n}"));
        let take = ["enrol", "take", code, "--relay", &offices.relay.url];
        if killed(&device, &take, &mut fuse, &mut dice).is_none() {
            // Killed after it was whole, it is enrolled; then the code is refused as an enrolment too many, and no other way.
            match device.call(&take) {
                Ok(_) => {}
                Err(failed) => assert_eq!(failed.code(), "already_enrolled", "{failed:?}"),
            }
        }
        offices.sync(&device);
        let _ = register_on(&device);
        offices.sync(&device);
        assert_eq!(device.ok(&["status"])["unsent"], 0);
    }
    offices.sync_all();
    assert_eq!(offices.county.ok(&["case", "list"])["cases"].as_array().map(Vec::len), Some(codes.len()));
}

fn register_on(device: &Device) -> Value {
    device.ok(&["case", "register", "--title", "围墙占道"])
}

#[test]
fn an_import_that_was_killed_is_whole_or_has_not_been() {
    let (mut dice, mut fuse) = (Dice::new(number("TAIZHANG_KILL_SEED", 1)), Fuse::new());
    fuse.us_max = 400_000;
    let folder = tempfile::tempdir().unwrap();
    let sheet = repository().join("tests/data/township-ledger.xlsx").display().to_string();
    for n in 0..8 {
        let device = Device::in_folder(folder.path(), &format!("county-{n}"));
        let _ =
            device.ok(&["county", "found", "--name", "清河县", "--code", "QH", "--admin", "李建国", "--title", "局长"]);
        let rows = device.ok(&["import", &sheet])["importable"].as_u64().unwrap();
        let acknowledged = killed(&device, &["import", &sheet, "--apply"], &mut fuse, &mut dice).is_some();
        let cases = device.ok(&["status"])["cases"].as_u64().unwrap();
        assert!(cases == rows || cases == 0 && !acknowledged, "{cases} of {rows}, acknowledged: {acknowledged}");
        let _ = device.ok(&["import", &sheet, "--apply"]);
        assert_eq!(device.ok(&["status"])["cases"], rows, "and not twice");
    }
}
