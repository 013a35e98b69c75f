//! The two programs as processes: devices, each a data directory under `taizhang`, and a relay on loopback.

use std::{
    fs,
    io::{BufRead as _, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    sync::OnceLock,
    time::SystemTime,
};

use serde_json::Value;

/// Where the repository is.
#[must_use]
pub fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// The folder with both programs. They stand beside the tests, where the workspace was built as a whole; what is missing
/// or older than its sources is built now.
#[must_use]
pub fn folder() -> PathBuf {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    let find = || {
        let test = std::env::current_exe().unwrap();
        // Tests stand a folder further down than programs.
        let beside = test.parent().unwrap();
        let folder = if beside.ends_with("deps") { beside.parent().unwrap() } else { beside }.to_owned();
        let is_current = |program: &str, rooms: &[&str]| {
            let built = fs::metadata(folder.join(program)).and_then(|file| file.modified()).ok();
            let written = rooms.iter().filter_map(|room| newest(&repository().join(room))).max();
            built >= written
        };
        let device = [
            "crates/cli/src",
            "crates/desk/src",
            "crates/model/src",
            "crates/wire/src",
            "crates/tables/src",
            "client-core/src",
            "crates/sqlite",
        ];
        let relay = ["server/src", "crates/model/src", "crates/wire/src", "crates/sqlite"];
        if !is_current("taizhang", &device) || !is_current("taizhang-relay", &relay) {
            let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
            let mut build = Command::new(cargo);
            build.args(["build", "--quiet", "--package", "taizhang", "--package", "taizhang-relay"]);
            if folder.ends_with("release") {
                build.arg("--release");
            }
            build.arg("--target-dir").arg(folder.parent().unwrap()).current_dir(repository());
            assert!(build.status().unwrap().success(), "the programs do not build");
        }
        folder
    };
    FOLDER.get_or_init(find).clone()
}

fn newest(room: &Path) -> Option<SystemTime> {
    let entries = fs::read_dir(room).ok()?.filter_map(Result::ok);
    entries
        .filter_map(|entry| {
            let path = entry.path();
            if path.is_dir() { newest(&path) } else { fs::metadata(&path).and_then(|file| file.modified()).ok() }
        })
        .max()
}

/// What every device here opens with; a guess costs as little as may be.
pub const SECRETS: [(&str, &str); 3] = [
    ("TAIZHANG_PASSPHRASE", "一只花猫坐在门口"),
    ("TAIZHANG_BACKUP_PASSPHRASE", "一把备用的老钥匙"),
    ("TAIZHANG_PASSPHRASE_MEMORY", "64"),
];

/// One device: a data directory.
#[derive(Clone, Debug)]
pub struct Device {
    /// The directory.
    pub data: PathBuf,
}

/// A call that failed.
#[derive(Debug)]
pub struct Failed {
    /// Its exit status.
    pub exit: i32,
    /// What it said: `code`, `message`, and what else is in `error`.
    pub error: Value,
}

impl Failed {
    /// The stable code.
    #[must_use]
    pub fn code(&self) -> &str {
        self.error["code"].as_str().unwrap_or_default()
    }
}

impl Device {
    /// A device under a folder.
    #[must_use]
    pub fn in_folder(folder: &Path, name: &str) -> Self {
        Self { data: folder.join(name) }
    }

    /// A call, not started yet. It answers in JSON.
    #[must_use]
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(folder().join("taizhang"));
        command.arg("--json").arg("--data").arg(&self.data).args(arguments);
        command.envs(SECRETS).env_remove("TAIZHANG_LOG").env("LC_ALL", "C.UTF-8").stdin(Stdio::null());
        command
    }

    /// Calls, and gives the answer or the failure.
    ///
    /// # Errors
    /// What the program said.
    ///
    /// # Panics
    /// Where it died, or what it printed is not one JSON document.
    pub fn call(&self, arguments: &[&str]) -> Result<Value, Failed> {
        read_outcome(&self.command(arguments).output().unwrap(), arguments)
    }

    /// Calls, and gives the answer.
    ///
    /// # Panics
    /// Where it fails.
    #[must_use]
    pub fn ok(&self, arguments: &[&str]) -> Value {
        self.call(arguments).unwrap_or_else(|failed| panic!("{}: {arguments:?}: {failed:?}", self.data.display()))
    }

    /// Calls, and gives the failure.
    ///
    /// # Panics
    /// Where it succeeds.
    #[must_use]
    pub fn fails(&self, arguments: &[&str]) -> Failed {
        match self.call(arguments) {
            Ok(answer) => panic!("{arguments:?} succeeded: {answer}"),
            Err(failed) => failed,
        }
    }

    /// What a person can see of the device: its status, and every case with its history.
    #[must_use]
    pub fn seen(&self) -> Value {
        let cases = self.ok(&["case", "list", "--limit", "100000"]);
        let ids: Vec<String> = cases["cases"].as_array().unwrap().iter().map(|case| text(&case["id"])).collect();
        let story = |id: &String| (id.clone(), self.ok(&["case", "history", id]));
        let stories: serde_json::Map<_, _> = ids.iter().map(story).collect();
        serde_json::json!({"status": self.ok(&["status"]), "cases": cases, "stories": stories})
    }
}

