//! Divides the compiled core in two modules: what a first visit calls, and the rest. Most of the core is not called before
//! somebody administers, imports, settles or audits, and need not be there for the first screen.
//!
//! Both halves share one memory and one table of functions. Where the first part calls what lies in the rest, it has a *gate*:
//! a function of the same type that has the rest put in place, unless it is, and calls on through the table. The rest
//! imports what it calls of the first part, and writes itself over the gates' places in the table as it is instantiated.
//! A long text that nothing reads without asking for the rest is zeros in the first part, and the rest brings it.
//! Nothing else changes: a function lies where its name says (`crates/web/not-at-first.txt`). One that is newer than this list comes
//! first, and one of the list that a first visit calls all the same is only found a little later.

mod module;
mod parts;
mod probe;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use sha2::{Digest as _, Sha256};

pub(super) use module::Module;
pub(super) use parts::split;
pub(super) use probe::{SEEN, probe};

/// The export that gates call: `crates/web/src/rest.rs`.
pub(super) const GATE: &str = "taizhang_rest";
/// What the rest imports from: the first part's exports.
pub(super) const FIRST: &str = "first";

/// Names of functions, each as the beginning of its digest. A name is the function's path with its types, without
/// what stands for compilers and folders.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Names(BTreeSet<u32>);

impl Names {
    /// Reads a list, one name a line.
    pub(super) fn read(list: &str) -> anyhow::Result<Self> {
        let names = list.lines().filter(|line| !line.starts_with('#')).map(|line| u32::from_str_radix(line, 16));
        Ok(Self(names.collect::<Result<_, _>>()?))
    }

    /// The names of some of a module's functions. What has no name is in no list.
    pub(super) fn of(module: &Module, functions: impl IntoIterator<Item = u32>) -> Self {
        Self(functions.into_iter().filter_map(|function| module.name(function)).map(digest).collect())
    }

    /// These without those.
    pub(super) fn without(&self, those: &Self) -> Self {
        Self(&self.0 - &those.0)
    }

    /// The list, one name a line.
    pub(super) fn list(&self) -> String {
        self.0.iter().map(|name| format!("{name:08x}\n")).collect()
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    fn has(&self, name: &str) -> bool {
        self.0.contains(&digest(name))
    }
}

/// A function's name as its source has it.
fn path(name: &str) -> String {
    format!("{:#}", rustc_demangle::demangle(name))
}

fn digest(name: &str) -> u32 {
    Sha256::digest(path(name)).iter().take(4).fold(0, |sum, byte| sum << 8 | u32::from(*byte))
}
