//! What the relay is told: a file, over it the environment, over it the command line.

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
    time::Duration,
};

use serde::{Deserialize, Serialize};
use taizhang_wire::{PublicKey, limits};

use crate::{Error, log::DAY_MS};

/// The file's name in the data directory.
pub(crate) const FILE: &str = "relay.toml";
/// The database's name in the data directory.
pub(crate) const DATABASE: &str = "relay.db";
/// `TAIZHANG_RELAY_LISTEN` stands for `listen`, and so on.
pub(crate) const ENV_PREFIX: &str = "TAIZHANG_RELAY_";

/// The relay's configuration. Every name is also a key of the file and, in upper case behind [`ENV_PREFIX`], a
/// variable of the environment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// The county authority's public key, in hexadecimal.
    pub authority: PublicKey,
    /// Where to listen. Port 0 lets the system choose.
    #[serde(default = "default_listen")]
    pub listen: SocketAddr,
    /// Where to serve `/metrics`. Without it, it is served beside the rest, and only to callers on this machine.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub metrics_listen: Option<SocketAddr>,
    /// Whether to serve the description of the routes to anybody. The protocol is public, so it is unless told otherwise.
    #[serde(default = "default_openapi")]
    pub openapi: bool,
    /// Whether to serve the web app that is built in to anybody. It holds no data.
    #[serde(default = "default_web_app")]
    pub web_app: bool,
    /// The relay's TLS certificate with its chain, a PEM file; relative to the data directory. Without it and
    /// [`Config::tls_key`] the relay speaks plain HTTP, for a proxy in front of it. [`Config::metrics_listen`] is always
    /// plain.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tls_certificate: Option<PathBuf>,
    /// The certificate's private key, a PEM file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tls_key: Option<PathBuf>,
    /// How often the two files are looked at, to take up a renewed certificate.
    #[serde(default = "default_tls_poll_ms")]
    pub tls_poll_ms: u64,
    /// How long a caller may take over a TLS handshake, over a request's head, or keep an idle connection.
    #[serde(default = "default_header_read_timeout_ms")]
    pub header_read_timeout_ms: u64,
    /// How long a caller may take none of its answer before the connection is given up.
    #[serde(default = "default_write_timeout_ms")]
    pub write_timeout_ms: u64,
    /// How long one request may take in all, its body included.
    #[serde(default = "default_request_timeout_ms")]
    pub request_timeout_ms: u64,
    /// How long the requests in hand may take once the relay is told to stop.
    #[serde(default = "default_shutdown_grace_ms")]
    pub shutdown_grace_ms: u64,
    /// How often an idle live stream says that it is alive.
    #[serde(default = "default_heartbeat_ms")]
    pub heartbeat_ms: u64,
    /// Connections at once; further ones wait to be accepted.
    #[serde(default = "default_connections_max")]
    pub connections_max: usize,
    /// Pushes whose bodies are in memory at once; further ones wait.
    #[serde(default = "default_pushes_max")]
    pub pushes_max: usize,
    /// Enrolments and set-ups in a minute, from everybody together.
    #[serde(default = "default_enrolments_per_minute")]
    pub enrolments_per_minute: u32,
    /// Wrong enrolment codes in a minute from one address; 0 where all callers come from the address of a proxy.
    #[serde(default = "default_wrong_codes_per_minute")]
    pub wrong_codes_per_minute: u32,
    /// Requests of one device in a minute, and at once; 0 for no limit. Whoever asks for more is told when to come again.
    #[serde(default = "default_device_requests_per_minute")]
    pub device_requests_per_minute: u64,
    /// Bytes that one device brings and is given in a minute, and at once; 0 for no limit.
    #[serde(default = "default_device_bytes_per_minute")]
    pub device_bytes_per_minute: u64,
    /// Requests in a minute from one address that no device signed, or none that is known here; 0 for no limit, as where all
    /// callers come from the address of a proxy.
    #[serde(default = "default_stranger_requests_per_minute")]
    pub stranger_requests_per_minute: u64,
    /// Bytes of the web app that one address is given in a minute, and at once; 0 for no limit. A first visit takes about
    /// three MiB, a further one next to nothing.
    #[serde(default = "default_visitor_bytes_per_minute")]
    pub visitor_bytes_per_minute: u64,
    /// Documents in a day beyond which it is logged and counted that a device was given so many, its first reading of all
    /// apart; 0 for never.
    #[serde(default = "default_documents_per_day")]
    pub documents_per_day: u32,
    /// Days after which a device that did not come is not let in again before an administrator renews it. Where the relay
    /// itself was away for longer, raise it until the administrator came once.
    #[serde(default = "default_grant_days")]
    pub grant_days: u32,
    /// Connections to the database that only read.
    #[serde(default = "default_readers")]
    pub readers: usize,
}

