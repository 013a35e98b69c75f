//! The lists of an office: what is due, who leads what, what was demanded, the calendar of receptions, and the inbox of
//! what people have to decide. All read from the read model; their subject is always a case, never a person.

use std::collections::BTreeMap;

use jiff::{ToSpan as _, civil::Date};
use rusqlite::Connection;
use schemars::JsonSchema;
use serde::Serialize;
use taizhang_model::{
    CaseId, DeadlineState, NumberUse, OfficeId,
    between::same_numbers,
    entry::{Day, EntryView, Owed, calendar, owed},
    lists::{Decision, Side},
};

use super::{Core, Lag, Ledger};
use crate::{
    Error,
    store::{
        cases,
        decisions::{self, InboxCounts, InboxItem, NumberGiven},
        entries,
        lists::{self, DueCounts, DueLine, Page, RosterLine, SupervisionLine, Whose},
        parties::{self, PartyDispute},
        reading::{self, OpeningLine},
    },
};

/// Numbers given twice that are shown at once.
const NUMBERS_SHOWN: usize = 100;
/// Openings of restricted cases that are told at once; each stays in its case.
const OPENINGS_TOLD: usize = 20;
/// Days around a span of the calendar within which a reception or meeting may lie that something of the span is due for.
const AROUND_DAYS: i8 = 62;

/// Whose cases a list is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reach {
    /// What this office owes itself.
    #[default]
    Office,
    /// What it owes, and all the offices below it: how an office above follows the days.
    Below,
    /// The cases that the holder of this device leads, handles or works on.
    Own,
}

/// Which list to show.
#[derive(Clone, Copy, Debug, Default)]
pub struct ListFilter {
    /// The office; without one, that of this device.
    pub office: Option<OfficeId>,
    /// Whose cases.
    pub reach: Reach,
    /// Which part of it.
    pub page: Page,
}

/// What is due (到期清单).
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct DueList {
    /// The day it is told for.
    pub today: Date,
    /// How many things stand how, on the whole list.
    pub counts: DueCounts,
    /// The page that was asked for, the earliest day first.
    pub lines: Vec<DueLine>,
    /// What the office owes by entries of the register: answers to letters, tasks of meetings. Not on the list of a
    /// person's own work.
    pub owed: Vec<Owed>,
    /// How far the list lags behind.
    pub lag: Lag,
}

/// An office's inbox (待裁决).
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Inbox {
    /// The office.
    pub office: OfficeId,
    /// How much there is.
    pub counts: InboxCounts,
    /// The page that was asked for: what the office settles before what only concerns it, the latest first.
    pub items: Vec<InboxItem>,
    /// Details of parties that were corrected twice (K14), in documents that this office keeps. With the first page alone.
    pub parties: Vec<PartyDispute>,
    /// Restricted cases that somebody opened all the same (紧急查阅), the latest first: told to their home office and to those
    /// that watch over it. Nothing is to be decided. With the first page alone.
    pub openings: Vec<OpeningLine>,
    /// How far the inbox lags behind.
    pub lag: Lag,
}

impl Ledger {
    /// What is due, the earliest day first.
    ///
    /// # Errors
    /// [`Error::NotEnrolled`], [`Error::Storage`].
    pub fn due_list(&mut self, today: Date, state: Option<DeadlineState>, of: &ListFilter) -> Result<DueList, Error> {
        self.read(|core, tx| {
            let whose = core.whose(of)?;
            let owed = match &whose {
                Whose::Offices(offices) if of.page.offset == 0 => owed_by(tx, offices)?,
                _ => Vec::new(),
            };
            Ok(DueList {
                today,
                counts: lists::due_counts(tx, &whose, today)?,
                lines: lists::due(tx, &core.reader(), &whose, today, state, of.page)?,
                owed,
                lag: core.lag(tx)?,
            })
        })
    }

    /// The roster of leads (包案台账): the assignments in force, unit by unit.
    ///
    /// # Errors
    /// [`Error::NotEnrolled`], [`Error::Storage`].
    pub fn roster(&mut self, of: &ListFilter) -> Result<Vec<RosterLine>, Error> {
        self.read(|core, tx| Ok(lists::roster(tx, &core.reader(), &core.whose(of)?, of.page)?))
    }

    /// What was demanded of the office about cases (督办清单), or with `sent`, what it demanded of others: those without an
    /// answer first, the earliest day first. Those that were answered only when asked for.
    ///
    /// # Errors
    /// [`Error::NotEnrolled`], [`Error::Storage`].
    pub fn supervision_list(
        &mut self,
        today: Date,
        sent: bool,
        answered: bool,
        of: &ListFilter,
    ) -> Result<Vec<SupervisionLine>, Error> {
        self.read(|core, tx| {
            let offices = core.offices_of(of)?;
            Ok(lists::supervisions(tx, &core.reader(), &offices, sent, answered, today, of.page)?)
        })
    }

