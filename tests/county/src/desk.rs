//! A desk: one member of staff with a device of their own, a real ledger in memory, and a clock that may be wrong.

use anyhow::Context as _;
use jiff::{SignedDuration, Timestamp, ToSpan as _, civil::Date, tz::Offset};
use taizhang_client::{KeysInMemory, Ledger, StoreOptions};
use taizhang_model::{OfficeId, StaffId};
use taizhang_wire::Cursor;

use crate::dice::Dice;

/// When the day's work begins, in the county.
const MORNING: i8 = 8;

/// A member of staff with a device.
pub(crate) struct Desk {
    pub(crate) name: String,
    pub(crate) office: OfficeId,
    pub(crate) staff: StaffId,
    pub(crate) ledger: Ledger,
    /// How far its feed has been read.
    pub(crate) cursor: Option<Cursor>,
    /// Whether something was written that the relay does not have.
    pub(crate) unsent: bool,
    /// By how much its clock is wrong.
    pub(crate) clock_off: SignedDuration,
}

impl Desk {
    /// A desk with an empty ledger.
    pub(crate) fn new(name: &str, office: OfficeId, staff: StaffId, mut dice: Dice) -> anyhow::Result<Self> {
        let entropy = Box::new(move |bytes: &mut [u8]| dice.fill(bytes));
        let ledger = Ledger::open(&StoreOptions::clear(":memory:"), Box::new(KeysInMemory::default()), entropy)
            .with_context(|| format!("cannot open a ledger in memory for {name}"))?;
        let clock_off = SignedDuration::ZERO;
        Ok(Self { name: name.to_owned(), office, staff, ledger, cursor: None, unsent: true, clock_off })
    }

    /// What its clock shows on a day, at the `nth` thing that is done on a case.
    pub(crate) fn clock(&self, day: Date, nth: usize) -> Timestamp {
        morning(day, nth).checked_add(self.clock_off).expect("clocks are a year off, not ages")
    }
}

/// The right time on a day, at the `nth` thing that is done on a case: a quarter of a minute apart, so that a day holds many.
pub(crate) fn morning(day: Date, nth: usize) -> Timestamp {
    let start = day.at(MORNING, 0, 0, 0).to_zoned(jiff::tz::TimeZone::fixed(Offset::constant(8)));
    let start = start.expect("a fixed offset has every hour").timestamp();
    start + (15 * i64::try_from(nth % 2_000).expect("small")).seconds()
}
