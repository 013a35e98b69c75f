//! 交办、包案: a lead takes the duty.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{ActKind, limits};
use crate::{OfficeId, Refusal, StaffId, check::Situation, fields, fold::Roles, refusal, text};

/// Assignment (交办、包案; DOMAIN A01, A08, R14).
///
/// Needs an accepted case that is clear enough (五个明确; I08), and a lead and unit of the directory. Takes the place
/// of every assignment its author had seen. Two that had not seen each other and name different leads or units are
/// dispute K1: both leads carry the duty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assign {
    /// Who carries the duty (包案领导).
    pub lead: StaffId,
    /// The unit in charge (主办单位).
    pub unit: OfficeId,
    /// Who handles it (承办人).
    #[serde(default)]
    pub handler: Option<StaffId>,
    /// What is to be done (化解措施).
    pub measures: String,
    /// By when (化解时限).
    #[serde(default)]
    pub due: Option<Date>,
}

impl Assign {
    /// What must not differ between two assignments that hold at once.
    pub(crate) fn duty(&self) -> (StaffId, OfficeId) {
        (self.lead, self.unit)
    }
}

impl ActKind for Assign {
    const KIND: &'static str = "assign";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()?;
        let mut unclear = Refusal::because(&refusal::FIVE_CLARITIES);
        if !now.accepted() {
            unclear = unclear.missing("accept");
        }
        for (field, value) in [(fields::TITLE, &now.view.title), (fields::PETITIONER, &now.view.petitioner)] {
            if value.trim().is_empty() {
                unclear = unclear.missing(field);
            }
        }
        let claims = now.view.claims.iter().any(|claim| !claim.text.trim().is_empty());
        if !claims && now.record.narrative.trim().is_empty() {
            unclear = unclear.missing("claim or narrative");
        }
        if !unclear.missing.is_empty() {
            return Err(unclear);
        }
        for staff in [Some(self.lead), self.handler].into_iter().flatten() {
            if !now.directory.staff.contains_key(&staff) {
                return Err(Refusal::because(&refusal::UNKNOWN_STAFF).missing(staff.to_string()));
            }
        }
        if !now.directory.offices.contains_key(&self.unit) {
            return Err(Refusal::because(&refusal::UNKNOWN_OFFICE).missing(self.unit.to_string()));
        }
        text::lines("measures", &self.measures, limits::TEXT_CHARS)
    }

    fn enroll<'a>(&'a self, rank: usize, roles: &mut Roles<'a>) {
        roles.assigns.push((rank, self));
        roles.work.push(rank);
    }
}