    /// Reception days and meetings between two days, and what is due around them (接访日历).
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn calendar(&mut self, from: Date, until: Date) -> Result<Vec<(Day, EntryView)>, Error> {
        self.read(|_, tx| {
            let around = AROUND_DAYS.days();
            let (first, last) = (from.saturating_sub(around), until.saturating_add(around));
            let mut views = BTreeMap::new();
            for kind in ["reception", "meeting"] {
                let some = entries::views_between(tx, kind, first, last)?;
                views.extend(some.into_iter().map(|view| (view.id, view)));
            }
            let days = calendar(views.values(), from, until);
            Ok(days.into_iter().filter_map(|day| Some((day.clone(), views.get(&day.entry)?.clone()))).collect())
        })
    }

    /// The inbox of an office; without one, that of this device. What lies between documents is found by
    /// [`Ledger::catch_up`]: its `lag` says whether all of it is there.
    ///
    /// # Errors
    /// [`Error::NotEnrolled`], [`Error::Storage`].
    pub fn inbox(&mut self, office: Option<OfficeId>, page: Page) -> Result<Inbox, Error> {
        self.read(|core, tx| {
            let office = office.map_or_else(|| core.author().map(|author| author.office), Ok)?;
            let mut numbers = core.numbers_given_twice(tx, office)?;
            let mut counts = decisions::count(tx, office)?;
            for item in &numbers {
                *(if item.here { &mut counts.here } else { &mut counts.elsewhere }) += 1;
            }
            // They stand before the rest of what is settled here: there are few, and they are found anew each time.
            let limit = page.limit();
            numbers.sort_by_key(|item| (!item.here, item.decision.dispute.id));
            let skipped = page.offset.min(numbers.len());
            let mut items: Vec<_> = numbers.drain(skipped..).take(limit).collect();
            let rest = Page { limit: limit - items.len(), offset: page.offset - skipped };
            if rest.limit > 0 {
                items.extend(decisions::inbox(tx, &core.reader(), office, rest)?);
            }
            let parties = parties::disputes(tx, Some(office))?;
            counts.here += parties.len() as u64;
            let parties = if page.offset == 0 { parties } else { Vec::new() };
            let told = if page.offset == 0 { OPENINGS_TOLD } else { 0 };
            let openings = reading::openings(tx, &core.reader(), office, told)?;
            Ok(Inbox { office, counts, items, parties, openings, lag: core.lag(tx)? })
        })
    }
}

impl Core {
    fn offices_of(&self, of: &ListFilter) -> Result<Vec<OfficeId>, Error> {
        let office = of.office.map_or_else(|| self.author().map(|author| author.office), Ok)?;
        Ok(match of.reach {
            Reach::Below => {
                let below = |lower: &&OfficeId| self.directory.is_ancestor_or_self(office, **lower);
                self.directory.offices.keys().filter(below).copied().collect()
            }
            Reach::Office | Reach::Own => vec![office],
        })
    }

    fn whose(&self, of: &ListFilter) -> Result<Whose, Error> {
        Ok(match of.reach {
            Reach::Own => Whose::Own(self.author()?.staff),
            _ => Whose::Offices(self.offices_of(of)?),
        })
    }

    /// K11: numbers that stand on several cases, as far as they concern this office.
    fn numbers_given_twice(&self, tx: &Connection, office: OfficeId) -> Result<Vec<InboxItem>, Error> {
        let given = decisions::numbers_given_twice(tx, NUMBERS_SHOWN)?;
        let uses: Vec<(CaseId, NumberUse)> = given.iter().map(|given| (given.case, given.number.clone())).collect();
        let mut items = Vec::new();
        for (dispute, of_cases) in same_numbers(&uses, &self.directory) {
            let of = |(act, case)| given.iter().find(|given| given.number.act == act && given.case == case);
            let here = dispute.settle_at == Some(office);
            let given: Vec<&NumberGiven> = dispute.acts.iter().copied().zip(of_cases).filter_map(of).collect();
            if !here && given.iter().all(|given| given.number.office != office) {
                continue;
            }
            let mut of_cases = Vec::new();
            for given in &given {
                of_cases.extend(cases::line_of(tx, &self.reader(), given.case)?);
            }
            let mut of_cases = of_cases.into_iter();
            let Some(case) = of_cases.next() else { continue };
            let sides: Vec<Side> = given.iter().filter_map(|given| given.by.clone()).collect();
            let decision = Decision { dispute, sides, conflict: None };
            let other = of_cases.next();
            let item = InboxItem { here, decision, case, other, entry: None, reasons: Vec::new() };
            items.push(item.for_reader());
        }
        Ok(items)
    }
}

fn owed_by(tx: &Connection, offices: &[OfficeId]) -> Result<Vec<Owed>, Error> {
    let views = entries::views_with_due(tx)?;
    let mut all: Vec<_> = offices.iter().flat_map(|office| owed(&views, *office)).collect();
    all.sort();
    all.dedup();
    Ok(all)
}
