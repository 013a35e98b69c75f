//! Whether an act may be recorded now. What each kind needs stands with the kind, in `act/`; here is what they ask.
//!
//! A check guards the person who records. It is no guard against other devices: what they recorded, concurrently or
//! with an older version, is folded as it is, and contradictions become disputes. Only whether its author had the
//! authority is asked again by every reader, of the same table ([`crate::authority`]).

use jiff::civil::Date;

use crate::{
    Act, ActBody, ActGraph, ActId, Author, CaseRecord, CaseView, ClaimId, Config, Configs, Context, Deadline,
    Directory, FindingState, FindingView, OfficeId, Outcome, Refusal, Staff, StaffId, Stage, Subject, TimelineItem,
    act::{Finding, InBody},
    authority::{Asked, Charge},
    flag, refusal,
};

/// Everything a check may look at.
pub(crate) struct Situation<'a> {
    pub(crate) record: &'a CaseRecord,
    pub(crate) view: &'a CaseView,
    pub(crate) author: &'a Author,
    pub(crate) directory: &'a Directory,
    pub(crate) configs: &'a Configs,
    pub(crate) today: Date,
}

impl Situation<'_> {
    /// Refuses when the case is not registered.
    pub(crate) fn registered(&self) -> Result<(), Refusal> {
        if self.view.stage == Stage::Draft { Err(Refusal::because(&refusal::NOT_REGISTERED)) } else { Ok(()) }
    }

    /// The configuration that this device holds to be current.
    pub(crate) fn config(&self) -> &Config {
        self.configs.current()
    }

    /// Refuses an office that is not in the directory.
    pub(crate) fn known_office(&self, office: OfficeId) -> Result<(), Refusal> {
        if self.directory.offices.contains_key(&office) {
            return Ok(());
        }
        Err(Refusal::because(&refusal::UNKNOWN_OFFICE).missing(office.to_string()))
    }

    /// Refuses a member of staff who is not in the directory.
    pub(crate) fn known_staff(&self, staff: StaffId) -> Result<(), Refusal> {
        if self.directory.staff.contains_key(&staff) {
            return Ok(());
        }
        Err(Refusal::because(&refusal::UNKNOWN_STAFF).missing(staff.to_string()))
    }

    /// Refuses a claim that the case does not have.
    pub(crate) fn known_claim(&self, claim: ClaimId) -> Result<(), Refusal> {
        if self.record.claims.contains_key(&claim) {
            return Ok(());
        }
        Err(Refusal::because(&refusal::NO_SUCH_CLAIM).missing(claim.to_string()))
    }

    /// A finding that no later version replaced: where it stands, and what it says.
    pub(crate) fn finding(&self, id: ActId) -> Result<(&FindingView, &Finding), Refusal> {
        let payload = self.payload::<Finding>(id)?;
        match self.view.handling.findings.iter().find(|finding| finding.act == id) {
            Some(finding) if finding.state != FindingState::Replaced => Ok((finding, payload)),
            _ => Err(Refusal::because(&refusal::REPLACED)),
        }
    }

    /// An act of this case, as the timeline tells it; refused where there is none.
    pub(crate) fn act(&self, id: ActId) -> Result<&TimelineItem, Refusal> {
        let item = self.view.timeline.iter().find(|item| item.act == id);
        item.ok_or_else(|| Refusal::because(&refusal::NO_SUCH_ACT).missing(id.to_string()))
    }

    /// A kind of act of this case that still holds; refused where there is none of this id and kind.
    pub(crate) fn payload<T: InBody>(&self, id: ActId) -> Result<&T, Refusal> {
        let act = self.record.acts.iter().find(|act| act.id == id);
        let payload = act.and_then(|act| T::of(&act.body));
        payload.ok_or_else(|| Refusal::because(&refusal::NO_SUCH_ACT).missing(format!("{} {id}", T::KIND)))
    }

    /// The acts of a kind.
    pub(crate) fn payloads<'s, T: InBody + 's>(&'s self) -> impl Iterator<Item = &'s T> + 's {
        self.record.acts.iter().filter_map(|act| T::of(&act.body))
    }

    /// The acts of a kind that no other of them had seen.
    pub(crate) fn latest<T: InBody>(&self) -> Vec<&T> {
        let graph = ActGraph::new(&self.record.acts);
        let acts: Vec<&Act> = self.record.acts.iter().filter(|act| T::of(&act.body).is_some()).collect();
        let latest = |act: &&&Act| !acts.iter().any(|later| graph.is_before(act.id, later.id));
        acts.iter().filter(latest).filter_map(|act| T::of(&act.body)).collect()
    }

    /// Refuses one who does not act for one of these offices or for an office above one.
    pub(crate) fn acts_for(&self, offices: &[OfficeId]) -> Result<(), Refusal> {
        let own = self.author.office;
        if offices.iter().any(|office| *office == own || self.directory.stands_above(own, *office)) {
            return Ok(());
        }
        let names = offices.iter().map(|office| self.directory.office_name(*office));
        Err(Refusal::because(&refusal::NOT_YOUR_OFFICE).who_could(names))
    }

    /// Whether the author is an active head acting for this office or for one above it.
    pub(crate) fn heads(&self, office: OfficeId) -> bool {
        self.staff().is_some_and(|staff| self.directory.heads_over(staff, self.author.office, office))
    }

    /// The entry of the author in the directory.
    pub(crate) fn staff(&self) -> Option<&Staff> {
        self.directory.staff.get(&self.author.staff)
    }

    /// Why the author may not record this, by the same table that every reader asks: one of [`crate::flag`].
    fn lacks(&self, body: &ActBody) -> Option<&'static str> {
        let directory = self.directory;
        let held = |id: ActId| self.record.acts.iter().find(|act| act.id == id);
        let asked = Asked {
            directory,
            home: self.record.home,
            by: self.author.staff,
            office: self.author.office,
            entry: self.staff(),
            revision: self.staff().map_or(0, |staff| staff.revision),
            aside: self.view.duty.recusals.iter().any(|recusal| recusal.staff == self.author.staff),
            act: &held,
        };
        let charge = || {
            let duty = &self.view.duty;
            let mut charge = Charge {
                assigns: self.assigns(),
                units: duty.units().collect(),
                offices: duty.offices(),
                ..Charge::default()
            };
            if let ActBody::HandOver(handed) = body {
                charge.owner = self.view.intake.contact(handed.contact).map(|contact| contact.owner);
            }
            if charge.units.is_empty() {
                let decided = self.view.intake.decisions.iter();
                let accepted = decided.filter(|decision| decision.holds && decision.outcome == Outcome::Accepted);
                charge.units = accepted.map(|decision| decision.office).chain([self.record.home]).collect();
                charge.offices.clone_from(&charge.units);
            }
            charge
        };
        asked.lacks(body).or_else(|| asked.lacks_charge(body, &charge()))
    }

    /// Refuses one who has no authority for it.
    fn authority(&self, body: &ActBody) -> Result<(), Refusal> {
        match self.lacks(body) {
            Some(flag::BY_ONE_STANDING_ASIDE) => Err(Refusal::because(&refusal::STANDS_ASIDE)),
            Some(word) => Err(Refusal::because(&refusal::NO_AUTHORITY).missing(word)),
            None => Ok(()),
        }
    }

    /// The deadline of handling: there from acceptance on, where the configuration has such a rule.
    pub(crate) fn handling(&self) -> Option<&Deadline> {
        self.view.deadlines.iter().find(|deadline| deadline.rule == Deadline::HANDLE)
    }

    /// Whether the case is accepted.
    pub(crate) fn accepted(&self) -> bool {
        self.view.intake.is_accepted()
    }
}