const fn default_listen() -> SocketAddr {
    SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), 7400)
}

const fn default_openapi() -> bool {
    true
}

const fn default_web_app() -> bool {
    true
}

const fn default_tls_poll_ms() -> u64 {
    60_000
}

const fn default_header_read_timeout_ms() -> u64 {
    30_000
}

const fn default_write_timeout_ms() -> u64 {
    30_000
}

const fn default_request_timeout_ms() -> u64 {
    30_000
}

const fn default_shutdown_grace_ms() -> u64 {
    10_000
}

const fn default_heartbeat_ms() -> u64 {
    25_000
}

const fn default_connections_max() -> usize {
    limits::LIVE_STREAMS_MAX + 2_000
}

const fn default_pushes_max() -> usize {
    64
}

const fn default_enrolments_per_minute() -> u32 {
    60
}

const fn default_wrong_codes_per_minute() -> u32 {
    6
}

const fn default_device_requests_per_minute() -> u64 {
    1_200
}

const fn default_device_bytes_per_minute() -> u64 {
    1024 * 1024 * 1024
}

const fn default_stranger_requests_per_minute() -> u64 {
    600
}

const fn default_visitor_bytes_per_minute() -> u64 {
    512 * 1024 * 1024
}

const fn default_documents_per_day() -> u32 {
    2_000
}

const fn default_grant_days() -> u32 {
    90
}

const fn default_readers() -> usize {
    4
}

impl Config {
    /// A configuration with everything at its default.
    #[must_use]
    pub const fn new(authority: PublicKey) -> Self {
        Self {
            authority,
            listen: default_listen(),
            metrics_listen: None,
            openapi: default_openapi(),
            web_app: default_web_app(),
            tls_certificate: None,
            tls_key: None,
            tls_poll_ms: default_tls_poll_ms(),
            header_read_timeout_ms: default_header_read_timeout_ms(),
            write_timeout_ms: default_write_timeout_ms(),
            request_timeout_ms: default_request_timeout_ms(),
            shutdown_grace_ms: default_shutdown_grace_ms(),
            heartbeat_ms: default_heartbeat_ms(),
            connections_max: default_connections_max(),
            pushes_max: default_pushes_max(),
            enrolments_per_minute: default_enrolments_per_minute(),
            wrong_codes_per_minute: default_wrong_codes_per_minute(),
            device_requests_per_minute: default_device_requests_per_minute(),
            device_bytes_per_minute: default_device_bytes_per_minute(),
            stranger_requests_per_minute: default_stranger_requests_per_minute(),
            visitor_bytes_per_minute: default_visitor_bytes_per_minute(),
            documents_per_day: default_documents_per_day(),
            grant_days: default_grant_days(),
            readers: default_readers(),
        }
    }

    /// Reads a file's text, and puts the environment over it.
    ///
    /// # Errors
    /// [`Error::Config`], naming the key.
    pub fn read(text: &str, environment: impl IntoIterator<Item = (String, String)>) -> Result<Self, Error> {
        let wrong = |error: &dyn std::fmt::Display| Error::Config { reason: error.to_string().trim().to_owned() };
        let mut table: toml::Table = text.parse().map_err(|error: toml::de::Error| wrong(&error))?;
        for (name, value) in environment {
            let Some(key) = name.strip_prefix(ENV_PREFIX) else { continue };
            // These two say where the file is; they are the command line's.
            if matches!(key, "DATA" | "CONFIG") {
                continue;
            }
            table.insert(key.to_lowercase(), typed(value));
        }
        let config: Self = table.try_into().map_err(|error: toml::de::Error| wrong(&error))?;
        config.check()
    }

    /// Reads a file.
    ///
    /// # Errors
    /// [`Error::File`], [`Error::Config`].
    pub fn load(path: &Path, environment: impl IntoIterator<Item = (String, String)>) -> Result<Self, Error> {
        Self::read(&std::fs::read_to_string(path).map_err(Error::file(path))?, environment)
    }

