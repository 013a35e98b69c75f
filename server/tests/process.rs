//! The real binary: set up, served, stopped, put back from a backup.
#![allow(clippy::unwrap_used, reason = "it is a test, its fixtures included")]

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    path::Path,
    process::{Child, Command, Stdio},
    sync::atomic::{AtomicU64, Ordering},
};

use ed25519_dalek::SigningKey;
use serde_bytes::ByteBuf;
use taizhang_model::CaseId;
use taizhang_relay::log::conformance::county;
use taizhang_wire::{Item, PublicKey, PushRequest, RequestHead};

fn command() -> Command {
    Command::new(env!("CARGO_BIN_EXE_taizhang-relay"))
}

fn init(home: &Path) -> std::process::Output {
    let authority = PublicKey::of(&county::authority()).to_string();
    let arguments = ["init", "--authority", &authority, "--listen", "127.0.0.1:0", "--data"];
    command().args(arguments).arg(home).output().unwrap()
}

/// A running relay. It is killed when a test fails.
struct Running {
    child: Child,
    address: String,
}

impl Running {
    fn start(home: &Path) -> Self {
        Self::start_with(home, &[])
    }

    fn start_with(home: &Path, arguments: &[&str]) -> Self {
        let mut child = command()
            .args(["serve", "--data"])
            .arg(home)
            .args(arguments)
            .env("TAIZHANG_LOG", "debug")
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let line: serde_json::Value = serde_json::from_str(&line).unwrap();
        Self { child, address: line["listening"].as_str().unwrap().to_owned() }
    }

    fn ask(&self, method: &str, path: &str, body: &[u8]) -> String {
        self.send(method, path, "", body)
    }

