//! The relay's own TLS: certificate and key from PEM files, read again when they change, without a restart.
//!
//! A renewed pair that cannot be used leaves the one in force, and the log says which file is at fault. A connection
//! keeps the certificate that it began with.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError, RwLock},
    time::{Duration, SystemTime},
};

use tokio::{net::TcpStream, sync::watch};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        self, ServerConfig,
        pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject as _},
    },
    server::TlsStream,
};

use crate::{Config, Error};

/// A certificate with its chain, or a key, is a few kilobytes.
const FILE_BYTES_MAX: u64 = 1024 * 1024;

/// The relay's certificate and key.
pub(crate) struct Tls {
    certificate: PathBuf,
    key: PathBuf,
    in_force: RwLock<Arc<ServerConfig>>,
    /// What the files looked like when they were last read.
    seen: Mutex<[Option<Seen>; 2]>,
}

/// When a file was last written, and its length.
type Seen = (SystemTime, u64);

impl Tls {
    /// The certificate and key that the configuration names, if it names any.
    pub(crate) fn open(home: &Path, config: &Config) -> Result<Option<Arc<Self>>, Error> {
        let (Some(certificate), Some(key)) = (&config.tls_certificate, &config.tls_key) else { return Ok(None) };
        let (certificate, key) = (home.join(certificate), home.join(key));
        let seen = Mutex::new([look(&certificate), look(&key)]);
        let in_force = RwLock::new(load(&certificate, &key)?);
        Ok(Some(Arc::new(Self { certificate, key, in_force, seen })))
    }

    /// Speaks TLS with a caller, who has this long to do his part.
    pub(crate) async fn accept(&self, stream: TcpStream, limit: Duration) -> std::io::Result<TlsStream<TcpStream>> {
        let in_force = Arc::clone(&self.in_force.read().unwrap_or_else(PoisonError::into_inner));
        let shaken = tokio::time::timeout(limit, TlsAcceptor::from(in_force).accept(stream)).await;
        shaken.unwrap_or_else(|_| Err(std::io::ErrorKind::TimedOut.into()))
    }

    /// Reads the files again. What cannot be used changes nothing.
    pub(crate) fn reload(&self) -> Result<(), Error> {
        let seen = [look(&self.certificate), look(&self.key)];
        *self.seen.lock().unwrap_or_else(PoisonError::into_inner) = seen;
        let renewed = load(&self.certificate, &self.key)?;
        *self.in_force.write().unwrap_or_else(PoisonError::into_inner) = renewed;
        Ok(())
    }

    /// Reads the files again where they look other than when they were last read.
    fn reload_if_changed(&self) {
        let seen = [look(&self.certificate), look(&self.key)];
        if *self.seen.lock().unwrap_or_else(PoisonError::into_inner) != seen {
            report(&self.reload());
        }
    }
}

/// Says in the log what became of a renewal.
pub(crate) fn report(renewed: &Result<(), Error>) {
    match renewed {
        Ok(()) => tracing::info!("the renewed TLS certificate is in force"),
        Err(error) => tracing::error!(%error, "the renewed TLS files cannot be used: the former certificate stays"),
    }
}

/// Looks at the files now and then, until the relay stops.
pub(crate) async fn watch(tls: Arc<Tls>, every: Duration, mut stopping: watch::Receiver<bool>) {
    loop {
        let stopped = stopping.wait_for(|stop| *stop);
        if tokio::time::timeout(every, stopped).await.is_ok() {
            return;
        }
        let looked = Arc::clone(&tls);
        if tokio::task::spawn_blocking(move || looked.reload_if_changed()).await.is_err() {
            return;
        }
    }
}

fn look(path: &Path) -> Option<Seen> {
    let found = fs::metadata(path).ok()?;
    Some((found.modified().ok()?, found.len()))
}

fn load(certificate: &Path, key: &Path) -> Result<Arc<ServerConfig>, Error> {
    let certificates: Vec<_> = CertificateDer::pem_slice_iter(&read(certificate)?)
        .collect::<Result<_, _>>()
        .map_err(|_| unusable(certificate, "this is not a PEM file of certificates"))?;
    if certificates.is_empty() {
        return Err(unusable(certificate, "there is no certificate in it"));
    }
    let secret = PrivateKeyDer::from_pem_slice(&read(key)?)
        .map_err(|_| unusable(key, "there is no private key in it that can be used"))?;
    let config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("ring speaks the default versions")
        .with_no_client_auth()
        .with_single_cert(certificates, secret);
    let mut config = config.map_err(|error| match error {
        rustls::Error::InconsistentKeys(_) => unusable(key, "this key is not that of the certificate"),
        rustls::Error::InvalidCertificate(_) => unusable(certificate, "the first certificate cannot be read"),
        _ => unusable(key, "this kind of key cannot be used: take ECDSA P-256, Ed25519, or RSA"),
    })?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(Arc::new(config))
}

fn read(path: &Path) -> Result<Vec<u8>, Error> {
    if look(path).is_some_and(|(_, length)| length > FILE_BYTES_MAX) {
        return Err(unusable(path, "this file is too large to be what it should be"));
    }
    fs::read(path).map_err(Error::file(path))
}

fn unusable(path: &Path, why: &str) -> Error {
    Error::file(path)(std::io::Error::other(why))
}
