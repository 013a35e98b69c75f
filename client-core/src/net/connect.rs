//! How a relay's address becomes a connection: TLS with the provider named here and not by a global, certificates
//! checked by the platform or by one authority that the person gave, plain HTTP only where it stays on the machine. A
//! browser connects by itself and judges by itself; there only the address is read.

#[cfg(target_family = "wasm")]
mod fetch;
#[cfg(not(target_family = "wasm"))]
mod http;
#[cfg(not(target_family = "wasm"))]
mod tls;

#[cfg(target_family = "wasm")]
pub(super) use fetch::{Chunk, Http, Response, Url};
#[cfg(not(target_family = "wasm"))]
pub(super) use http::{Chunk, Http, Response, Url};

use crate::{engine::NetError, runtime::BoxedStream};

/// An answer's body, as it comes.
pub(super) type Chunks = BoxedStream<Result<Chunk, NetError>>;

/// How to reach a relay.
#[derive(Clone, Debug, Default)]
pub struct NetOptions {
    /// The only certificate authorities to trust, as PEM; without them, those of the platform.
    pub authorities_pem: Option<Vec<u8>>,
    /// Whether HTTP without TLS may leave the machine. What is sent is signed, but anybody on the way can read it.
    pub plain_http: bool,
}

/// An address that cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AddressError {
    /// Not an address of a web server.
    #[error("this is not a relay's address: write it as https://relay.example.org")]
    NotAnAddress,
    /// HTTP without TLS to another machine.
    #[error("this address is not protected: use https://, or allow plain HTTP where nobody else can listen")]
    Unprotected,
    /// The certificate authorities cannot be read, or the platform has none.
    #[error("the certificate authorities cannot be read: give them as a PEM file")]
    Authorities,
}

impl AddressError {
    /// The stable word for it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotAnAddress => "relay_address",
            Self::Unprotected => "relay_unprotected",
            Self::Authorities => "relay_authorities",
        }
    }
}

/// Reads the address: what comes before `/v1/..`, without a slash at its end.
pub(super) fn base_url(address: &str, options: &NetOptions) -> Result<Url, AddressError> {
    let url = Url::parse(address.trim().trim_end_matches('/')).map_err(|_| AddressError::NotAnAddress)?;
    let is_clean = url.query().is_none() && url.fragment().is_none() && url.username().is_empty();
    match url.scheme() {
        _ if !url.has_host() || !is_clean => Err(AddressError::NotAnAddress),
        "https" => Ok(url),
        "http" if options.plain_http || is_loopback(&url) => Ok(url),
        "http" => Err(AddressError::Unprotected),
        _ => Err(AddressError::NotAnAddress),
    }
}

fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let address = host.trim_start_matches('[').trim_end_matches(']').parse::<std::net::IpAddr>();
    host == "localhost" || address.is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_as_people_write_them() {
        let options = NetOptions::default();
        for good in
            ["https://relay.example.org", " https://relay.example.org/ ", "http://127.0.0.1:8080", "http://[::1]:1"]
        {
            let base = base_url(good, &options).expect(good);
            assert!(Http::new(&base, &options).is_ok() || base.scheme() == "https");
        }
        for bad in ["", "relay", "ftp://relay", "https://", "https://a/?q", "https://me@relay"] {
            assert_eq!(base_url(bad, &options), Err(AddressError::NotAnAddress), "{bad}");
        }
        assert_eq!(base_url("http://relay.example.org", &options), Err(AddressError::Unprotected));
        assert_eq!(base_url("http://127.0.0.1.example.org", &options), Err(AddressError::Unprotected));
        assert!(base_url("http://relay", &NetOptions { plain_http: true, ..options }).is_ok());
    }

    #[test]
    fn authorities_that_are_none_are_refused() {
        let base = Url::parse("https://relay.example.org").expect("an address");
        for pem in ["", "hello", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"] {
            let options = NetOptions { authorities_pem: Some(pem.into()), plain_http: false };
            assert_eq!(Http::new(&base, &options).err(), Some(AddressError::Authorities));
        }
    }
}
