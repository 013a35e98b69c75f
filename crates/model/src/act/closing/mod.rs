//! 办结与回访: closing, its audit, the petitioner's own rating, and opening again.

mod audit;
mod close;
mod external_mark;
mod first_review;
mod look_back;
mod rate;
mod reopen;
mod report_closed;

pub use audit::Audit;
pub use close::Close;
pub use external_mark::ExternalMark;
pub use first_review::FirstReview;
pub use look_back::{LookBack, LookBackResult};
pub use rate::{Rate, RatedBy};
pub use reopen::{Reopen, ReopenCause};
pub use report_closed::ReportClosed;

use crate::{Directory, OfficeId, OfficeKind, Refusal, check::Situation, refusal};

/// Whether an office audits and looks back: petition, joint meeting or supervision office (DOMAIN 3.2).
pub(crate) fn is_audit_office(directory: &Directory, office: OfficeId) -> bool {
    directory.offices.get(&office).is_some_and(|office| {
        matches!(office.kind, OfficeKind::PetitionOffice | OfficeKind::JointMeeting | OfficeKind::Supervision)
    })
}

impl Situation<'_> {
    /// Refuses offices that do not audit.
    fn by_audit_office(&self) -> Result<(), Refusal> {
        if is_audit_office(self.directory, self.author.office) {
            return Ok(());
        }
        let offices = self.directory.offices.values();
        let names =
            offices.filter(|office| is_audit_office(self.directory, office.id)).map(|office| office.name.clone());
        Err(Refusal::because(&refusal::NOT_AUDIT_OFFICE).who_could(names))
    }

    /// Refuses where the case is not closed.
    fn closed(&self) -> Result<(), Refusal> {
        self.registered()?;
        if self.view.closed { Ok(()) } else { Err(Refusal::because(&refusal::NOT_CLOSED)) }
    }
}
