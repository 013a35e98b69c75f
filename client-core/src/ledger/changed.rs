//! What was written since a shell last asked: by it a screen asks again for what changed and for nothing else.

use std::{collections::BTreeSet, mem};

use taizhang_model::CaseId;

use super::{Core, Ledger};
use crate::store::folded::Folded;

/// More cases than these are as good as all of them: nobody looks at so many at once.
const CASES_MAX: usize = 100;

/// What was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Changed {
    /// Nothing that a list or a page shows.
    #[default]
    Nothing,
    /// Only how far the lists lag behind: none shows anything else than before.
    Lag,
    /// These cases, and what is listed of them; entries of the register and details of parties besides. May be empty.
    Cases(BTreeSet<CaseId>),
    /// Anything may have: offices, staff, the configuration, or very many cases.
    Anything,
}

impl Changed {
    pub(super) fn case(&mut self, case: CaseId) {
        self.documents([case]);
    }

    pub(super) fn documents(&mut self, cases: impl IntoIterator<Item = CaseId>) {
        if matches!(self, Self::Nothing | Self::Lag) {
            *self = Self::Cases(BTreeSet::new());
        }
        let Self::Cases(known) = self else { return };
        known.extend(cases);
        if known.len() > CASES_MAX {
            *self = Self::Anything;
        }
    }

    pub(super) fn lag(&mut self) {
        if *self == Self::Nothing {
            *self = Self::Lag;
        }
    }

    pub(super) fn anything(&mut self) {
        *self = Self::Anything;
    }
}

impl Ledger {
    /// What was written since [`Ledger::take_changed`] was asked last. A shell that sees rows written and the same here as before
    /// knows of something that nobody took note of.
    #[must_use]
    pub const fn changed(&self) -> &Changed {
        &self.core.changed
    }

    /// What was written since this was asked last.
    pub fn take_changed(&mut self) -> Changed {
        mem::take(&mut self.core.changed)
    }
}

impl Core {
    /// Takes note of a document that was folded.
    pub(super) fn note_folded(&mut self, id: CaseId, row: Option<&Folded>) {
        match row {
            Some(Folded::Case(_)) => self.changed.case(id),
            Some(Folded::Entry(_) | Folded::Party(..)) => self.changed.documents([]),
            Some(Folded::Configuration) | None => self.changed.anything(),
        }
    }
}
