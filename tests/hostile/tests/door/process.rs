//! The relay as a process of its own, so that its memory can be read: this test's binary, started again.

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::SocketAddr,
    path::Path,
    process::{Child, Command, Stdio},
    sync::Arc,
};

use taizhang_relay::{Clock, Config, Server, log::conformance::county};
use taizhang_wire::{Answer, Epoch, Item, PushAnswers};
use tempfile::TempDir;

use crate::{
    asking::{asked, state},
    served::{Answered, NOW_MS, county_key, exchange, request, text},
};

const HOME: &str = "TAIZHANG_HOSTILE_RELAY";
const LISTENING: &str = "the relay listens on ";

/// The child: a relay over the data in its folder, until nobody holds its standard input any more.
#[test]
fn relay() {
    let Some(home) = std::env::var_os(HOME) else { return };
    let home = Path::new(&home);
    let config = Config::load(&home.join("relay.toml"), []).unwrap();
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let clock: Clock = Arc::new(|| NOW_MS);
        let server = Server::start(home, config, Epoch([0xe0; 16]), clock).await.unwrap();
        // The harness has begun a line of its own.
        writeln!(std::io::stdout(), "\n{LISTENING}{}", server.address()).unwrap();
        let held = tokio::task::spawn_blocking(|| std::io::stdin().read_to_end(&mut Vec::new()));
        held.await.unwrap().unwrap();
        server.stop().await.unwrap();
    });
}

/// A relay with the county set up. It ends with this.
pub(crate) struct Process {
    child: Child,
    pub(crate) address: SocketAddr,
    _home: TempDir,
}

impl Process {
    pub(crate) async fn start(adjust: impl FnOnce(&mut Config)) -> Self {
        let home = tempfile::tempdir().unwrap();
        let mut config = Config::new(county_key());
        config.listen = "127.0.0.1:0".parse().unwrap();
        adjust(&mut config);
        std::fs::write(home.path().join("relay.toml"), config.text()).unwrap();
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "process::relay", "--nocapture", "--test-threads=1"])
            .env(HOME, home.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
        let address =
            lines.filter_map(|line| line.strip_prefix(LISTENING).map(|address| address.parse().unwrap())).next();
        let relay = Self { child, address: address.expect("the relay starts"), _home: home };
        let items: Vec<_> = county::directory().into_iter().map(Item::Control).collect();
        let answer = relay.send(&text("POST", "/v1/bootstrap", None, &request(&items))).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        relay
    }

    pub(crate) async fn send(&self, request: &[u8]) -> Answered {
        exchange(self.address, request).await
    }

    pub(crate) async fn push(&self, office: usize, items: &[Item]) -> Vec<Answer> {
        let answer = self.send(&asked(office, "POST", "/v1/push", &request(items))).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        PushAnswers::decode(&answer.body).unwrap().answers
    }

    /// The most memory that it held at once, in KiB, since it was last told to forget.
    pub(crate) fn peak_kib(&self) -> u64 {
        self.status("VmHWM:")
    }

    /// Does something hostile. After it, what the offices read must be the same byte for byte; during it, the process must not
    /// have grown beyond what it was by more than this.
    pub(crate) async fn withstands(&self, grown_mib_max: u64, attack: impl AsyncFnOnce()) {
        let before = state(self.address).await;
        let resident_kib = self.status("VmRSS:");
        std::fs::write(format!("/proc/{}/clear_refs", self.child.id()), "5").unwrap();
        attack().await;
        let grown_mib = self.peak_kib().saturating_sub(resident_kib) / 1024;
        assert!(grown_mib <= grown_mib_max, "it grew by {grown_mib} MiB, beyond {grown_mib_max}");
        assert_eq!(state(self.address).await, before, "nothing has changed");
    }

    fn status(&self, name: &str) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap();
        line.trim().trim_end_matches(" kB").parse().unwrap()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
