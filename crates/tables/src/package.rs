//! The zip package, before anything parses it. Only the parts that are asked for are unpacked, into memory, against one budget for
//! the whole package; a size that a header declares is only ever a reason to refuse. Parts that are never asked for (pictures,
//! macros, embedded files) are never unpacked, so nothing that is hidden in them runs or grows.

use std::io::{Cursor, Read};

use zip::{ZipArchive, result::ZipError};

use crate::{
    error::{Kind, damaged, too_large},
    limits,
};

pub(crate) struct Package<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    bytes_left: usize,
    tags_left: usize,
}

const OLE_MAGIC: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

impl<'a> Package<'a> {
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, Kind> {
        if bytes.len() > limits::FILE_BYTES {
            return too_large("the file is over 16 MiB");
        }
        if bytes.starts_with(OLE_MAGIC) {
            // Office writes a locked .xlsx as an OLE file with this stream; any other OLE file is an old .xls or no table.
            let stream: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
            let locked = bytes.windows(stream.len()).any(|window| window == stream);
            return Err(if locked { Kind::Encrypted } else { Kind::NotASpreadsheet });
        }
        if !bytes.starts_with(b"PK") {
            return Err(Kind::NotASpreadsheet);
        }
        if claims_zip64(bytes) {
            return too_large("its directory is of the kind for archives over 4 GiB");
        }
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Kind::Damaged { what: "the zip directory" })?;
        if zip.len() > limits::ENTRIES {
            return too_large("it has over 1,000 parts");
        }
        let mut declared = 0_u64;
        for index in 0..zip.len() {
            let entry = zip.by_index_raw(index).map_err(|_| Kind::Damaged { what: "a zip entry" })?;
            if entry.encrypted() {
                return Err(Kind::Encrypted);
            }
            declared = declared.saturating_add(entry.size());
            if over_ratio(entry.size(), entry.compressed_size()) {
                return Err(Kind::ZipBomb { what: "a part claims over 200 times its packed size" });
            }
        }
        if declared > limits::INFLATED_BYTES as u64 {
            return Err(Kind::ZipBomb { what: "its parts claim over 64 MiB" });
        }
        Ok(Self { zip, bytes_left: limits::INFLATED_BYTES, tags_left: limits::XML_TAGS })
    }

    /// The text of a part, or `None` when the package has no such part.
    pub(crate) fn part(&mut self, name: &str) -> Result<Option<String>, Kind> {
        let entry = match self.zip.by_name(name) {
            Ok(entry) => entry,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(_) => return damaged("a zip entry"),
        };
        let packed = entry.compressed_size();
        let mut text = Vec::new();
        let read = entry.take(self.bytes_left as u64 + 1).read_to_end(&mut text);
        if text.len() > self.bytes_left {
            return Err(Kind::ZipBomb { what: "it unpacks to over 64 MiB" });
        }
        if over_ratio(text.len() as u64, packed) {
            return Err(Kind::ZipBomb { what: "a part unpacks to over 200 times its packed size" });
        }
        read.map_err(|_| Kind::Damaged { what: "a part does not unpack" })?;
        self.bytes_left -= text.len();
        let tags = text.iter().filter(|byte| **byte == b'<').count();
        self.tags_left =
            self.tags_left.checked_sub(tags).ok_or(Kind::TooLarge { what: "it has over 4 million elements" })?;
        match String::from_utf8(text) {
            Ok(text) => Ok(Some(text)),
            Err(_) => damaged("a part is not UTF-8 text"),
        }
    }
}

fn over_ratio(unpacked: u64, packed: u64) -> bool {
    unpacked > limits::RATIO_FREE_BYTES as u64 && unpacked / (limits::RATIO as u64) > packed
}

/// Whether a zip64 directory locator stands anywhere. The zip reader reserves memory for as many entries as such a directory claims
/// (16 million in a file of our size), an ordinary one cannot claim more than 65,535.
fn claims_zip64(bytes: &[u8]) -> bool {
    bytes.windows(20).any(|window| {
        window.starts_with(b"PK\x06\x07")
            && window[4..8] == [0; 4]
            && u64::from_le_bytes(window[8..16].try_into().expect("eight bytes")) < bytes.len() as u64
    })
}
