//! The columns of a chunk: their table, inflation under a budget, and the run-length encodings in canonical form.
//!
//! An encoding is canonical when Automerge would write the same bytes for the same values: no run of one, no two
//! neighbours that could be one run, no column of nothing but nulls. Automerge writes changes back in this form when
//! it saves a document, so a change in any other form would lose its hash.

use std::io::Read;

use flate2::bufread::DeflateDecoder;

use super::read::Reader;
use super::{ChunkError, within};

/// Set in a column's specification when its bytes are deflated.
const DEFLATED: u64 = 0b1000;

/// A column as the table names it: specification without the deflate bit, whether it is deflated, stored length.
#[derive(Debug, Clone, Copy)]
pub(super) struct ColumnEntry {
    spec: u64,
    deflated: bool,
    len: u64,
}

/// Reads a table of columns: only `known` ones, in rising order, none empty.
pub(super) fn table(reader: &mut Reader<'_>, known: &[u64]) -> Result<Vec<ColumnEntry>, ChunkError> {
    let count = within("columns", reader.unsigned()?, known.len() as u64)?;
    let mut entries: Vec<ColumnEntry> = Vec::new();
    for _ in 0..count {
        let raw = reader.unsigned()?;
        let entry = ColumnEntry { spec: raw & !DEFLATED, deflated: raw & DEFLATED != 0, len: reader.unsigned()? };
        if !known.contains(&entry.spec) {
            return Err(ChunkError::Malformed("unknown column"));
        }
        if entries.last().is_some_and(|last| last.spec >= entry.spec) {
            return Err(ChunkError::Malformed("columns out of order"));
        }
        if entry.len == 0 {
            return Err(ChunkError::Malformed("empty column"));
        }
        entries.push(entry);
    }
    Ok(entries)
}

/// The columns of a change, borrowed from its bytes; an absent one is empty.
#[derive(Debug)]
pub(super) struct Columns<B> {
    columns: Vec<(u64, B)>,
}

impl<B: AsRef<[u8]>> Columns<B> {
    /// The bytes of one column; none when it is absent.
    pub(super) fn get(&self, spec: u64) -> &[u8] {
        self.columns.iter().find(|(found, _)| *found == spec).map_or(&[], |(_, bytes)| bytes.as_ref())
    }
}

impl<'a> Columns<&'a [u8]> {
    /// Cuts the columns out of the data; a deflated one is refused.
    pub(super) fn borrow(entries: &[ColumnEntry], data: &mut Reader<'a>) -> Result<Self, ChunkError> {
        let cut = |entry: &ColumnEntry| {
            if entry.deflated { Err(ChunkError::Compressed) } else { Ok((entry.spec, data.take(entry.len)?)) }
        };
        Ok(Self { columns: entries.iter().map(cut).collect::<Result<_, _>>()? })
    }
}

impl Columns<Vec<u8>> {
    /// Copies the columns out of the data, inflating the deflated ones, all within `budget`.
    pub(super) fn inflate(
        entries: &[ColumnEntry],
        data: &mut Reader<'_>,
        budget: &mut Budget,
    ) -> Result<Self, ChunkError> {
        let mut columns = Vec::with_capacity(entries.len());
        for entry in entries {
            let stored = data.take(entry.len)?;
            let bytes = if entry.deflated { budget.inflate(stored)? } else { budget.copy(stored)? };
            columns.push((entry.spec, bytes));
        }
        Ok(Self { columns })
    }
}

/// How many bytes the columns of one chunk may still take.
#[derive(Debug)]
pub(super) struct Budget {
    max: usize,
    left: usize,
}

impl Budget {
    pub(super) const fn new(max: usize) -> Self {
        Self { max, left: max }
    }

    /// What was taken so far.
    pub(super) const fn spent(&self) -> usize {
        self.max - self.left
    }

    fn spend(&mut self, len: usize) -> Result<(), ChunkError> {
        self.left = self.left.checked_sub(len).ok_or(ChunkError::Inflates { max: self.max as u64 })?;
        Ok(())
    }

    fn copy(&mut self, stored: &[u8]) -> Result<Vec<u8>, ChunkError> {
        self.spend(stored.len())?;
        Ok(stored.to_vec())
    }

    fn inflate(&mut self, stored: &[u8]) -> Result<Vec<u8>, ChunkError> {
        let mut decoder = DeflateDecoder::new(stored);
        let mut bytes = Vec::new();
        // One byte more than is left, to tell a column that fits from one that does not.
        (&mut decoder)
            .take(self.left as u64 + 1)
            .read_to_end(&mut bytes)
            .map_err(|_| ChunkError::Malformed("a column that does not inflate"))?;
        self.spend(bytes.len())?;
        if bytes.is_empty() || decoder.total_in() != stored.len() as u64 {
            return Err(ChunkError::Malformed("a column that does not inflate"));
        }
        Ok(bytes)
    }
}

