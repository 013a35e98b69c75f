//! What one person has before them when they record something: a case as their device shows it, and the county.

use jiff::{Span, civil::Date};
use taizhang_model::{ActId, CaseId, CaseView, ClaimId, Config, Directory, OfficeId, StaffId};

use crate::rng::Rng;

/// A person at work on a case.
pub(crate) struct Desk<'a> {
    pub(crate) view: &'a CaseView,
    pub(crate) directory: &'a Directory,
    /// The office they work for.
    pub(crate) office: OfficeId,
    /// Who they are.
    pub(crate) staff: StaffId,
    /// Other cases on their device.
    pub(crate) others: &'a [CaseId],
    /// The day by their clock.
    pub(crate) today: Date,
    /// The word that stands nowhere else.
    pub(crate) word: String,
    pub(crate) rng: Rng,
}

impl Desk<'_> {
    /// The configuration: what the county puts in force adds nothing but a campaign.
    pub(crate) fn config(&self) -> &'static Config {
        Config::builtin()
    }

    pub(crate) fn word(&self) -> String {
        self.word.clone()
    }

    /// The word, now and then.
    pub(crate) fn perhaps_word(&mut self) -> Option<String> {
        self.chance(2).then(|| self.word())
    }

    /// True once in so many times.
    pub(crate) fn chance(&mut self, times: u64) -> bool {
        self.rng.one_in(times)
    }

    /// One of these, which are some.
    pub(crate) fn one<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.rng.index(of.len())].clone()
    }

    pub(crate) fn any_office(&mut self) -> OfficeId {
        let offices: Vec<_> = self.directory.offices.keys().copied().collect();
        self.one(&offices)
    }

    /// An office other than their own.
    pub(crate) fn other_office(&mut self) -> OfficeId {
        let offices: Vec<_> = self.directory.offices.keys().copied().filter(|office| *office != self.office).collect();
        self.one(&offices)
    }

    /// An office above their own, or their own at the top.
    pub(crate) fn office_above(&mut self) -> OfficeId {
        self.directory.ancestors(self.office).first().copied().unwrap_or(self.office)
    }

    /// Whether their office stands above those that have the case.
    pub(crate) fn is_above(&self) -> bool {
        let units = self.view.duty.units().chain([self.view.home]);
        units.into_iter().all(|unit| self.directory.stands_above(self.office, unit))
    }

    pub(crate) fn any_staff(&mut self) -> StaffId {
        let staff: Vec<_> = self.directory.staff.keys().copied().collect();
        self.one(&staff)
    }

    /// The head of an office, or whoever it is where it has none.
    pub(crate) fn head(&mut self, office: OfficeId) -> StaffId {
        let head = self.directory.heads(office).first().map(|head| head.id);
        head.unwrap_or_else(|| self.any_staff())
    }

    /// One to three members of staff.
    pub(crate) fn some_staff<C: FromIterator<StaffId>>(&mut self) -> C {
        (0..self.rng.between(1, 3)).map(|_| self.any_staff()).collect()
    }

    /// A day of the next so many.
    pub(crate) fn day(&mut self, most: i64) -> Date {
        let days = self.rng.between(0, most.unsigned_abs());
        self.today.saturating_add(Span::new().days(i64::try_from(days).unwrap_or_default()))
    }

    pub(crate) fn perhaps_day(&mut self, most: i64) -> Option<Date> {
        self.chance(2).then(|| self.day(most))
    }

    pub(crate) fn claim(&mut self) -> Option<ClaimId> {
        let claims: Vec<_> = self.view.claims.iter().map(|claim| claim.id).collect();
        self.rng.pick(&claims).copied()
    }

    /// One of the acts of these kinds.
    pub(crate) fn id(&mut self, kinds: &[&str]) -> Option<ActId> {
        let acts: Vec<ActId> =
            self.view.timeline.iter().filter(|item| kinds.contains(&item.kind.as_str())).map(|item| item.act).collect();
        self.rng.pick(&acts).copied()
    }

    /// One of the acts of this kind, now and then: for what takes the place of another.
    pub(crate) fn perhaps_id(&mut self, kind: &str) -> Option<ActId> {
        if self.chance(4) { self.id(&[kind]) } else { None }
    }
}
