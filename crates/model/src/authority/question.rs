//! May they? One answer, for a check of what is about to be recorded and for a fold of what was.

use super::{Who, has_function, row};
use crate::{
    Act, ActBody, ActId, Directory, OfficeId, Staff, StaffId,
    act::{
        AnswerObjection, Assign, Issued, Promise, Signer, can_be_revoked, can_be_signed, decides_on_reading,
        is_audit_office, may_sign, may_withdraw,
    },
    flag,
};

/// Who has the case, as an author knew it.
#[derive(Debug, Default)]
pub(crate) struct Charge<'a> {
    /// The assignments that hold.
    pub(crate) assigns: Vec<&'a Assign>,
    /// The units in charge; where nobody was assigned, the home office and those that accepted.
    pub(crate) units: Vec<OfficeId>,
    /// These, the units that assist and the offices that assigned.
    pub(crate) offices: Vec<OfficeId>,
    /// Whether the matter was passed on to another office, neither above nor below the author's.
    pub(crate) passed_on: bool,
    /// The owner of the contact that is asked about; none where there is no such contact.
    pub(crate) owner: Option<OfficeId>,
    /// Whether the assignment that is asked about comes from a lower level than the last.
    pub(crate) from_below: bool,
}

/// What is asked about: an author, and what they had before them.
pub(crate) struct Asked<'a, 'n> {
    pub(crate) directory: &'a Directory,
    pub(crate) home: OfficeId,
    pub(crate) by: StaffId,
    pub(crate) office: OfficeId,
    /// Their entry in the directory as they had seen it.
    pub(crate) entry: Option<&'a Staff>,
    /// The revision of that entry they name: of one that has not come yet nothing can be said.
    pub(crate) revision: u32,
    /// Whether they take no part in the case, and had seen that.
    pub(crate) aside: bool,
    /// An act of the case that theirs names.
    pub(crate) act: &'n dyn Fn(ActId) -> Option<&'a Act>,
}