    /// Asks with further header lines.
    fn send(&self, method: &str, path: &str, lines: &str, body: &[u8]) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let head = format!(
            "{method} {path} HTTP/1.1\r\nhost: relay\r\nconnection: close\r\n{lines}content-length: {}\r\n\r\n",
            body.len()
        );
        stream.write_all(&[head.as_bytes(), body].concat()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn set_up(&self) {
        let items = county::directory().into_iter().map(|control| ByteBuf::from(Item::Control(control).encode()));
        let answer = self.ask("POST", "/v1/bootstrap", &PushRequest { items: items.collect() }.encode());
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    }

    fn epoch(&self) -> String {
        let answer = self.ask("GET", "/v1/health", b"");
        let body: serde_json::Value = serde_json::from_str(answer.split("\r\n\r\n").nth(1).unwrap()).unwrap();
        body["epoch"].as_str().unwrap().to_owned()
    }

    fn tell(&self, signal: &str) {
        let told = Command::new("kill").args([signal, &self.child.id().to_string()]).status().unwrap();
        assert!(told.success());
    }

    /// Tells it to stop, and gives its exit status and its log.
    fn stop(mut self, signal: &str) -> (bool, String) {
        self.tell(signal);
        let mut log = String::new();
        self.child.stderr.take().unwrap().read_to_string(&mut log).unwrap();
        (self.child.wait().unwrap().success(), log)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn it_serves_until_it_is_told_to_stop_and_its_log_holds_no_words() {
    let home = tempfile::tempdir().unwrap();
    assert!(init(home.path()).status.success());
    let again = init(home.path());
    assert!(!again.status.success() && String::from_utf8_lossy(&again.stderr).contains("set up before"));
    let running = Running::start(home.path());
    running.set_up();
    let epoch = running.epoch();
    let (well, log) = running.stop("-TERM");
    assert!(well, "{log}");
    for line in log.lines() {
        let entry: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(entry["level"].is_string() && entry["timestamp"].is_string(), "{line}");
    }
    assert!(log.contains("/v1/bootstrap") && log.contains("stopped"), "{log}");
    for word in ["清河县", "单位", "张敏", "值班室", "干事"] {
        assert!(!log.contains(word), "{log}");
    }
    let running = Running::start(home.path());
    assert_eq!(running.epoch(), epoch);
    assert!(running.ask("POST", "/v1/bootstrap", b"").starts_with("HTTP/1.1 404"));
    assert!(running.stop("-INT").0);
}

/// A line of the log with this message, and with these fields.
fn logged(log: &str, message: &str, fields: &[(&str, &str)]) -> bool {
    log.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()).any(|entry| {
        let says = |(name, value): &(&str, &str)| entry["fields"][name] == *value;
        // A day, a time, and the letter that stands for UTC.
        assert!(entry["timestamp"].as_str().unwrap().ends_with('Z'), "{entry}");
        entry["fields"]["message"] == message && fields.iter().all(says)
    })
}

#[test]
fn a_refused_caller_stands_in_the_log() {
    let home = tempfile::tempdir().unwrap();
    assert!(init(home.path()).status.success());
    let running = Running::start(home.path());
    running.set_up();
    let (known, stranger) = (county::device(county::VILLAGE), county::spare_device(county::VILLAGE, 5));
    let name = |key: &SigningKey| PublicKey::of(key).device().to_string();
    let refused = |answer: String| {
        let id = answer.lines().find_map(|line| line.strip_prefix("x-request-id: ")).map(str::to_owned);
        id.unwrap_or_else(|| panic!("{answer}"))
    };
    let nobody = refused(running.ask("GET", "/v1/feed", b""));
    let unknown = refused(running.send("GET", "/v1/feed", &signed(&stranger, "GET", "/v1/feed", b""), b""));
    let lines = signed(&known, "GET", "/v1/feed", b"");
    assert!(running.send("GET", "/v1/feed", &lines, b"").starts_with("HTTP/1.1 200"));
    let again = refused(running.send("GET", "/v1/feed", &lines, b""));
    let path = format!("/v1/docs/{}/items", CaseId([9; 16]));
    let not_theirs = refused(running.send("GET", &path, &signed(&known, "GET", &path, b""), b""));
    let beyond_them = Item::Control(county::office_record(5, None, 1)).encode();
    let forged = county::envelope(county::VILLAGE, CaseId([9; 16]), 1, &[]);
    let items = [beyond_them, Item::encode(&forged)].map(ByteBuf::from).to_vec();
    let body = PushRequest { items }.encode();
    let answer = running.send("POST", "/v1/push", &signed(&known, "POST", "/v1/push", &body), &body);
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    let (well, log) = running.stop("-TERM");
    assert!(well, "{log}");

    let (known, stranger) = (name(&known), name(&stranger));
    for (id, code, device) in [
        (&nobody, "not_enrolled", None),
        (&unknown, "not_enrolled", Some(&stranger)),
        (&again, "replayed", Some(&known)),
        (&not_theirs, "not_found", Some(&known)),
    ] {
        let named = device.map(|device| ("device", device.as_str()));
        let fields: Vec<_> = [("request", id.as_str()), ("code", code)].into_iter().chain(named).collect();
        assert!(logged(&log, "refused", &fields), "{fields:?} in\n{log}");
    }
    assert!(log.lines().filter(|line| line.contains("\"refused\"")).all(|line| line.contains("127.0.0.1:")), "{log}");
    assert!(logged(&log, "a device was let in", &[("device", &known)]), "{log}");
    assert!(logged(&log, "answered", &[("device", &known), ("route", "/v1/feed")]), "{log}");
    assert!(logged(&log, "items were refused", &[("device", &known), ("code", "unknown_document")]), "{log}");
}

#[test]
fn a_device_that_takes_much_stands_in_the_log() {
    let home = tempfile::tempdir().unwrap();
    assert!(init(home.path()).status.success());
    let config = home.path().join("relay.toml");
    let text = std::fs::read_to_string(&config).unwrap();
    std::fs::write(&config, text.replace("documents_per_day = 2000", "documents_per_day = 2")).unwrap();
    let running = Running::start(home.path());
    running.set_up();
    let village = county::device(county::VILLAGE);
    let ask = |method: &str, path: &str, body: &[u8]| {
        let answer = running.send(method, path, &signed(&village, method, path, body), body);
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    };
    for nonce in 1..4 {
        let (doc, opening) = county::open(county::VILLAGE, &[county::VILLAGE], nonce);
        let items = [Item::Control(opening), county::envelope(county::VILLAGE, doc, 1, &[])];
        ask(
            "POST",
            "/v1/push",
            &PushRequest { items: items.map(|item| ByteBuf::from(item.encode())).to_vec() }.encode(),
        );
    }
    ask("GET", "/v1/feed", b"");
    ask("GET", "/v1/feed", b"");
    let (well, log) = running.stop("-TERM");
    assert!(well, "{log}");
    let device = PublicKey::of(&village).device().to_string();
    for message in ["a new device has read all that is its office's", "a device was given many documents in a day"] {
        let told = |line: &serde_json::Value| {
            let fields = &line["fields"];
            fields["message"] == message && fields["device"] == *device && fields["documents"] == 3
        };
        let lines = log.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
        assert_eq!(lines.filter(told).count(), 1, "{message} in\n{log}");
    }
}

#[test]
fn plain_http_in_the_open_is_warned_of() {
    let home = tempfile::tempdir().unwrap();
    assert!(init(home.path()).status.success());
    let warned = |arguments: &[&str]| {
        let (_, log) = Running::start_with(home.path(), arguments).stop("-TERM");
        log.lines().filter(|line| line.contains("WARN") && line.contains("plain HTTP")).count()
    };
    assert_eq!(warned(&["--metrics-listen", "127.0.0.1:0"]), 0);
    assert_eq!(warned(&["--listen", "0.0.0.0:0"]), 1);
    assert_eq!(warned(&["--listen", "0.0.0.0:0", "--metrics-listen", "0.0.0.0:0"]), 2);
}

#[test]
fn a_killed_relay_goes_on_and_a_restored_one_starts_a_new_epoch() {
    let home = tempfile::tempdir().unwrap();
    assert!(init(home.path()).status.success());
    let backup = home.path().join("backup");
    let copy = |from: &Path, to: &Path| {
        for name in ["relay.db", "relay.db-wal"] {
            let _ = std::fs::remove_file(to.join(name));
            let _ = std::fs::copy(from.join(name), to.join(name));
        }
    };
    std::fs::create_dir(&backup).unwrap();
    copy(home.path(), &backup);
    let running = Running::start(home.path());
    running.set_up();
    let epoch = running.epoch();
    running.stop("-KILL");

    let running = Running::start(home.path());
    assert_eq!(running.epoch(), epoch, "a crash loses nothing");
    assert!(running.ask("POST", "/v1/bootstrap", b"").starts_with("HTTP/1.1 404"));
    copy(home.path(), &backup);
    running.grow_and_stop(home.path());

    let _ = std::fs::remove_file(home.path().join("relay.db-shm"));
    copy(&backup, home.path());
    let running = Running::start(home.path());
    let second = running.epoch();
    assert_ne!(second, epoch, "the database went backwards");
    running.stop("-TERM");

    let forced = command().args(["new-epoch", "--data"]).arg(home.path()).output().unwrap();
    assert!(forced.status.success());
    let running = Running::start(home.path());
    let third = running.epoch();
    assert!(third != second && String::from_utf8_lossy(&forced.stdout).contains(&third));
    running.stop("-TERM");
    assert_eq!(Running::start(home.path()).epoch(), third);
}

impl Running {
    /// One more device comes in after the backup was taken.
    fn grow_and_stop(self, home: &Path) {
        let invite = ByteBuf::from(Item::Control(county::invite(county::VILLAGE, 1)).encode());
        let body = PushRequest { items: vec![invite] }.encode();
        let lines = signed(&county::device(county::COUNTY), "POST", "/v1/push", &body);
        let answer = self.send("POST", "/v1/push", &lines, &body);
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        assert!(home.join("epoch-witness").exists());
        self.stop("-TERM");
    }
}

/// A request's signature, as header lines, good once.
fn signed(key: &SigningKey, method: &str, path: &str, body: &[u8]) -> String {
    static NONCES: AtomicU64 = AtomicU64::new(1);
    let nonce = u128::from(NONCES.fetch_add(1, Ordering::Relaxed)).to_be_bytes();
    let county = PublicKey::of(&county::authority());
    let head = RequestHead::sign(key, &county, (method, path), body, now_ms(), nonce);
    head.headers().map(|(name, value)| format!("{name}: {value}\r\n")).concat()
}

#[expect(clippy::disallowed_methods, reason = "the relay under test is a process with the real clock")]
fn now_ms() -> i64 {
    let passed = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    i64::try_from(passed.as_millis()).unwrap()
}

#[test]
fn a_hang_up_reads_the_certificate_again_and_what_is_wrong_with_it_is_in_the_log() {
    let home = tempfile::tempdir().unwrap();
    assert!(init(home.path()).status.success());
    let certified = rcgen::generate_simple_self_signed(vec!["localhost".into()]).unwrap();
    let certificate = home.path().join("certificate.pem");
    std::fs::write(&certificate, certified.cert.pem()).unwrap();
    std::fs::write(home.path().join("key.pem"), certified.signing_key.serialize_pem()).unwrap();
    let mut config = std::fs::File::options().append(true).open(home.path().join("relay.toml")).unwrap();
    writeln!(config, "tls_certificate = \"certificate.pem\"\ntls_key = \"key.pem\"").unwrap();
    let mut running = Running::start(home.path());
    let mut log = BufReader::new(running.child.stderr.take().unwrap()).lines().map(Result::unwrap);
    let mut renewal = || log.find(|line| line.contains("the renewed TLS")).unwrap();
    running.tell("-HUP");
    assert!(renewal().contains("is in force"));
    std::fs::write(&certificate, "no certificate").unwrap();
    running.tell("-HUP");
    let refused = renewal();
    assert!(refused.contains("ERROR") && refused.contains("certificate.pem"), "{refused}");
    running.tell("-TERM");
    assert!(running.child.wait().unwrap().success());
    assert!(log.all(|line| !line.contains("PRIVATE KEY")));
}

#[test]
fn what_it_is_not_told_it_asks_for() {
    let home = tempfile::tempdir().unwrap();
    let unready = command().args(["serve", "--data"]).arg(home.path()).output().unwrap();
    assert!(!unready.status.success() && String::from_utf8_lossy(&unready.stderr).contains("taizhang-relay init"));
    let nowhere = command().arg("serve").output().unwrap();
    assert!(!nowhere.status.success() && String::from_utf8_lossy(&nowhere.stderr).contains("--data"));
    let short = command().args(["init", "--authority", "abc", "--data"]).arg(home.path()).output().unwrap();
    assert!(!short.status.success() && String::from_utf8_lossy(&short.stderr).contains("64"));
    assert!(!home.path().join("relay.toml").exists(), "nothing half-written");
}
