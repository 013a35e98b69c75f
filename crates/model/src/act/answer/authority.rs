//! Who may issue, sign and withdraw what a unit writes: asked by checks of the person who records, and by the fold of
//! what came from elsewhere.

use super::SignRole;
use crate::act::{Assign, InBody};
use crate::{Author, Directory, OfficeId, Refusal, Staff, StaffId, StaffRole, check::Situation, refusal};

/// Whose signature is asked about.
pub(crate) struct Signer<'a> {
    pub(crate) staff: StaffId,
    pub(crate) office: OfficeId,
    /// Their entry in the directory, as they had seen it.
    pub(crate) entry: Option<&'a Staff>,
}

/// What was signed: whose it is.
pub(crate) struct Issued {
    pub(crate) by: StaffId,
    pub(crate) office: OfficeId,
}

/// Whether somebody signs as what they are: the handler and the leads that the assignments name, a head or deputy of
/// the office that issued it or of one above. Where no assignment names a handler, it is who wrote it.
pub(crate) fn may_sign(
    directory: &Directory,
    assigns: &[&Assign],
    signer: &Signer<'_>,
    issued: &Issued,
    role: SignRole,
) -> bool {
    let placed = signer
        .entry
        .filter(|staff| staff.office == signer.office && directory.is_ancestor_or_self(signer.office, issued.office));
    match role {
        SignRole::Handler => {
            let mut handlers = assigns.iter().filter_map(|assign| assign.handler).peekable();
            if handlers.peek().is_none() { signer.staff == issued.by } else { handlers.any(|one| one == signer.staff) }
        }
        SignRole::Lead => {
            assigns.iter().any(|assign| assign.lead == signer.staff || assign.co_leads.contains(&signer.staff))
        }
        SignRole::Head => placed.is_some_and(|staff| staff.is_head),
        SignRole::DeputyHead => placed.is_some_and(|staff| {
            staff.is_head || staff.is_team_member || staff.roles.contains(&StaffRole::DeputyInCharge)
        }),
        SignRole::Participant => true,
    }
}

/// Whether an office may withdraw what another issued: its own, or that of an office below it.
pub(crate) fn may_withdraw(directory: &Directory, office: OfficeId, issued_by: OfficeId) -> bool {
    directory.is_ancestor_or_self(office, issued_by)
}

impl<'a> Situation<'a> {
    /// The assignments that hold.
    pub(crate) fn assigns(&self) -> Vec<&'a Assign> {
        let held = |id| self.record.acts.iter().find(|act| act.id == id);
        let leads = self.view.leads.iter();
        leads.filter_map(|lead| Assign::of(&held(lead.act)?.body)).collect()
    }

    /// Refuses everybody but the units in charge (主办单位) and the offices above them.
    pub(crate) fn by_lead_unit(&self) -> Result<(), Refusal> {
        let Author { office, .. } = *self.author;
        let units = || self.view.leads.iter().map(|lead| lead.unit);
        if units().any(|unit| self.directory.is_ancestor_or_self(office, unit)) {
            return Ok(());
        }
        let names = units().map(|unit| self.directory.office_name(unit));
        Err(Refusal::because(&refusal::NOT_LEAD_UNIT).who_could(names))
    }
}
