//! The relay under measurement: the released binary as a process of its own, on loopback, in a directory of its own.

use std::{
    io::{BufRead as _, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use anyhow::Context as _;
use taizhang_wire::PublicKey;

/// A running relay. Dropping it ends the process.
#[derive(Debug)]
pub(crate) struct Relay {
    child: Child,
    /// Its address, as a client wants it.
    pub url: String,
    /// Its address.
    pub address: String,
}

/// The relay's binary: given, or beside this one.
pub(crate) fn binary(given: Option<PathBuf>) -> anyhow::Result<PathBuf> {
    let path = match given {
        Some(path) => path,
        None => std::env::current_exe()?.with_file_name("taizhang-relay"),
    };
    anyhow::ensure!(path.exists(), "no relay at {}: build it, or say where with --relay", path.display());
    Ok(path)
}

impl Relay {
    /// Sets a relay up for a county, and starts it.
    pub(crate) fn start(binary: &Path, home: &Path, county: &PublicKey) -> anyhow::Result<Self> {
        let init = Command::new(binary)
            .args(["init", "--listen", "127.0.0.1:0", "--authority", &county.to_string(), "--data"])
            .arg(home)
            .output()?;
        anyhow::ensure!(init.status.success(), "{}", String::from_utf8_lossy(&init.stderr));
        let mut child = Command::new(binary)
            .args(["serve", "--data"])
            .arg(home)
            // Five hundred devices are let in within seconds here.
            .env("TAIZHANG_RELAY_ENROLMENTS_PER_MINUTE", "1000000")
            // One address and few devices do here what a county does.
            .env("TAIZHANG_RELAY_DEVICE_REQUESTS_PER_MINUTE", "0")
            .env("TAIZHANG_RELAY_DEVICE_BYTES_PER_MINUTE", "0")
            .env("TAIZHANG_RELAY_STRANGER_REQUESTS_PER_MINUTE", "0")
            .env("TAIZHANG_LOG", "warn")
            .stdout(Stdio::piped())
            .spawn()?;
        let mut line = String::new();
        BufReader::new(child.stdout.take().context("no output")?).read_line(&mut line)?;
        let line: serde_json::Value = serde_json::from_str(&line).context("the relay did not start")?;
        let address = line["listening"].as_str().context("no address")?.to_owned();
        Ok(Self { child, url: format!("http://{address}"), address })
    }

    /// What the process holds of the memory, in MiB, as Linux counts it.
    pub(crate) fn resident_mib(&self) -> anyhow::Result<f64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).context("no VmRSS")?;
        let kib: f64 = line.trim().trim_end_matches("kB").trim().parse()?;
        Ok(kib / 1024.0)
    }
}

impl Drop for Relay {
    fn drop(&mut self) {
        // It has nothing that it has not acknowledged; the directory goes with it.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
