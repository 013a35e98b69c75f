//! One call's surroundings: what a shell brings, and how the commands see it.

use std::{ops::DerefMut, path::Path};

use jiff::{Timestamp, civil::Date};
use taizhang_client::Ledger;

use crate::{
    failure::Failure,
    words::{Lang, Word},
};

/// An open ledger: a shell's own for one call, or one that it lends.
pub type Open<'a> = Box<dyn DerefMut<Target = Ledger> + 'a>;

/// How far a piece of work has come.
#[derive(Clone, Copy, Debug)]
pub struct Progress {
    /// What is done.
    pub what: Word,
    /// How much of it.
    pub done: u64,
    /// Of how much, where that is known.
    pub of: Option<u64>,
}

/// What a shell brings to a call.
pub trait Surroundings {
    /// The device's clock.
    fn now(&self) -> Timestamp;

    /// The ledger that is there.
    ///
    /// # Errors
    /// There is none, or it does not open.
    fn ledger(&self) -> Result<Open<'_>, Failure>;

    /// The ledger, made where there is none.
    ///
    /// # Errors
    /// It cannot be made or does not open.
    fn ledger_or_new(&self) -> Result<Open<'_>, Failure> {
        self.ledger()
    }

    /// Reads the whole of a file, up to a bound.
    ///
    /// # Errors
    /// It is not there, not readable or larger than that.
    fn read_file(&self, name: &Path, bytes_max: usize) -> Result<Vec<u8>, Failure>;

    /// Writes a file whole or not at all.
    ///
    /// # Errors
    /// It cannot be written.
    fn write_file(&self, name: &Path, bytes: &[u8]) -> Result<(), Failure>;

    /// The relay's address, where one is known.
    fn relay(&self) -> Option<String>;

    /// How the device's keys are kept: a code of [`crate::words::KEPT`].
    ///
    /// # Errors
    /// They cannot be read.
    fn key_kept(&self) -> Result<&'static str, Failure>;

    /// Whether words go to a terminal, where a QR code can be drawn.
    fn on_terminal(&self) -> bool {
        false
    }

    /// Up to how many cases that lag behind a list brings up to date before it answers, where the shell brings more of them up
    /// to date beside the calls; none: all, for nobody else does.
    fn catches_up_at_once(&self) -> Option<u64> {
        None
    }

    /// Hears how far a piece of work has come; none: it is done.
    fn progress(&self, _progress: Option<Progress>) {}
}

/// One call of a command.
#[derive(Clone, Copy)]
pub struct Desk<'a> {
    /// The language of sentences.
    pub lang: Lang,
    around: &'a dyn Surroundings,
}

impl std::fmt::Debug for Desk<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Desk").field("lang", &self.lang).finish_non_exhaustive()
    }
}

impl<'a> Desk<'a> {
    /// A call in these surroundings.
    #[must_use]
    pub const fn new(lang: Lang, around: &'a dyn Surroundings) -> Self {
        Self { lang, around }
    }

    /// Today's date in China, by the device's clock.
    pub(crate) fn today(&self) -> Date {
        taizhang_model::date_in_china(self.now())
    }

    /// Tells how far a piece of work has come.
    pub(crate) fn progress(&self, what: Word, done: usize, of: Option<usize>) {
        self.around.progress(Some(Progress { what, done: done as u64, of: of.map(|of| of as u64) }));
    }

    /// Tells that it is done.
    pub(crate) fn progressed(&self) {
        self.around.progress(None);
    }
}

/// A desk has all that its surroundings have.
impl<'a> std::ops::Deref for Desk<'a> {
    type Target = dyn Surroundings + 'a;

    fn deref(&self) -> &Self::Target {
        self.around
    }
}
