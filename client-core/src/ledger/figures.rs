//! Figures of the cases that this device holds (统计): read off the views of the read model. What is counted is cases.

use jiff::civil::Date;
use rusqlite::Connection;
use taizhang_model::{
    CaseId, CaseView, OfficeId,
    metrics::{CaseFacts, Figures, FrozenList, Part, behind, figures},
};

use super::{Core, Ledger};
use crate::{Error, store::cases};

/// Which cases are counted; what is `None` does not matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CountFilter {
    /// Received on or after this day.
    pub from: Option<Date>,
    /// Received on or before this day.
    pub until: Option<Date>,
    /// Of this office, or of one below it.
    pub office: Option<OfficeId>,
    /// Of this campaign: a key of the configuration.
    pub campaign: Option<String>,
}

/// Figures, and the list of cases they were counted over.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// The figures.
    pub figures: Figures,
    /// The cases, each with the latest acts that were known: what a return freezes.
    pub list: FrozenList,
}

impl Ledger {
    /// The figures of the cases on this device that the filter names.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn count(&mut self, filter: &CountFilter) -> Result<Counted, Error> {
        self.read(|core, tx| {
            let mut list = FrozenList::default();
            let facts = core.facts(tx, filter, |view| list.add(view))?;
            Ok(Counted { figures: figures(&facts), list })
        })
    }

    /// The cases that a figure of those the filter names counts, by the figure's name; `None` where there is no such figure.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn behind(&mut self, filter: &CountFilter, figure: &str, part: Part) -> Result<Option<Vec<CaseId>>, Error> {
        self.read(|core, tx| Ok(behind(&core.facts(tx, filter, |_| {})?, figure, part)))
    }
}

impl Core {
    /// The facts of the cases that a filter names, each of whose views is shown to `each`.
    fn facts(
        &mut self,
        tx: &Connection,
        filter: &CountFilter,
        mut each: impl FnMut(&CaseView),
    ) -> Result<Vec<CaseFacts>, Error> {
        let mut facts = Vec::new();
        for case in cases::received(tx, filter.from, filter.until)? {
            let view = self.view(tx, case)?;
            let counts = |facts: &CaseFacts| self.counts(filter, facts, &view);
            if let Some(counted) = CaseFacts::of(&view).filter(counts) {
                facts.push(counted);
                each(&view);
            }
        }
        Ok(facts)
    }

    fn counts(&self, filter: &CountFilter, facts: &CaseFacts, view: &CaseView) -> bool {
        let CountFilter { from, until, office, campaign } = filter;
        from.is_none_or(|from| from <= facts.received_on)
            && until.is_none_or(|until| facts.received_on <= until)
            && office.is_none_or(|office| self.directory.is_ancestor_or_self(office, view.home))
            && campaign.as_ref().is_none_or(|id| view.links.campaigns.iter().any(|joined| joined.campaign == *id))
    }
}
