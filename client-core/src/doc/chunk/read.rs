//! The bottom layer: numbers, strings and the chunk's frame, never past the end and never in two spellings.

use std::str;

use sha2::{Digest, Sha256};

use super::{ChunkError, ChunkLimits, within};

const MAGIC: [u8; 4] = [0x85, 0x6f, 0x4a, 0x83];
/// Magic, checksum; the hash covers what follows them.
const HASHED_FROM: usize = 8;

/// A document chunk.
pub(super) const DOCUMENT: u8 = 0;
/// A change chunk.
pub(super) const CHANGE: u8 = 1;
/// A change chunk deflated as a whole.
const COMPRESSED: u8 = 2;

/// Eats a byte slice from the front.
#[derive(Debug, Clone)]
pub(super) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(super) const fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    pub(super) const fn len(&self) -> usize {
        self.rest.len()
    }

    /// The next `len` bytes.
    pub(super) fn take(&mut self, len: u64) -> Result<&'a [u8], ChunkError> {
        let len = usize::try_from(len).map_err(|_| ChunkError::Malformed("length past the end"))?;
        let (head, rest) = self.rest.split_at_checked(len).ok_or(ChunkError::Malformed("length past the end"))?;
        self.rest = rest;
        Ok(head)
    }

    fn byte(&mut self) -> Result<u8, ChunkError> {
        let (&byte, rest) = self.rest.split_first().ok_or(ChunkError::Malformed("number cut short"))?;
        self.rest = rest;
        Ok(byte)
    }

    /// An unsigned LEB128 number in its shortest form.
    pub(super) fn unsigned(&mut self) -> Result<u64, ChunkError> {
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            if shift == 63 && byte > 1 {
                return Err(ChunkError::Malformed("number too large"));
            }
            value |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                let shortest = shift == 0 || byte != 0;
                return if shortest { Ok(value) } else { Err(ChunkError::Malformed("over-long number")) };
            }
        }
        Err(ChunkError::Malformed("number too large"))
    }

    /// A signed LEB128 number in its shortest form.
    pub(super) fn signed(&mut self) -> Result<i64, ChunkError> {
        let mut value = 0;
        let mut before = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            if shift == 63 && byte != 0 && byte != 0x7f {
                return Err(ChunkError::Malformed("number too large"));
            }
            value |= i64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                let negative = byte & 0x40 != 0;
                if shift > 0 && ((byte == 0 && before & 0x40 == 0) || (byte == 0x7f && before & 0x40 != 0)) {
                    return Err(ChunkError::Malformed("over-long number"));
                }
                if negative && shift < 57 {
                    value |= -1 << (shift + 7);
                }
                return Ok(value);
            }
            before = byte;
        }
        Err(ChunkError::Malformed("number too large"))
    }

    /// Bytes behind their length.
    pub(super) fn prefixed(&mut self) -> Result<&'a [u8], ChunkError> {
        let len = self.unsigned()?;
        self.take(len)
    }

    /// UTF-8 behind its length.
    pub(super) fn text(&mut self) -> Result<&'a str, ChunkError> {
        str::from_utf8(self.prefixed()?).map_err(|_| ChunkError::Malformed("text is not UTF-8"))
    }

    /// Hashes behind their number, in strictly rising order.
    pub(super) fn hashes(&mut self, limits: &ChunkLimits) -> Result<Vec<[u8; 32]>, ChunkError> {
        let count = within("dependencies or heads", self.unsigned()?, limits.deps_max)?;
        let (hashes, _) = self.take(count * 32)?.as_chunks::<32>();
        if hashes.is_sorted_by(|a, b| a < b) {
            Ok(hashes.to_vec())
        } else {
            Err(ChunkError::Malformed("hashes out of order"))
        }
    }

    /// One actor id behind its length.
    pub(super) fn actor(&mut self, limits: &ChunkLimits) -> Result<Vec<u8>, ChunkError> {
        let actor = self.prefixed()?;
        within("bytes of an actor id", actor.len() as u64, limits.actor_bytes_max as u64)?;
        if actor.is_empty() { Err(ChunkError::Malformed("empty actor id")) } else { Ok(actor.to_vec()) }
    }

    /// Actor ids behind their number, in strictly rising order.
    pub(super) fn actors(&mut self, limits: &ChunkLimits) -> Result<Vec<Vec<u8>>, ChunkError> {
        let count = within("actors", self.unsigned()?, limits.actors_max)?;
        let actors = (0..count).map(|_| self.actor(limits)).collect::<Result<Vec<_>, _>>()?;
        if actors.is_sorted_by(|a, b| a < b) { Ok(actors) } else { Err(ChunkError::Malformed("actors out of order")) }
    }
}

/// Opens exactly one chunk of type `wanted`: its content and the SHA-256 that Automerge computes over it.
pub(super) fn open(bytes: &[u8], wanted: u8) -> Result<(Reader<'_>, [u8; 32]), ChunkError> {
    let mut reader = Reader::new(bytes);
    if reader.take(4)? != MAGIC {
        return Err(ChunkError::Malformed("not an Automerge chunk"));
    }
    let checksum = reader.take(4)?;
    let kind = reader.byte()?;
    if kind == COMPRESSED && wanted == CHANGE {
        return Err(ChunkError::Compressed);
    }
    if kind != wanted {
        return Err(ChunkError::Malformed("another type of chunk"));
    }
    let len = reader.unsigned()?;
    if len != reader.len() as u64 {
        return Err(ChunkError::Malformed("the chunk's length is not that of the bytes"));
    }
    // The chunk's length is in its shortest form, so the bytes as they stand are what Automerge hashes.
    let hash: [u8; 32] = Sha256::digest(bytes.get(HASHED_FROM..).unwrap_or_default()).into();
    if hash.starts_with(checksum) { Ok((reader, hash)) } else { Err(ChunkError::Checksum) }
}
