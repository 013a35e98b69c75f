//! How a device says who it is: a signature over the request itself, so that there is no bearer secret to steal.

use data_encoding::BASE64URL_NOPAD;
use ed25519_dalek::SigningKey;
use sha2::{Digest as _, Sha256};
use taizhang_model::DeviceId;

use crate::{Error, PublicKey, Signature};

/// The scheme of the `authorization` header.
pub const SCHEME: &str = "Taizhang1";

const TAG: &str = "taizhang request v1";

/// The `authorization` header's content: `Taizhang1 DEVICE:TIME_MS:SIGNATURE`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RequestHead {
    /// The device that asks.
    pub device: DeviceId,
    /// When, by the device's idea of the relay's clock, in milliseconds since 1970.
    pub time_ms: i64,
    /// Over county, method, path with query, time and body.
    pub signature: Signature,
}

impl RequestHead {
    /// Signs a request. `county` is the authority's public key: a request made for one county serves in no other.
    #[must_use]
    pub fn sign(secret: &SigningKey, county: &PublicKey, method: &str, path: &str, body: &[u8], time_ms: i64) -> Self {
        let device = PublicKey::of(secret).device();
        let signature = Signature::sign(secret, TAG, &message(county, method, path, body, time_ms));
        Self { device, time_ms, signature }
    }

    /// Checks the signature. Whether the time is near enough is for the caller to say.
    ///
    /// # Errors
    /// [`Error::BadSignature`].
    pub fn verify(
        &self,
        key: &PublicKey,
        county: &PublicKey,
        method: &str,
        path: &str,
        body: &[u8],
    ) -> Result<(), Error> {
        key.verify(TAG, &message(county, method, path, body, self.time_ms), &self.signature)
    }

    /// The header's value.
    #[must_use]
    pub fn header(&self) -> String {
        format!("{SCHEME} {}:{}:{}", self.device, self.time_ms, BASE64URL_NOPAD.encode(&self.signature.0))
    }

    /// Reads the header's value.
    ///
    /// # Errors
    /// [`Error::Malformed`].
    pub fn parse(header: &str) -> Result<Self, Error> {
        let malformed = Error::Malformed { what: "authorization header" };
        if header.len() > 200 {
            return Err(malformed);
        }
        let fields = header.strip_prefix(SCHEME).and_then(|rest| rest.strip_prefix(' ')).ok_or(malformed.clone())?;
        let mut fields = fields.splitn(3, ':');
        let mut next = || fields.next().ok_or(malformed.clone());
        let device = next()?.parse().map_err(|_| malformed.clone())?;
        let time_ms = next()?.parse().map_err(|_| malformed.clone())?;
        let signature = BASE64URL_NOPAD.decode(next()?.as_bytes()).map_err(|_| malformed.clone())?;
        let signature = Signature::from_slice(&signature).ok_or(malformed)?;
        Ok(Self { device, time_ms, signature })
    }
}

fn message(county: &PublicKey, method: &str, path: &str, body: &[u8], time_ms: i64) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(32 + 8 + 32 + 2 + method.len() + path.len());
    bytes.extend_from_slice(county.as_bytes());
    bytes.extend_from_slice(&time_ms.to_be_bytes());
    bytes.extend_from_slice(&Sha256::digest(body));
    bytes.extend_from_slice(method.as_bytes());
    bytes.push(b' ');
    bytes.extend_from_slice(path.as_bytes());
    bytes
}