/// A value that stands in a run-length column.
pub(super) trait Cell<'a>: Copy + PartialEq {
    /// Reads one.
    fn read(reader: &mut Reader<'a>) -> Result<Self, ChunkError>;
}

impl Cell<'_> for u64 {
    fn read(reader: &mut Reader<'_>) -> Result<Self, ChunkError> {
        reader.unsigned()
    }
}

impl Cell<'_> for i64 {
    fn read(reader: &mut Reader<'_>) -> Result<Self, ChunkError> {
        reader.signed()
    }
}

impl<'a> Cell<'a> for &'a str {
    fn read(reader: &mut Reader<'a>) -> Result<Self, ChunkError> {
        reader.text()
    }
}

/// The segment before, to tell whether the next could have been one with it.
#[derive(Debug, Clone, Copy)]
enum Before<T> {
    Start,
    Null,
    Literal(T),
    Run(T),
}

/// The runs of a column. A literal run comes as runs of one.
#[derive(Debug, Clone)]
pub(super) struct Runs<'a, T> {
    reader: Reader<'a>,
    literals: u64,
    before: Before<T>,
}

impl<'a, T: Cell<'a>> Runs<'a, T> {
    pub(super) const fn new(column: &'a [u8]) -> Self {
        Self { reader: Reader::new(column), literals: 0, before: Before::Start }
    }

    fn literal(&mut self, first: bool) -> Result<(u64, Option<T>), ChunkError> {
        let value = T::read(&mut self.reader)?;
        let joins = match self.before {
            Before::Start | Before::Null => false,
            Before::Literal(last) => first || last == value,
            Before::Run(last) => last == value,
        };
        if joins {
            return Err(ChunkError::Malformed("runs that should be one"));
        }
        self.before = Before::Literal(value);
        Ok((1, Some(value)))
    }

    /// The next run: how many rows, and their value.
    pub(super) fn next_run(&mut self) -> Result<Option<(u64, Option<T>)>, ChunkError> {
        if let Some(left) = self.literals.checked_sub(1) {
            self.literals = left;
            return self.literal(false).map(Some);
        }
        if self.reader.is_empty() {
            return Ok(None);
        }
        match self.reader.signed()? {
            0 => {
                let count = self.reader.unsigned()?;
                let last = self.reader.is_empty() && matches!(self.before, Before::Start);
                if count == 0 || last || matches!(self.before, Before::Null) {
                    return Err(ChunkError::Malformed("a run of nulls that should not stand there"));
                }
                self.before = Before::Null;
                Ok(Some((count, None)))
            }
            1 => Err(ChunkError::Malformed("a run of one")),
            count if count < 0 => {
                let count = count.unsigned_abs();
                // Each literal takes a byte at least.
                if count > self.reader.len() as u64 {
                    return Err(ChunkError::Malformed("more literals than bytes"));
                }
                self.literals = count - 1;
                self.literal(true).map(Some)
            }
            count => {
                let value = T::read(&mut self.reader)?;
                if matches!(self.before, Before::Literal(last) | Before::Run(last) if last == value) {
                    return Err(ChunkError::Malformed("runs that should be one"));
                }
                self.before = Before::Run(value);
                Ok(Some((count.unsigned_abs(), Some(value))))
            }
        }
    }
}

/// Counts a column's rows without expanding them.
pub(super) fn count<'a, T: Cell<'a>>(column: &'a [u8], what: &'static str, max: u64) -> Result<u64, ChunkError> {
    let mut runs = Runs::<T>::new(column);
    let mut rows = 0_u64;
    while let Some((count, _)) = runs.next_run()? {
        rows = within(what, rows.saturating_add(count), max)?;
    }
    Ok(rows)
}

/// Counts a column's rows and adds up its values, read by `amount`.
pub(super) fn sum(
    column: &[u8],
    what: &'static str,
    rows: u64,
    max: u64,
    amount: impl Fn(u64) -> u64,
) -> Result<u64, ChunkError> {
    let mut runs = Runs::<u64>::new(column);
    let (mut seen, mut total) = (0_u64, 0_u64);
    while let Some((count, value)) = runs.next_run()? {
        let value = value.ok_or(ChunkError::Malformed("a count that is null"))?;
        seen = seen.saturating_add(count);
        total = within(what, total.saturating_add(amount(value).saturating_mul(count)), max)?;
    }
    if seen == rows { Ok(total) } else { Err(ChunkError::Malformed("columns of unequal length")) }
}

