//! The county of the demo: its relay, its three offices, and how to call them.

use std::{
    io::{BufRead as _, BufReader},
    net::{Ipv4Addr, SocketAddr, TcpListener},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use anyhow::{Context as _, bail};
use serde_json::Value;

use crate::cargo;

/// One office's device: a data directory.
pub(crate) struct Office {
    /// What it is called in the report.
    pub(crate) title: &'static str,
    /// Its data directory.
    pub(crate) data: PathBuf,
}

/// The relay and everybody who speaks to it.
pub(crate) struct County {
    relay: Option<Child>,
    /// The relay's address.
    pub(crate) address: String,
    /// The county's petition office, which is the administrator too.
    pub(crate) county: Office,
    /// The township.
    pub(crate) town: Office,
    /// The village, which has no network at all: it joins by bundle files.
    pub(crate) village: Office,
}

/// A program that this workspace builds.
pub(crate) fn binary(name: &str) -> PathBuf {
    cargo::target().join("debug").join(name)
}

impl Office {
    /// Runs the command line on this device and reads its JSON.
    pub(crate) fn run(&self, now: &str, args: &[&str]) -> anyhow::Result<Value> {
        self.run_now(&[&["--now", now], args].concat())
    }

    /// The same by the real clock, as the relay's is: by that a code runs out.
    pub(crate) fn run_now(&self, args: &[&str]) -> anyhow::Result<Value> {
        let mut command = Command::new(binary("taizhang"));
        command.arg("--data").arg(&self.data).arg("--json").args(args);
        // A demonstration's cases are nobody's: its devices open with a passphrase that everybody may know.
        command.env("TAIZHANG_PASSPHRASE", "taizhang demo").env("TAIZHANG_PASSPHRASE_MEMORY", "64");
        let output = command.output().with_context(|| format!("cannot start taizhang {}", args.join(" ")))?;
        if !output.status.success() {
            let error = String::from_utf8_lossy(&output.stderr);
            bail!("{}: taizhang {} failed: {}", self.title, args.join(" "), error.trim());
        }
        serde_json::from_slice(&output.stdout).with_context(|| format!("taizhang {} gave no JSON", args.join(" ")))
    }
}

/// A text at a place in a JSON document.
pub(crate) fn text(value: &Value, pointer: &str) -> anyhow::Result<String> {
    let found = value.pointer(pointer).and_then(Value::as_str);
    found.map(str::to_owned).with_context(|| format!("no {pointer} in {value}"))
}

/// The port that the demonstration's relay has if it is free, so that what a browser keeps for it is found again.
const PORT: u16 = 8460;

/// An address on this machine that nobody listens on: with [`PORT`], else with any.
fn free_address() -> SocketAddr {
    let wished = SocketAddr::from((Ipv4Addr::LOCALHOST, PORT));
    if TcpListener::bind(wished).is_ok() { wished } else { (Ipv4Addr::LOCALHOST, 0).into() }
}

const MORNING: &str = "2026-11-02T08:00:00+08:00";

impl County {
    /// Founds the county, starts the relay, and lets the three offices in: two by the relay, the village by a bundle.
    pub(crate) fn set_up(folder: &Path) -> anyhow::Result<Self> {
        let office = |title, name: &str| Office { title, data: folder.join(name) };
        let (county, town, village) =
            (office("county", "county"), office("township", "town"), office("village", "village"));
        eprintln!("== founding the county, starting the relay");
        let founded = county.run(
            MORNING,
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
        )?;
        let relay_data = folder.join("relay");
        let init = Command::new(binary("taizhang-relay"))
            .arg("init")
            .arg("--data")
            .arg(&relay_data)
            .args(["--authority", &text(&founded, "/authority")?, "--listen", &free_address().to_string()])
            .output()?;
        if !init.status.success() {
            bail!("taizhang-relay init failed: {}", String::from_utf8_lossy(&init.stderr));
        }
        let log = std::fs::File::create(folder.join("relay.log"))?;
        let mut relay = Command::new(binary("taizhang-relay"))
            .arg("serve")
            .arg("--data")
            .arg(&relay_data)
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()?;
        let mut ready = String::new();
        BufReader::new(relay.stdout.take().context("the relay's output")?).read_line(&mut ready)?;
        let ready: Value = serde_json::from_str(&ready).context("the relay did not say where it listens")?;
        let address = format!("http://{}", text(&ready, "/listening")?);

        let places = [
            ("石桥镇", "SQ", "township", "清河县", "王芳", "镇长"),
            ("三合村", "SH", "village", "石桥镇", "赵强", "村委会主任"),
        ];
        for (name, code, kind, parent, head, title) in places {
            let office = ["office", "add", "--name", name, "--code", code, "--kind", kind, "--parent", parent];
            county.run(MORNING, &office)?;
            let staff = ["staff", "add", "--office", name, "--name", head, "--title", title, "--head"];
            county.run(MORNING, &staff)?;
        }
        let invite = |staff: &str| text(&county.run_now(&["enrol", "invite", "--staff", staff])?, "/code");
        let (town_code, village_code) = (invite("王芳")?, invite("赵强")?);
        county.run(MORNING, &["sync", "--relay", &address])?;
        eprintln!("== letting the township in over the relay, the village by a bundle file");
        town.run(MORNING, &["enrol", "take", &town_code, "--relay", &address, "--device-name", "镇办电脑"])?;
        let stick = folder.join("to-village.bundle");
        let stick = stick.to_string_lossy();
        county.run(MORNING, &["bundle", "export", &stick, "--for", "三合村"])?;
        village.run(MORNING, &["enrol", "take", &village_code, "--bundle", &stick, "--device-name", "村部手机"])?;
        Ok(Self { relay: Some(relay), address, county, town, village })
    }

    /// Each office, from the county down.
    pub(crate) fn all(&self) -> [&Office; 3] {
        [&self.county, &self.town, &self.village]
    }

    /// Serves until it is interrupted; the relay, which is interrupted with it, ends in order.
    pub(crate) fn serve_on(mut self) -> anyhow::Result<()> {
        let ended = self.relay.take().context("the relay is running")?.wait()?;
        if !ended.success() {
            bail!("the relay ended ({ended}): its log is relay.log beside the data");
        }
        Ok(())
    }

    /// Stops the relay and waits until it is gone.
    pub(crate) fn stop(&mut self) -> anyhow::Result<()> {
        if let Some(mut relay) = self.relay.take() {
            relay.kill()?;
            relay.wait()?;
        }
        Ok(())
    }
}

impl Drop for County {
    fn drop(&mut self) {
        let _ = self.stop();
    }
}