/// Reads what a finished call printed.
///
/// # Errors
/// What the program said.
///
/// # Panics
/// Where it died, or what it printed is not one JSON document.
pub fn read_outcome(output: &Output, arguments: &[&str]) -> Result<Value, Failed> {
    let (stdout, stderr) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    let exit = output.status.code().unwrap_or_else(|| panic!("{arguments:?} died: {stderr}"));
    if exit == 0 {
        return Ok(serde_json::from_str(&stdout).unwrap_or_else(|error| panic!("{arguments:?}: {error}: {stdout}")));
    }
    let said: Value = serde_json::from_str(&stderr).unwrap_or_else(|error| panic!("{arguments:?}: {error}: {stderr}"));
    assert!(stdout.is_empty(), "{arguments:?} failed and answered: {stdout}");
    Err(Failed { exit, error: said["error"].clone() })
}

/// A JSON string's text.
///
/// # Panics
/// Where it is none.
#[must_use]
pub fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}")).to_owned()
}

/// A relay that serves. It is killed when it is dropped.
#[derive(Debug)]
pub struct Relay {
    child: Child,
    home: PathBuf,
    /// Where it listens.
    pub url: String,
}

impl Relay {
    /// Sets a data directory up for a county, at a port that the system chose.
    pub fn init(home: &Path, authority: &str) {
        let mut command = Command::new(folder().join("taizhang-relay"));
        command.args(["init", "--authority", authority, "--data"]).arg(home);
        assert!(command.output().unwrap().status.success());
    }

    /// Starts serving, and returns once it listens. An address given is kept, so that a relay comes back where it was.
    #[must_use]
    pub fn serve(home: &Path, listen: Option<&str>) -> Self {
        let log = fs::File::options().create(true).append(true).open(home.join("log.jsonl")).unwrap();
        let mut command = Command::new(folder().join("taizhang-relay"));
        command.args(["serve", "--listen", listen.unwrap_or("127.0.0.1:0"), "--data"]).arg(home);
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(log).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let ready: Value = serde_json::from_str(&line).unwrap_or_else(|_| {
            panic!("the relay did not start: {}", fs::read_to_string(home.join("log.jsonl")).unwrap_or_default())
        });
        Self { child, home: home.to_owned(), url: format!("http://{}", text(&ready["listening"])) }
    }

    /// `kill -9`, and nothing else.
    pub fn kill(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    /// Serves again, at the same address.
    pub fn start_again(&mut self) {
        self.kill();
        let listen = self.url.trim_start_matches("http://").to_owned();
        *self = Self::serve(&self.home.clone(), Some(&listen));
    }
}

impl Drop for Relay {
    fn drop(&mut self) {
        self.kill();
    }
}

/// A relay and three offices' devices, all enrolled.
pub struct Offices {
    /// Everything is in here.
    pub folder: tempfile::TempDir,
    /// The relay.
    pub relay: Relay,
    /// The administrator's.
    pub county: Device,
    /// The township's.
    pub town: Device,
    /// The village's.
    pub village: Device,
}

impl Offices {
    /// Sets them up.
    #[must_use]
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let [county, town, village] = ["county", "town", "village"].map(|name| Device::in_folder(folder.path(), name));
        let founded =
            county.ok(&["county", "found", "--name", "清河县", "--code", "QH", "--admin", "李建国", "--title", "局长"]);
        let home = folder.path().join("relay");
        Relay::init(&home, &text(&founded["authority"]));
        let relay = Relay::serve(&home, None);
        let _ = county.ok(&["office", "add", "--name", "石桥镇", "--code", "SQ", "--kind", "township"]);
        let _ = county.ok(&[
            "office",
            "add",
            "--name",
            "三合村",
            "--code",
            "SH",
            "--kind",
            "village",
            "--parent",
            "石桥镇",
        ]);
        let offices = Self { folder, relay, county, town, village };
        for (office, name) in [("石桥镇", "王芳"), ("三合村", "赵强")] {
            let _ =
                offices.county.ok(&["staff", "add", "--office", office, "--name", name, "--title", "主任", "--head"]);
        }
        let codes = ["王芳", "赵强"].map(|name| offices.invite(name));
        offices.sync(&offices.county);
        for (device, code) in [&offices.town, &offices.village].into_iter().zip(codes) {
            let _ = device.ok(&["enrol", "take", &code, "--relay", &offices.relay.url]);
        }
        offices.sync_all();
        offices
    }

    /// A code for one more device of a member of staff.
    #[must_use]
    pub fn invite(&self, staff: &str) -> String {
        text(&self.county.ok(&["enrol", "invite", "--staff", staff])["code"])
    }

    /// The three devices.
    #[must_use]
    pub fn devices(&self) -> [&Device; 3] {
        [&self.county, &self.town, &self.village]
    }

    /// Syncs a device.
    pub fn sync(&self, device: &Device) {
        let _ = device.ok(&["sync", "--relay", &self.relay.url]);
    }

    /// Syncs all devices, twice: what the last one brought reaches the first.
    pub fn sync_all(&self) {
        for _ in 0..2 {
            self.devices().into_iter().for_each(|device| self.sync(device));
        }
    }
}

impl Default for Offices {
    fn default() -> Self {
        Self::new()
    }
}