/// Refuses a column that has not `rows` rows. An absent one passes only when it is `optional`.
pub(super) fn expect<'a, T: Cell<'a>>(column: &'a [u8], rows: u64, optional: bool) -> Result<(), ChunkError> {
    if optional && column.is_empty() {
        return Ok(());
    }
    match count::<T>(column, "rows", rows) {
        Ok(found) if found == rows => Ok(()),
        Ok(_) | Err(ChunkError::TooLarge { .. }) => Err(ChunkError::Malformed("columns of unequal length")),
        Err(error) => Err(error),
    }
}

/// Refuses a Boolean column that has not `rows` rows. An optional one is absent exactly when all are false.
pub(super) fn expect_bools(column: &[u8], rows: u64, optional: bool) -> Result<(), ChunkError> {
    if optional && column.is_empty() {
        return Ok(());
    }
    let mut reader = Reader::new(column);
    let (mut seen, mut runs) = (0_u64, 0_u64);
    while !reader.is_empty() {
        let count = reader.unsigned()?;
        if count == 0 && (runs > 0 || reader.is_empty()) {
            return Err(ChunkError::Malformed("an empty run"));
        }
        seen = seen.saturating_add(count);
        runs += 1;
    }
    if seen != rows {
        return Err(ChunkError::Malformed("columns of unequal length"));
    }
    if optional && runs < 2 { Err(ChunkError::Malformed("a column of nothing but false")) } else { Ok(()) }
}

/// The rows of a column, one by one. An absent column is null for ever; the counts were checked before.
#[derive(Debug, Clone)]
pub(super) struct Rows<'a, T> {
    runs: Runs<'a, T>,
    absent: bool,
    left: u64,
    value: Option<T>,
}

impl<'a, T: Cell<'a>> Rows<'a, T> {
    pub(super) const fn new(column: &'a [u8]) -> Self {
        Self { runs: Runs::new(column), absent: column.is_empty(), left: 0, value: None }
    }

    #[inline]
    pub(super) fn next(&mut self) -> Result<Option<T>, ChunkError> {
        if self.absent {
            return Ok(None);
        }
        if self.left == 0 {
            let (count, value) = self.runs.next_run()?.ok_or(ChunkError::Malformed("a column that ends early"))?;
            (self.left, self.value) = (count, value);
        }
        self.left -= 1;
        Ok(self.value)
    }

    /// The next row where none may be null.
    #[inline]
    pub(super) fn required(&mut self) -> Result<T, ChunkError> {
        self.next()?.ok_or(ChunkError::Malformed("a null where a value must stand"))
    }
}

/// The rows of a column of differences, added up.
#[derive(Debug, Clone)]
pub(super) struct Deltas<'a> {
    rows: Rows<'a, i64>,
    at: i64,
}

impl<'a> Deltas<'a> {
    pub(super) const fn new(column: &'a [u8]) -> Self {
        Self { rows: Rows::new(column), at: 0 }
    }

    #[inline]
    pub(super) fn next(&mut self) -> Result<Option<i64>, ChunkError> {
        let Some(step) = self.rows.next()? else { return Ok(None) };
        self.at = self.at.checked_add(step).ok_or(ChunkError::Malformed("a number out of range"))?;
        Ok(Some(self.at))
    }

    /// The next row as a counter, null or within 32 bits.
    #[inline]
    pub(super) fn counter(&mut self) -> Result<Option<u32>, ChunkError> {
        self.next()?
            .map(|at| u32::try_from(at).map_err(|_| ChunkError::Malformed("a counter out of range")))
            .transpose()
    }

    /// The next row as a counter, where none may be null.
    #[inline]
    pub(super) fn required(&mut self) -> Result<u32, ChunkError> {
        self.counter()?.ok_or(ChunkError::Malformed("a null where a value must stand"))
    }
}

/// The rows of a Boolean column, one by one; an absent one is false for ever.
#[derive(Debug, Clone)]
pub(super) struct Bools<'a> {
    reader: Reader<'a>,
    absent: bool,
    left: u64,
    value: bool,
}

impl<'a> Bools<'a> {
    pub(super) const fn new(column: &'a [u8]) -> Self {
        Self { reader: Reader::new(column), absent: column.is_empty(), left: 0, value: true }
    }

    #[inline]
    pub(super) fn next(&mut self) -> Result<bool, ChunkError> {
        if self.absent {
            return Ok(false);
        }
        while self.left == 0 {
            self.left = self.reader.unsigned()?;
            self.value = !self.value;
        }
        self.left -= 1;
        Ok(self.value)
    }
}
