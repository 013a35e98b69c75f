//! A dossier: one case's changes and everything that proves them, in a file that needs neither this program's database
//! nor the network to be checked.
//!
//! `TZDOSSIER`, a version byte, the county's authority key, the document's id, the number of parts as u32, for each part
//! its kind (one byte), its length as u32 and the SHA-256 of its bytes, then the SHA-256 of all that: the head. Then the
//! parts' bytes, one after the other, and the SHA-256 of all before it. Integers are big-endian.
//!
//! The digests prove nothing against somebody who makes them right again: they name the part that was damaged. What
//! proves a part is in it, its signature or what was signed over its hash; that is for `taizhang_client` to judge.

use std::ops::Range;

use serde::Serialize;
use sha2::{Digest as _, Sha256};

use crate::{
    Attestation, Control, DocId, Error, Item, PublicKey,
    bundle::{length, take},
    item::from_bytes,
    limits,
};

const MAGIC: &[u8; 9] = b"TZDOSSIER";
const VERSION: u8 = 1;
/// Magic, version, authority key, document, number of parts.
const FIXED: usize = 9 + 1 + 32 + 16 + 4;
/// A part's line in the head.
const LINE: usize = 1 + 4 + 32;
const DIGEST: usize = 32;

/// What a part holds. A dossier's parts stand in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[repr(u8)]
pub enum PartKind {
    /// A control record of the directory, as an item.
    Directory = 1,
    /// A control record of the document, as an item: the one that opens it, then each change of its audience.
    Audience = 2,
    /// A configuration that an act names, as canonical JSON; the last is the one in force when the dossier was made.
    Configuration = 3,
    /// A change of the document: an uncompressed Automerge change chunk. The document's changes stand in the order in
    /// which its story is told.
    Change = 4,
    /// The latest attestation of one of the authors.
    Attestation = 5,
    /// The case for readers, as JSON. It proves nothing.
    Copy = 6,
}

impl PartKind {
    const ALL: [Self; 6] =
        [Self::Directory, Self::Audience, Self::Configuration, Self::Change, Self::Attestation, Self::Copy];

    fn of(byte: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| *kind as u8 == byte)
    }
}

/// A part of a dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What it holds.
    pub kind: PartKind,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Part {
    /// A control record, of the directory or of the document.
    #[must_use]
    pub fn control(record: &Control) -> Self {
        let kind = if record.doc().is_some() { PartKind::Audience } else { PartKind::Directory };
        Self { kind, bytes: Item::Control(record.clone()).encode() }
    }

    /// An attestation.
    #[must_use]
    pub fn attestation(attestation: &Attestation) -> Self {
        let bytes =
            postcard::to_allocvec(attestation).expect("an attestation holds nothing that postcard cannot write");
        Self { kind: PartKind::Attestation, bytes }
    }

    /// Reads the part as a control record.
    ///
    /// # Errors
    /// As [`Item::decode`]; [`Error::Malformed`] where it is another item.
    pub fn as_control(&self) -> Result<Control, Error> {
        match Item::decode(&self.bytes)? {
            Item::Control(control) => Ok(control),
            _ => Err(Error::Malformed { what: "control record" }),
        }
    }

    /// Reads the part as an attestation.
    ///
    /// # Errors
    /// [`Error::Malformed`].
    pub fn as_attestation(&self) -> Result<Attestation, Error> {
        from_bytes(&self.bytes, "attestation")
    }
}

/// A dossier's content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dossier {
    /// The county that it belongs to.
    pub county: PublicKey,
    /// The case.
    pub doc: DocId,
    /// Its parts, in the order of their kinds.
    pub parts: Vec<Part>,
}

/// Where a file is damaged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Damage {
    /// A part's bytes are not those that the head names.
    Altered(usize),
    /// The file ends within this part, or before it.
    Cut(usize),
    /// The last digest is missing, or is not that of the file.
    End,
    /// So many bytes stand behind the end.
    Behind(usize),
}

/// A dossier as it was read: all that could be made out, and where the file is damaged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenedDossier {
    /// What it holds; where the file was cut short, its first parts.
    pub dossier: Dossier,
    /// Where each part stands in the file, the one with it that was cut.
    pub ranges: Vec<Range<usize>>,
    /// Where the last digest stands, or would.
    pub end: Range<usize>,
    /// What is wrong with the file, whatever its parts say.
    pub damages: Vec<Damage>,
}

