//! 交办、包案: a lead takes the duty.

use std::collections::BTreeSet;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{ActKind, limits};
use crate::{OfficeId, Refusal, StaffId, check::Situation, fields, refusal, text};

/// Assignment (交办、包案; DOMAIN A01, A08, R14).
///
/// Needs an accepted case that is clear enough (五个明确; I08), and a lead and unit of the directory. Takes the place
/// of every assignment its author had seen. Two that had not seen each other and name different leads or units are
/// dispute K1: both leads carry the duty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
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
    /// Further leads who share the duty, where the campaign allows it (双领导; DOMAIN A02).
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub co_leads: BTreeSet<StaffId>,
    /// Units that assist (协办单位; DOMAIN R14).
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub assist_units: BTreeSet<OfficeId>,
    /// Number of the letter it was assigned by (交办函; DOMAIN I20).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub letter_no: Option<String>,
    /// By when the assigning office wants to hear (反馈时限; DOMAIN I16).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub feedback_by: Option<Date>,
    /// The level the case is handled at.
    #[serde(default)]
    pub instance: Instance,
}

/// How an assignment came about (DOMAIN A10, I16).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Instance {
    /// 交办.
    #[default]
    Assigned,
    /// 提级交办.
    Raised,
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
}
