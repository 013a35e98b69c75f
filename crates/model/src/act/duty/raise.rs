//! 提级、上报: the matter goes up.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{ActKind, limits};
use crate::{OfficeId, OfficeKind, Refusal, check::Situation, refusal, text};

/// How a matter goes up (DOMAIN A10, A11, A12, A16).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RaiseKind {
    /// 逐级上报: it cannot be solved here.
    #[default]
    Escalate,
    /// 提级交办: taken up by a higher level after failing below.
    RaiseLevel,
    /// 报牵头部门.
    LeadDepartment,
    /// 提请甄别认定.
    Screening,
}

/// A matter is brought to a higher level (提级、上报; DOMAIN A10 to A12, A16). The legal clock runs on.
///
/// Needs a reason and a known office that stands above the author's; to a department that leads the field (报牵头部门)
/// also one beside it. An office above the unit in charge may take the matter up itself (提级交办).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Raise {
    /// The office it is brought to.
    pub to: OfficeId,
    /// How.
    pub kind: RaiseKind,
    /// Why it cannot be solved here.
    pub reason: String,
}

impl ActKind for Raise {
    const KIND: &'static str = "raise";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()?;
        text::written("reason", &self.reason, limits::REASON_CHARS)?;
        now.known_office(self.to)?;
        let (directory, own) = (now.directory, now.author.office);
        let upwards = directory.stands_above(self.to, own);
        let fits = match self.kind {
            RaiseKind::Escalate | RaiseKind::Screening => upwards,
            RaiseKind::LeadDepartment => {
                let department = directory.offices[&self.to].kind == OfficeKind::Department;
                self.to != own && (department || upwards)
            }
            RaiseKind::RaiseLevel => {
                upwards || self.to == own && now.view.duty.units().any(|unit| directory.stands_above(own, unit))
            }
        };
        if fits {
            return Ok(());
        }
        let above = directory.ancestors(own).into_iter().map(|office| directory.office_name(office));
        Err(Refusal::because(&refusal::RAISE_UPWARDS).who_could(above))
    }
}
