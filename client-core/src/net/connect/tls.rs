//! The connection itself, outside a browser.

use std::{error::Error as _, sync::Arc, time::Duration};

use reqwest::Url;
use rustls::{
    ClientConfig, RootCertStore,
    pki_types::{CertificateDer, pem::PemObject as _},
};
use rustls_platform_verifier::BuilderVerifierExt as _;

use super::{AddressError, NetOptions, is_loopback};

/// Waiting for a connection.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// A client with as few headers and habits as possible.
pub(super) fn http_client(base: &Url, options: &NetOptions) -> Result<reqwest::Client, AddressError> {
    let mut builder = reqwest::Client::builder()
        .tls_backend_preconfigured(tls(base, options)?)
        .http1_only()
        .referer(false)
        .redirect(reqwest::redirect::Policy::none())
        .connect_timeout(CONNECT_TIMEOUT)
        // One for requests, one for the stream, and one for a pull while something is pushed.
        .pool_max_idle_per_host(3);
    if is_loopback(base) {
        builder = builder.no_proxy();
    }
    builder.build().map_err(|_| AddressError::Authorities)
}

fn tls(base: &Url, options: &NetOptions) -> Result<ClientConfig, AddressError> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("ring speaks the default versions");
    let builder = match &options.authorities_pem {
        Some(pem) => builder.with_root_certificates(authorities(pem)?),
        // The platform's certificates take a while to load; plain HTTP needs none.
        None if base.scheme() == "http" => builder.with_root_certificates(RootCertStore::empty()),
        None => builder.with_platform_verifier().map_err(|_| AddressError::Authorities)?,
    };
    Ok(builder.with_no_client_auth())
}

/// Whether a connection failed because the other end's certificate is not one to trust.
pub(super) fn is_untrusted(error: &reqwest::Error) -> bool {
    let mut source = error.source();
    while let Some(error) = source {
        if let Some(rustls::Error::InvalidCertificate(_)) = error.downcast_ref() {
            return true;
        }
        // An I/O error's source is its cause's source: the cause itself is behind it.
        let inner = error.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
        source = inner.map(|inner| inner as &dyn std::error::Error).or_else(|| error.source());
    }
    false
}

fn authorities(pem: &[u8]) -> Result<RootCertStore, AddressError> {
    let mut roots = RootCertStore::empty();
    for certificate in CertificateDer::pem_slice_iter(pem) {
        let certificate = certificate.map_err(|_| AddressError::Authorities)?;
        roots.add(certificate).map_err(|_| AddressError::Authorities)?;
    }
    if roots.is_empty() { Err(AddressError::Authorities) } else { Ok(roots) }
}
