//! The enrolment code: what an administrator hands to a person, on paper or by voice, to let one device in.

use std::{fmt, str::FromStr};

use data_encoding::BASE32_NOPAD_NOCASE;
use ed25519_dalek::SigningKey;
use sha2::{Digest as _, Sha256};

use crate::{Error, PublicKey};

/// A one-time code: 120 random bits that make the invitation's key, and 80 bits that pin the county's authority.
#[derive(Clone, PartialEq, Eq)]
pub struct EnrolmentCode {
    seed: [u8; 15],
    authority: [u8; 10],
}

impl EnrolmentCode {
    /// Makes a code for a county from 15 random bytes.
    #[must_use]
    pub fn new(seed: [u8; 15], authority: &PublicKey) -> Self {
        Self { seed, authority: fingerprint(authority) }
    }

    /// The invitation's secret key. Its public half stands in the signed invitation.
    #[must_use]
    pub fn key(&self) -> SigningKey {
        let mut hash = Sha256::new();
        hash.update(b"taizhang invitation v1\0");
        hash.update(self.seed);
        SigningKey::from_bytes(&hash.finalize().into())
    }

    /// Whether this is the authority that the code was made by.
    #[must_use]
    pub fn pins(&self, authority: &PublicKey) -> bool {
        self.authority == fingerprint(authority)
    }
}

fn fingerprint(key: &PublicKey) -> [u8; 10] {
    let hash: [u8; 32] = Sha256::digest(key.0).into();
    let mut print = [0; 10];
    print.copy_from_slice(&hash[..10]);
    print
}

impl fmt::Display for EnrolmentCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut bytes = [0; 25];
        bytes[..15].copy_from_slice(&self.seed);
        bytes[15..].copy_from_slice(&self.authority);
        let text = BASE32_NOPAD_NOCASE.encode(&bytes).to_uppercase();
        for (index, letter) in text.chars().enumerate() {
            if index > 0 && index % 5 == 0 {
                f.write_str("-")?;
            }
            write!(f, "{letter}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for EnrolmentCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EnrolmentCode(redacted)")
    }
}

impl FromStr for EnrolmentCode {
    type Err = Error;
    fn from_str(text: &str) -> Result<Self, Error> {
        let letters: String = text.chars().filter(|letter| !matches!(letter, '-' | ' ')).take(64).collect();
        let bytes = BASE32_NOPAD_NOCASE.decode(letters.as_bytes()).map_err(|_| Error::BadEnrolmentCode)?;
        if bytes.len() != 25 {
            return Err(Error::BadEnrolmentCode);
        }
        let mut code = Self { seed: [0; 15], authority: [0; 10] };
        code.seed.copy_from_slice(&bytes[..15]);
        code.authority.copy_from_slice(&bytes[15..]);
        Ok(code)
    }
}
