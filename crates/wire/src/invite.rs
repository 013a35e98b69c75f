//! The enrolment code: what an administrator hands to a person, on paper, by voice or as a QR code, to let one device in.

use std::{fmt, str::FromStr};

use data_encoding::BASE32_NOPAD_NOCASE;
use ed25519_dalek::SigningKey;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use taizhang_model::OfficeId;

use crate::{Error, InviteId, InviteKey, PublicKey, SealKey, item::from_bytes, limits};

/// What a link to enrol by begins with.
const LINK: &str = "taizhang:enrol?";
/// A link's address of a relay.
const RELAY_BYTES_MAX: usize = 500;

/// A one-time code: the invitation's number, 80 random bits that make its keys, and 80 bits that pin the county's
/// authority. One more byte finds most slips of the pen before they count as a wrong try.
#[derive(Clone, PartialEq, Eq)]
pub struct EnrolmentCode {
    seed: [u8; 14],
    authority: [u8; 10],
}

impl EnrolmentCode {
    /// Makes a code for a county from 14 random bytes; the first four are the invitation's number.
    #[must_use]
    pub fn new(seed: [u8; 14], authority: &PublicKey) -> Self {
        Self { seed, authority: fingerprint(authority) }
    }

    /// What the invitation is named by.
    #[must_use]
    pub fn id(&self) -> InviteId {
        InviteId(std::array::from_fn(|index| self.seed[index]))
    }

    /// The invitation's secret key. Its public half stands in the signed invitation.
    #[must_use]
    pub fn key(&self) -> SigningKey {
        SigningKey::from_bytes(&self.derived(b"taizhang invitation v1\0"))
    }

    /// The X25519 secret that the office's keys in the invitation are sealed for.
    #[must_use]
    pub fn seal_secret(&self) -> [u8; 32] {
        self.derived(b"taizhang invitation seal v1\0")
    }

    fn derived(&self, tag: &[u8]) -> [u8; 32] {
        let mut hash = Sha256::new();
        hash.update(tag);
        hash.update(self.seed);
        hash.finalize().into()
    }

    /// Whether this is the authority that the code was made by.
    #[must_use]
    pub fn pins(&self, authority: &PublicKey) -> bool {
        self.authority == fingerprint(authority)
    }

    fn body(&self) -> [u8; 24] {
        let mut bytes = [0; 24];
        bytes[..14].copy_from_slice(&self.seed);
        bytes[14..].copy_from_slice(&self.authority);
        bytes
    }
}

fn fingerprint(key: &PublicKey) -> [u8; 10] {
    let hash: [u8; 32] = Sha256::digest(key.0).into();
    std::array::from_fn(|index| hash[index])
}

fn check_byte(body: &[u8]) -> u8 {
    let hash: [u8; 32] = Sha256::digest(body).into();
    hash[0]
}

/// Six digits that the new device and the administrator both show once an invitation is taken up: where they differ,
/// another device than the one at hand took it up.
#[must_use]
pub fn check_code(authority: &PublicKey, invite: &PublicKey, device: &PublicKey, seal: &SealKey) -> String {
    let mut hash = Sha256::new();
    hash.update(b"taizhang check v1\0");
    for part in [authority.as_bytes(), invite.as_bytes(), device.as_bytes(), seal.as_bytes()] {
        hash.update(part);
    }
    let hash: [u8; 32] = hash.finalize().into();
    let number = u64::from_be_bytes(std::array::from_fn(|index| hash[index])) % 1_000_000;
    format!("{:03} {:03}", number / 1_000, number % 1_000)
}

/// The relay's answer to a claim that it took: the keys in the invitation, which stands in the office's feed behind
/// everything that they open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enrolled {
    /// The office that the device belongs to.
    pub office: OfficeId,
    /// Its keys, as the invitation holds them.
    pub keys: Vec<InviteKey>,
}

impl Enrolled {
    /// The answer's bytes.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        postcard::to_allocvec(self).expect("a list of keys holds nothing that postcard cannot write")
    }

    /// Reads an answer and checks its bounds.
    ///
    /// # Errors
    /// [`Error::TooLarge`] or [`Error::Malformed`].
    pub fn decode(bytes: &[u8]) -> Result<Self, Error> {
        if bytes.len() > limits::CONTROL_BYTES_MAX {
            return Err(Error::TooLarge { what: "an invitation's keys", max: limits::CONTROL_BYTES_MAX });
        }
        from_bytes(bytes, "an invitation's keys")
    }
}

impl fmt::Display for EnrolmentCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let body = self.body();
        let mut bytes = body.to_vec();
        bytes.push(check_byte(&body));
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
        let Some((check, body)) = bytes.split_last().filter(|(_, body)| body.len() == 24) else {
            return Err(Error::BadEnrolmentCode);
        };
        if *check != check_byte(body) {
            return Err(Error::BadEnrolmentCode);
        }
        let part = |from: usize, index: usize| body[from + index];
        Ok(Self {
            seed: std::array::from_fn(|index| part(0, index)),
            authority: std::array::from_fn(|index| part(14, index)),
        })
    }
}

/// A code together with the relay's address, as a QR code holds it: `taizhang:enrol?code=CODE&relay=ADDRESS`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnrolmentLink {
    /// The code.
    pub code: EnrolmentCode,
    /// The relay's address, printable ASCII without `&`.
    pub relay: String,
}

impl EnrolmentLink {
    /// Whether a text is meant as a link rather than as a bare code.
    #[must_use]
    pub fn is_one(text: &str) -> bool {
        text.trim().get(..LINK.len()).is_some_and(|start| start.eq_ignore_ascii_case(LINK))
    }
}

impl fmt::Display for EnrolmentLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{LINK}code={}&relay={}", self.code, self.relay)
    }
}

impl FromStr for EnrolmentLink {
    type Err = Error;
    fn from_str(text: &str) -> Result<Self, Error> {
        let text = text.trim();
        let rest = text.get(LINK.len()..).filter(|_| Self::is_one(text)).ok_or(Error::BadEnrolmentCode)?;
        let (mut code, mut relay) = (None, None);
        for pair in rest.split('&').take(3) {
            match pair.split_once('=') {
                Some(("code", value)) if code.is_none() => code = Some(value.parse()?),
                Some(("relay", value)) if relay.is_none() => relay = Some(value),
                _ => return Err(Error::BadEnrolmentCode),
            }
        }
        let is_address = |text: &&str| {
            text.len() <= RELAY_BYTES_MAX && !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic())
        };
        match (code, relay.filter(is_address)) {
            (Some(code), Some(relay)) => Ok(Self { code, relay: relay.to_owned() }),
            _ => Err(Error::BadEnrolmentCode),
        }
    }
}
