//! A bundle file: the feed's items in a file, for a USB stick where there is no network at all.
//!
//! `TZBUNDLE`, a version byte, the county's authority key, the number of items as u32, each item as u32 length and bytes
//! (integers big-endian), and the SHA-256 of all before it. A file that was cut short or altered is refused whole.

use sha2::{Digest as _, Sha256};

use crate::{Error, PublicKey, limits};

const MAGIC: &[u8; 8] = b"TZBUNDLE";
const VERSION: u8 = 1;

/// A bundle's content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bundle {
    /// The county that it belongs to.
    pub county: PublicKey,
    /// Encoded items, directory records first, each after what it builds on.
    pub items: Vec<Vec<u8>>,
}

/// The file's bytes.
#[must_use]
pub fn write_bundle(bundle: &Bundle) -> Vec<u8> {
    let size: usize = bundle.items.iter().map(|item| item.len() + 4).sum();
    let mut bytes = Vec::with_capacity(size + 8 + 1 + 32 + 4 + 32);
    bytes.extend_from_slice(MAGIC);
    bytes.push(VERSION);
    bytes.extend_from_slice(bundle.county.as_bytes());
    bytes.extend_from_slice(&length(bundle.items.len()));
    for item in &bundle.items {
        bytes.extend_from_slice(&length(item.len()));
        bytes.extend_from_slice(item);
    }
    let digest = Sha256::digest(&bytes);
    bytes.extend_from_slice(&digest);
    bytes
}

pub(crate) fn length(of: usize) -> [u8; 4] {
    u32::try_from(of).expect("files are bounded far below 4 GiB").to_be_bytes()
}

/// Reads a file's bytes. The items stay encoded, so that a bad one cannot harm the others.
///
/// # Errors
/// [`Error::Truncated`] where the file is incomplete or altered, [`Error::Malformed`] where it is no bundle,
/// [`Error::UnsupportedVersion`], [`Error::TooLarge`].
pub fn read_bundle(bytes: &[u8]) -> Result<Bundle, Error> {
    if bytes.len() > limits::BUNDLE_BYTES_MAX {
        return Err(Error::TooLarge { what: "bundle", max: limits::BUNDLE_BYTES_MAX });
    }
    let rest = bytes.strip_prefix(MAGIC).ok_or(Error::Malformed { what: "bundle" })?;
    let version = *rest.first().ok_or(Error::Truncated)?;
    if version != VERSION {
        return Err(Error::UnsupportedVersion { version });
    }
    let (content, digest) = bytes.split_last_chunk::<32>().ok_or(Error::Truncated)?;
    if <[u8; 32]>::from(Sha256::digest(content)) != *digest {
        return Err(Error::Truncated);
    }
    let mut rest = content.get(MAGIC.len() + 1..).ok_or(Error::Truncated)?;
    let county = PublicKey(take(&mut rest)?);
    let count = u32::from_be_bytes(take(&mut rest)?) as usize;
    if count > limits::BUNDLE_ITEMS_MAX {
        return Err(Error::TooLarge { what: "bundle", max: limits::BUNDLE_ITEMS_MAX });
    }
    let mut items = Vec::with_capacity(count.min(rest.len() / 4));
    for _ in 0..count {
        let size = u32::from_be_bytes(take(&mut rest)?) as usize;
        let item = rest.get(..size).ok_or(Error::Truncated)?;
        items.push(item.to_vec());
        rest = &rest[size..];
    }
    if rest.is_empty() { Ok(Bundle { county, items }) } else { Err(Error::Malformed { what: "bundle" }) }
}

pub(crate) fn take<const N: usize>(rest: &mut &[u8]) -> Result<[u8; N], Error> {
    let (head, tail) = rest.split_first_chunk::<N>().ok_or(Error::Truncated)?;
    *rest = tail;
    Ok(*head)
}