impl<'a> Asked<'a, '_> {
    /// Why they may not, as far as that does not depend on who has the case: one of [`flag`].
    pub(crate) fn lacks(&self, body: &ActBody) -> Option<&'static str> {
        let row = row(body).filter(|row| row.who != Who::Petitioner)?;
        if self.aside && row.decides {
            return Some(flag::BY_ONE_STANDING_ASIDE);
        }
        let entry = self.entry.filter(|staff| staff.revision == self.revision);
        let placed = entry.is_none_or(|staff| staff.active && staff.office == self.office);
        let may = placed && self.may(row.who, body);
        if may {
            return None;
        }
        Some(match row.who {
            Who::Head => flag::NOT_BY_A_HEAD,
            Who::Privacy => flag::NOT_BY_PRIVACY,
            Who::Receiver | Who::Sender => flag::NOT_COMPETENT,
            Who::Issuer => flag::NOT_BY_THE_ISSUER,
            Who::AuditOffice | Who::Independent => flag::NOT_INDEPENDENT,
            Who::Participant => flag::NOT_A_PARTICIPANT,
            Who::AssigningLevel => flag::NOT_THE_ASSIGNING_LEVEL,
            _ => flag::LACKED_AUTHORITY,
        })
    }

    /// Why they may not, of what depends on who has the case.
    pub(crate) fn lacks_charge(&self, body: &ActBody, charge: &Charge<'_>) -> Option<&'static str> {
        let who = row(body)?.who;
        let in_charge = || charge.units.iter().any(|unit| self.directory.is_ancestor_or_self(self.office, *unit));
        let (may, why) = match (who, body) {
            (Who::Competent, _) => (!charge.passed_on, flag::NOT_COMPETENT),
            (Who::AssigningLevel, _) => (!charge.from_below, flag::FROM_A_LOWER_LEVEL),
            (Who::Owner, _) => (charge.owner.is_none_or(|owner| owner == self.office), flag::NOT_THE_OWNER),
            (Who::InCharge, _) => (in_charge(), flag::NOT_BY_THE_LEAD_UNIT),
            (Who::InChargeOfReplies, ActBody::Serve(serve)) => {
                let reply = (self.act)(serve.act).is_some_and(|served| matches!(served.body, ActBody::Reply(_)));
                (!reply || in_charge(), flag::NOT_BY_THE_LEAD_UNIT)
            }
            (Who::TakingPart, _) => (self.stands_for(&charge.offices), flag::NOT_ITS_OFFICE),
            (Who::Owing, _) => (self.owes(body, charge), flag::NOT_ITS_OFFICE),
            (Who::FromAbove, _) => (self.stands_over(&charge.units), flag::LACKED_AUTHORITY),
            (Who::InItsRole, ActBody::Sign(sign)) => {
                let issued = (self.act)(sign.act).filter(|act| can_be_signed(&act.body))?;
                let issued = Issued { by: issued.by, office: issued.office };
                let signer = Signer { staff: self.by, office: self.office, entry: self.entry };
                (may_sign(self.directory, &charge.assigns, &signer, &issued, sign.role), flag::NOT_IN_THIS_ROLE)
            }
            _ => return None,
        };
        (!may).then_some(why)
    }

    /// Where an act names another that is not there, there is nothing to lack: its section says so.
    fn may(&self, who: Who, body: &ActBody) -> bool {
        let directory = self.directory;
        match (who, body) {
            (Who::Head | Who::Privacy, _) => self.entry.is_some_and(|staff| has_function(staff, body)),
            (Who::HeadOfItsOffice, ActBody::Confirm(confirm)) => {
                (self.act)(confirm.act).is_none_or(|act| act.by != self.by && self.heads(act.office))
            }
            (Who::ReadingOfficer, _) => {
                self.entry.is_some_and(|staff| decides_on_reading(directory, staff, self.office, self.home))
            }
            (Who::ThemselvesOrHead, ActBody::Recuse(recuse)) => {
                let of = directory.staff.get(&recuse.staff).map(|staff| staff.office);
                recuse.staff == self.by || of.is_some_and(|of| self.heads(of))
            }
            (Who::Receiver, ActBody::Object(object)) => match (self.act)(object.transfer).map(|act| &act.body) {
                Some(ActBody::Transfer(transfer)) => transfer.to.is_some_and(|to| self.is_within(to)),
                Some(ActBody::Assign(assign)) => self.is_within(assign.unit),
                _ => true,
            },
            (Who::Receiver, ActBody::TakeOver(take)) => {
                let handed = self.find(take.hand_over, |body| match body {
                    ActBody::HandOver(handed) => Some(handed.to),
                    _ => None,
                });
                self.named(handed, |to| self.is_within(to))
            }
            (Who::Sender, ActBody::AnswerObjection(answer)) => {
                self.named(self.sender(answer), |sender| self.is_over(sender))
            }
            (Who::AssigningLevel, ActBody::Assign(assign)) => directory.may_assign(self.office, self.home, assign.unit),
            (Who::RaisedTo, ActBody::AnswerRaise(answer)) => {
                let to = self.find(answer.raise, |body| match body {
                    ActBody::Raise(raise) => Some(raise.to),
                    _ => None,
                });
                self.named(to, |to| self.stands_for(&[to]))
            }
            (Who::Issuer, ActBody::Revoke(revoke)) => {
                let issued = (self.act)(revoke.act).filter(|act| can_be_revoked(&act.body)).map(|act| act.office);
                self.named(issued, |issued| may_withdraw(directory, self.office, issued))
            }
            (Who::Participant, ActBody::Vote(vote)) => match (self.act)(vote.finding).map(|act| &act.body) {
                Some(ActBody::Finding(finding)) => finding.participants.contains(&self.by),
                _ => true,
            },
            (Who::AuditOffice | Who::Independent, _) => is_audit_office(directory, self.office),
            (Who::Supervisor, ActBody::Supervise(supervise)) => directory.may_supervise(self.office, supervise.to),
            (Who::Supervised, ActBody::AnswerSupervision(answer)) => {
                let to = self.find(answer.supervision, |body| match body {
                    ActBody::Supervise(supervise) => Some(supervise.to),
                    _ => None,
                });
                self.named(to, |to| self.is_over(to))
            }
            _ => true,
        }
    }

    fn named(&self, office: Option<OfficeId>, may: impl Fn(OfficeId) -> bool) -> bool {
        office.is_none_or(may)
    }

    fn find<T>(&self, act: ActId, read: impl Fn(&'a ActBody) -> Option<T>) -> Option<T> {
        read(&(self.act)(act)?.body)
    }

    /// The office that sent what an objection is about.
    fn sender(&self, answer: &AnswerObjection) -> Option<OfficeId> {
        let letter = self.find(answer.objection, |body| match body {
            ActBody::Object(object) => Some(object.transfer),
            _ => None,
        })?;
        (self.act)(letter).map(|letter| letter.office)
    }

    /// The office that owes what an act is about: by a promise, a term of an agreement, a task or a step.
    fn owing(&self, body: &ActBody) -> Option<OfficeId> {
        let of = |act: ActId, term: Option<u16>| {
            let term = term.map(|term| usize::from(term).wrapping_sub(1));
            self.find(act, |body| match (body, term) {
                (ActBody::Promise(Promise { office, .. }), None) => Some(*office),
                (ActBody::Agreement(agreement), Some(term)) => agreement.terms.get(term)?.by,
                (ActBody::Meet(meet), Some(term)) => meet.tasks.get(term)?.by,
                _ => None,
            })
        };
        match body {
            ActBody::Promise(promise) => Some(promise.office),
            ActBody::Deliver(deliver) => of(deliver.promise, deliver.term),
            ActBody::CancelPromise(cancel) => of(cancel.promise, cancel.term),
            ActBody::Milestone(milestone) => self.find(milestone.plan, |body| match body {
                ActBody::Plan(plan) => Some(plan.steps.get(usize::from(milestone.step).checked_sub(1)?)?.office),
                _ => None,
            }),
            _ => None,
        }
    }

    fn owes(&self, body: &ActBody, charge: &Charge<'_>) -> bool {
        let leads = |assign: &&Assign| assign.lead == self.by || assign.co_leads.contains(&self.by);
        self.stands_for(&charge.offices)
            || self.owing(body).is_some_and(|owing| self.stands_for(&[owing]))
            || matches!(body, ActBody::Milestone(_)) && charge.assigns.iter().any(leads)
    }

    fn stands_over(&self, units: &[OfficeId]) -> bool {
        let coordinates = self.directory.offices.get(&self.office).is_some_and(|office| office.kind.coordinates());
        coordinates || units.iter().any(|unit| self.directory.stands_above(self.office, *unit))
    }

    /// Whether the author acts for one of these offices or for one above.
    fn stands_for(&self, offices: &[OfficeId]) -> bool {
        offices.iter().any(|of| *of == self.office || self.directory.stands_above(self.office, *of))
    }

    fn is_within(&self, upper: OfficeId) -> bool {
        self.directory.is_ancestor_or_self(upper, self.office)
    }

    fn is_over(&self, lower: OfficeId) -> bool {
        self.directory.is_ancestor_or_self(self.office, lower)
    }

    fn heads(&self, office: OfficeId) -> bool {
        self.entry.is_some_and(|staff| self.directory.heads_over(staff, self.office, office))
    }
}