/// Whether `author` may record this act now: `view` is `record` folded, `today` the author's date.
///
/// # Errors
/// A refusal that names the rule, what is missing, and who could do it.
pub fn check(
    record: &CaseRecord,
    view: &CaseView,
    body: &ActBody,
    author: &Author,
    context: Context<'_>,
    today: Date,
) -> Result<(), Refusal> {
    if body.subject().is_some_and(|subject| !matches!(subject, Subject::Case | Subject::Any)) {
        return Err(Refusal::because(&refusal::WRONG_DOCUMENT).missing(body.kind()));
    }
    let Context { directory, configs } = context;
    let now = Situation { record, view, author, directory, configs, today };
    body.check(&now)?;
    now.authority(body)
}

/// Whether it is for `author` to record such an act on this case now, whatever else stands against it.
///
/// # Errors
/// A refusal for want of authority.
pub fn authority(
    record: &CaseRecord,
    view: &CaseView,
    body: &ActBody,
    author: &Author,
    context: Context<'_>,
) -> Result<(), Refusal> {
    let Context { directory, configs } = context;
    // No rule of authority looks at the day.
    Situation { record, view, author, directory, configs, today: Date::MIN }.authority(body)
}

/// Why `author` has no authority for this act now: one of [`crate::flag`]. The word that every reader finds.
#[cfg(test)]
pub(crate) fn lacks(
    record: &CaseRecord,
    view: &CaseView,
    body: &ActBody,
    author: &Author,
    context: Context<'_>,
) -> Option<&'static str> {
    let Context { directory, configs } = context;
    Situation { record, view, author, directory, configs, today: Date::constant(2026, 6, 1) }.lacks(body)
}

#[cfg(test)]
mod tests;
