//! Office spreadsheets in, bounded: the two ledgers that offices keep today become rows that can be registered, with a finding
//! for everything that is not clean.
//!
//! Three rules. *Registering is never blocked:* a row whose matter can be read is importable, however dirty the rest. *Nothing is
//! changed silently:* every repair and every omission is a [`Finding`] with its cell. *What does not belong in a case stays behind:*
//! columns about controlling a person are dropped and named, identity numbers, phones and house numbers are checked and left
//! out (the documents of the parties' details are their place); a caller gets them beside the row, to hash them, and where it is
//! asked to, to write them down there.
//!
//! Bytes in, values out: no file, no clock, no thread. [`read_ledger`] is safe on hostile bytes and is its own fuzz entry.

mod dates;
mod duplicates;
mod error;
mod findings;
mod identity;
mod layout;
pub mod limits;
mod package;
mod rows;
mod words;
mod xlsx;

pub use error::Error;
pub use findings::{Finding, Severity};
pub use layout::{DropReason, DroppedColumn, Layout};
pub use rows::Person;

/// A ledger as read from a spreadsheet.
#[derive(Debug, Clone, serde::Serialize)]
pub struct Ledger {
    /// Which of the known layouts it has.
    pub layout: Layout,
    /// The name of the sheet that was read.
    pub sheet: String,
    /// One entry for each matter, in the order of the sheet.
    pub rows: Vec<Row>,
    /// All that was not clean, ordered by row; findings about whole columns stand first, at the header.
    pub findings: Vec<Finding>,
    /// Columns that were left out on purpose.
    pub dropped_columns: Vec<DroppedColumn>,
}

/// One matter. Text is as it stood, but for what a finding says; an empty text means that the cell was empty or is not in this layout.
#[derive(Debug, Clone, serde::Serialize)]
pub struct Row {
    /// The row number as the spreadsheet shows it.
    pub row: u32,
    /// 序号 or 编号, as written.
    pub no: String,
    /// 登记日期 or 受理时间.
    pub received_on: Option<jiff::civil::Date>,
    /// 信访人: who brings the matter.
    pub petitioner: String,
    /// The village or community (村、社区) out of the address; house and group numbers are left out.
    pub area: String,
    /// 反映的主要问题 or 诉求. Identity and mobile numbers within are masked (a finding says so).
    pub text: String,
    /// 问题类别 or 领域, as written.
    pub category: String,
    /// 来源, in the model's words: `letter`, `visit`, `phone`, `online`, `assigned`, `screening` or `visit_down`.
    pub channel: Option<&'static str>,
    /// 三跨三分离, one entry for each flag, as written.
    pub flags: Vec<String>,
    /// 包案领导.
    pub lead: String,
    /// 责任单位.
    pub unit: String,
    /// 责任人.
    pub handler: String,
    /// 化解措施.
    pub measures: String,
    /// 化解时限 or 办结时限.
    pub due: Option<jiff::civil::Date>,
    /// 办理情况 or 进展, as written.
    pub state: String,
    /// 人数: persons in the matter, 1 when not said.
    pub persons: u32,
    /// The valid numbers of who brings it, for the keyed hashes by which the same matter is found twice, and for the document
    /// of their details. Not serialised.
    #[serde(skip)]
    pub person: Person,
    /// Whether the matter can be registered. Only a row without a matter cannot.
    pub importable: bool,
}

/// Reads a ledger from the bytes of an `.xlsx` file.
///
/// # Errors
/// When the file as a whole cannot be read: see [`Error::code`]. Anything smaller is a [`Finding`].
pub fn read_ledger(bytes: &[u8]) -> Result<Ledger, Error> {
    let mut package = package::Package::open(bytes)?;
    let sheets = xlsx::read_sheets(&mut package)?;
    let (sheet, header) = layout::find(&sheets).ok_or(error::Kind::NoKnownLayout)?;
    Ok(rows::read(sheet, header))
}