/// The file's bytes.
///
/// # Errors
/// [`Error::TooLarge`] where it would be beyond its bounds.
pub fn write_dossier(dossier: &Dossier) -> Result<Vec<u8>, Error> {
    let content: usize = dossier.parts.iter().map(|part| part.bytes.len()).sum();
    let size = FIXED + dossier.parts.len() * LINE + DIGEST + content + DIGEST;
    check_bounds(size, dossier.parts.len())?;
    let mut bytes = Vec::with_capacity(size);
    bytes.extend_from_slice(MAGIC);
    bytes.push(VERSION);
    bytes.extend_from_slice(dossier.county.as_bytes());
    bytes.extend_from_slice(dossier.doc.as_bytes());
    bytes.extend_from_slice(&length(dossier.parts.len()));
    for part in &dossier.parts {
        bytes.push(part.kind as u8);
        bytes.extend_from_slice(&length(part.bytes.len()));
        bytes.extend_from_slice(&digest(&part.bytes));
    }
    bytes.extend_from_slice(&digest(&bytes));
    dossier.parts.iter().for_each(|part| bytes.extend_from_slice(&part.bytes));
    bytes.extend_from_slice(&digest(&bytes));
    Ok(bytes)
}

fn digest(bytes: &[u8]) -> [u8; DIGEST] {
    Sha256::digest(bytes).into()
}

fn check_bounds(bytes: usize, parts: usize) -> Result<(), Error> {
    if bytes > limits::DOSSIER_BYTES_MAX {
        return Err(Error::TooLarge { what: "dossier", max: limits::DOSSIER_BYTES_MAX });
    }
    if parts > limits::DOSSIER_PARTS_MAX {
        return Err(Error::TooLarge { what: "dossier", max: limits::DOSSIER_PARTS_MAX });
    }
    Ok(())
}

/// Reads a file's bytes as far as they go, and says where it is damaged.
///
/// # Errors
/// [`Error::Malformed`] where it is no dossier, [`Error::UnsupportedVersion`], [`Error::TooLarge`]; [`Error::Truncated`]
/// where its head is cut short or altered, so that nothing in it can be found.
pub fn open_dossier(bytes: &[u8]) -> Result<OpenedDossier, Error> {
    check_bounds(bytes.len(), 0)?;
    let mut rest = bytes.strip_prefix(MAGIC).ok_or(Error::Malformed { what: "dossier" })?;
    let [version] = take(&mut rest)?;
    if version != VERSION {
        return Err(Error::UnsupportedVersion { version });
    }
    let county = PublicKey(take(&mut rest)?);
    let doc = taizhang_model::CaseId(take(&mut rest)?);
    let count = u32::from_be_bytes(take(&mut rest)?) as usize;
    check_bounds(0, count)?;
    let head = FIXED + count * LINE;
    let mut lines = bytes.get(FIXED..head).ok_or(Error::Truncated)?;
    let head_digest = bytes.get(head..head + DIGEST).ok_or(Error::Truncated)?;
    if digest(&bytes[..head]) != *head_digest {
        return Err(Error::Truncated);
    }
    let (mut parts, mut ranges, mut damages) = (Vec::with_capacity(count), Vec::with_capacity(count), Vec::new());
    let mut at = head + DIGEST;
    for index in 0..count {
        let [kind] = take(&mut lines)?;
        let kind = PartKind::of(kind).ok_or(Error::Malformed { what: "dossier" })?;
        if parts.last().is_some_and(|before: &Part| before.kind > kind) {
            return Err(Error::Malformed { what: "dossier" });
        }
        let range = at..at.saturating_add(u32::from_be_bytes(take(&mut lines)?) as usize);
        let named: [u8; DIGEST] = take(&mut lines)?;
        at = range.end;
        if let Some(content) = bytes.get(range.clone()) {
            if digest(content) != named {
                damages.push(Damage::Altered(index));
            }
            parts.push(Part { kind, bytes: content.to_vec() });
            ranges.push(range);
        } else {
            damages.push(Damage::Cut(index));
            ranges.push(range.start.min(bytes.len())..bytes.len());
            break;
        }
    }
    let end = at..at.saturating_add(DIGEST);
    match bytes.get(end.clone()) {
        Some(last) if digest(&bytes[..at]) == *last => {}
        _ if matches!(damages.last(), Some(Damage::Cut(_))) => {}
        _ => damages.push(Damage::End),
    }
    if bytes.len() > end.end {
        damages.push(Damage::Behind(bytes.len() - end.end));
    }
    Ok(OpenedDossier { dossier: Dossier { county, doc, parts }, ranges, end, damages })
}

/// Reads a file's bytes, whole and undamaged.
///
/// # Errors
/// As [`open_dossier`]; [`Error::Truncated`] where it is damaged anywhere.
pub fn read_dossier(bytes: &[u8]) -> Result<Dossier, Error> {
    let opened = open_dossier(bytes)?;
    if opened.damages.is_empty() { Ok(opened.dossier) } else { Err(Error::Truncated) }
}
