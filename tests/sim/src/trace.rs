//! What happened, as lines: hashed, so that two runs can be compared, and told, where somebody reads along.

use std::fmt::{self, Write as _};

/// Hears each line.
pub type Teller = fn(&str);

/// The story of a run.
#[derive(Debug)]
pub(crate) struct Trace {
    hash: u64,
    teller: Option<Teller>,
    line: String,
}

impl Trace {
    pub(crate) fn new(teller: Option<Teller>) -> Self {
        Self { hash: 0xcbf2_9ce4_8422_2325, teller, line: String::new() }
    }

    pub(crate) fn say(&mut self, now_ms: u64, what: fmt::Arguments<'_>) {
        self.line.clear();
        write!(self.line, "{:>4}.{:03} {what}", now_ms / 1_000, now_ms % 1_000).expect("a String takes every line");
        for byte in self.line.bytes().chain([b'\n']) {
            self.hash = (self.hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        if let Some(tell) = self.teller {
            tell(&self.line);
        }
    }

    pub(crate) const fn hash(&self) -> u64 {
        self.hash
    }
}
