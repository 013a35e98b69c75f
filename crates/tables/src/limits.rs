//! What a spreadsheet may cost. A ledger comes by mail or on a stick from somebody else, so every figure that a file can
//! claim about itself has a ceiling here, and none of them is reached by a real ledger (a township's year is 20 KiB).

/// The file as it arrives, in bytes.
pub const FILE_BYTES: usize = 16 << 20;
/// All parts that are read, unpacked, in bytes; counted while unpacking, never taken from a header.
pub const INFLATED_BYTES: usize = 64 << 20;
/// Unpacked bytes per packed byte, for a part beyond [`RATIO_FREE_BYTES`].
pub const RATIO: usize = 200;
/// Parts this small may compress as well as they like.
pub const RATIO_FREE_BYTES: usize = 1 << 20;
/// Entries in the package.
pub const ENTRIES: usize = 1_000;
/// XML tags over all parts: what bounds the memory of many tiny elements.
pub const XML_TAGS: usize = 4_000_000;
/// Worksheets in the workbook.
pub const SHEETS: usize = 16;
/// Rows that hold a value, in one sheet.
pub const ROWS: usize = 20_000;
/// Columns, counted from A.
pub const COLUMNS: u32 = 64;
/// Characters of one cell; what is beyond is cut off and reported.
pub const CELL_CHARS: usize = 8_000;
/// Text of all cells together, in bytes: one shared text may stand in many cells.
pub const TEXT_BYTES: usize = 64 << 20;
