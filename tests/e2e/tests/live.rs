//! Two offices that watch, a relay that restarts in between, and a relay that comes back with an older copy of its data.
#![allow(clippy::unwrap_used, reason = "it is a test, its fixtures included")]

use std::{
    fs,
    io::{BufRead as _, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
    sync::mpsc::{Receiver, sync_channel},
    time::Duration,
};

use taizhang_e2e::programs::{Device, Offices, Relay, folder, text};

/// Longer than any of this takes: only so that a test that fails ends.
const PATIENCE: Duration = Duration::from_secs(120);
/// Lines that may wait to be read.
const LINES_MAX: usize = 1_024;

/// A device that stays in sync until it is dropped.
struct Watching {
    child: Child,
    device: Device,
    lines: Receiver<String>,
}

impl Watching {
    /// Starts, and returns when everything that was there is here.
    fn start(device: &Device, url: &str) -> Self {
        let mut command = device.command(&["sync", "--watch", "--relay", url]);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let (send, lines) = sync_channel(LINES_MAX);
        let stdout = BufReader::new(child.stdout.take().unwrap());
        let read = move || stdout.lines().map_while(Result::ok).all(|line| send.send(line).is_ok());
        std::thread::Builder::new().spawn(read).unwrap();
        Self { child, device: device.clone(), lines }
    }

    /// Waits, from one line that it prints to the next, until the device shows what is asked for.
    fn until(&self, what: &str, shown: impl Fn(&Device) -> bool) {
        while !shown(&self.device) {
            let line = self.lines.recv_timeout(PATIENCE);
            assert!(line.is_ok(), "{}: {what} has not come", self.device.data.display());
        }
    }

    fn until_case(&self, title: &str) {
        self.until(title, |device| has_case(device, title));
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn has_case(device: &Device, title: &str) -> bool {
    let cases = device.ok(&["case", "list"]);
    cases["cases"].as_array().unwrap().iter().any(|case| case["title"] == title)
}

fn register(device: &Device, title: &str) -> String {
    text(&device.ok(&["case", "register", "--home", "三合村", "--title", title])["case"])
}

#[test]
fn an_edit_at_one_office_appears_at_the_other_also_after_the_relay_restarted() {
    let mut offices = Offices::new();
    let url = offices.relay.url.clone();
    let (town, village) = (Watching::start(&offices.town, &url), Watching::start(&offices.village, &url));
    let case = register(&offices.town, "围墙占道");
    village.until_case("围墙占道");
    let _ = offices.village.ok(&["act", "note", &case, "--text", "已到现场查看"]);
    town.until("the note", |device| device.ok(&["case", "history", &case]).to_string().contains("已到现场查看"));

    offices.relay.start_again();
    let _ = register(&offices.village, "水渠渗漏");
    town.until_case("水渠渗漏");

    // What was written while there was no relay at all goes out when it is back.
    offices.relay.kill();
    let _ = register(&offices.town, "宅基地边界");
    offices.relay.start_again();
    village.until_case("宅基地边界");
    drop((town, village));
    for device in offices.devices() {
        assert_eq!(device.ok(&["status"])["quarantined"], 0);
    }
}

fn copy(from: &Path, to: &Path, files: &[&str]) {
    fs::create_dir_all(to).unwrap();
    for file in files {
        let _ = fs::remove_file(to.join(file));
        if from.join(file).exists() {
            fs::copy(from.join(file), to.join(file)).unwrap();
        }
    }
}

/// What a backup of the relay holds: its database; and where somebody copied the folder, the witness of its epoch too.
fn a_restored_relay_is_given_back_what_it_lost(files: &[&str], by_hand: bool) {
    let mut offices = Offices::new();
    let home = offices.folder.path().join("relay");
    // A second device of the township, which asks the relay only at the end.
    let late = Device::in_folder(offices.folder.path(), "late");
    let code = offices.invite("王芳");
    offices.sync(&offices.county);
    let _ = late.ok(&["enrol", "take", &code, "--relay", &offices.relay.url]);
    let before = register(&offices.village, "围墙占道");
    offices.sync_all();

    let backup = offices.folder.path().join("backup");
    offices.relay.kill();
    copy(&home, &backup, files);
    offices.relay.start_again();
    let _ = offices.town.ok(&["act", "accept", &before]);
    let lost = register(&offices.village, "水渠渗漏");
    let _ = offices.town.ok(&["act", "note", &before, "--text", "备份之后的记录"]);
    offices.sync_all();
    let epoch = offices.town.ok(&["status"])["cursor"]["epoch"].clone();

    offices.relay.kill();
    copy(&backup, &home, &["relay.db", "relay.db-wal", "relay.db-shm"]);
    copy(&backup, &home, files);
    if by_hand {
        let mut command = Command::new(folder().join("taizhang-relay"));
        command.args(["new-epoch", "--data"]).arg(&home);
        assert!(command.output().unwrap().status.success());
    }
    let listen = offices.relay.url.trim_start_matches("http://").to_owned();
    offices.relay = Relay::serve(&home, Some(&listen));
    // Written before anybody knows of the relay's misfortune.
    let new = register(&offices.town, "噪声扰民");
    offices.sync_all();
    assert_ne!(offices.town.ok(&["status"])["cursor"]["epoch"], epoch, "the relay has a new epoch");

    offices.sync(&late);
    for case in [&before, &lost, &new] {
        assert_eq!(
            late.ok(&["case", "history", case])["entries"].as_array().unwrap().len(),
            offices.village.ok(&["case", "history", case])["entries"].as_array().unwrap().len(),
        );
    }
    assert!(late.ok(&["case", "history", &before]).to_string().contains("备份之后的记录"));
    for device in offices.devices().into_iter().chain([&late]) {
        let status = device.ok(&["status"]);
        for count in ["unsent", "refused", "waiting", "quarantined"] {
            assert_eq!(status[count], 0, "{}: {status}", device.data.display());
        }
    }
}

#[test]
fn a_relay_whose_database_was_put_back_is_given_back_what_it_lost() {
    a_restored_relay_is_given_back_what_it_lost(&["relay.db", "relay.db-wal"], false);
}

#[test]
fn a_relay_whose_whole_folder_was_put_back_is_given_back_what_it_lost() {
    a_restored_relay_is_given_back_what_it_lost(&["relay.db", "relay.db-wal", "epoch-witness"], true);
}