    /// The file's text.
    #[must_use]
    pub fn text(&self) -> String {
        toml::to_string(self).expect("a configuration holds nothing that TOML cannot write")
    }

    fn check(self) -> Result<Self, Error> {
        let zero = [
            ("tls_poll_ms", self.tls_poll_ms == 0),
            ("header_read_timeout_ms", self.header_read_timeout_ms == 0),
            ("write_timeout_ms", self.write_timeout_ms == 0),
            ("request_timeout_ms", self.request_timeout_ms == 0),
            ("heartbeat_ms", self.heartbeat_ms == 0),
            ("connections_max", self.connections_max == 0),
            ("pushes_max", self.pushes_max == 0),
            ("grant_days", self.grant_days == 0),
            ("readers", self.readers == 0),
        ];
        match (&self.tls_certificate, &self.tls_key) {
            (Some(_), None) => {
                return Err(Error::Config { reason: "tls_key is missing beside tls_certificate".into() });
            }
            (None, Some(_)) => {
                return Err(Error::Config { reason: "tls_certificate is missing beside tls_key".into() });
            }
            _ => {}
        }
        match zero.iter().find(|(_, is_zero)| *is_zero) {
            Some((name, _)) => Err(Error::Config { reason: format!("{name} must be more than 0") }),
            None => Ok(self),
        }
    }

    /// How long a device may stay away, in milliseconds.
    pub(crate) fn grant_ms(&self) -> i64 {
        i64::from(self.grant_days).saturating_mul(DAY_MS)
    }

    pub(crate) const fn tls_poll(&self) -> Duration {
        Duration::from_millis(self.tls_poll_ms)
    }

    pub(crate) const fn header_read_timeout(&self) -> Duration {
        Duration::from_millis(self.header_read_timeout_ms)
    }

    pub(crate) const fn write_timeout(&self) -> Duration {
        Duration::from_millis(self.write_timeout_ms)
    }

    pub(crate) const fn request_timeout(&self) -> Duration {
        Duration::from_millis(self.request_timeout_ms)
    }

    pub(crate) const fn shutdown_grace(&self) -> Duration {
        Duration::from_millis(self.shutdown_grace_ms)
    }

    pub(crate) const fn heartbeat(&self) -> Duration {
        Duration::from_millis(self.heartbeat_ms)
    }
}

/// A variable of the environment, as a value of the file.
fn typed(text: String) -> toml::Value {
    if let Ok(number) = text.parse() {
        return toml::Value::Integer(number);
    }
    text.parse().map_or(toml::Value::String(text), toml::Value::Boolean)
}

/// Where the database of a data directory is.
#[must_use]
pub(crate) fn database(home: &Path) -> PathBuf {
    home.join(DATABASE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_stands_over_the_file() {
        let config = Config::new(PublicKey([7; 32]));
        let text = config.text();
        assert_eq!(Config::read(&text, []).unwrap(), config);
        let environment = [
            ("TAIZHANG_RELAY_LISTEN".into(), "0.0.0.0:0".into()),
            ("TAIZHANG_RELAY_READERS".into(), "2".into()),
            ("TAIZHANG_RELAY_OPENAPI".into(), "false".into()),
            ("TAIZHANG_RELAY_DATA".into(), "/elsewhere".into()),
            ("HOME".into(), "/root".into()),
        ];
        let read = Config::read(&text, environment).unwrap();
        assert_eq!((read.listen.to_string().as_str(), read.readers, read.openapi), ("0.0.0.0:0", 2, false));
    }

    #[test]
    fn what_makes_no_sense_is_named() {
        let text = Config::new(PublicKey([7; 32])).text();
        for (extra, named) in [
            ("listenn = 1\n", "listenn"),
            ("pushes_max = 0\n", "pushes_max"),
            ("tls_key = \"key.pem\"\n", "tls_certificate is missing"),
            ("tls_certificate = \"a.pem\"\n", "tls_key is missing"),
        ] {
            let key = extra.split(' ').next().unwrap();
            let kept: String =
                text.lines().filter(|line| !line.starts_with(&format!("{key} "))).map(|l| format!("{l}\n")).collect();
            let error = Config::read(&format!("{extra}{kept}"), []).unwrap_err().to_string();
            assert!(error.contains(named), "{error}");
        }
        assert!(Config::read("listen = \"127.0.0.1:1\"", []).unwrap_err().to_string().contains("authority"));
    }
}
