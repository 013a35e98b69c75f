//! 转送、转办: the matter is passed on to the unit that is competent.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{competent, line, not_accepted, not_accused};
use crate::act::{ActKind, limits};
use crate::{OfficeId, Refusal, check::Situation, refusal, text};

/// How a matter is passed on (DOMAIN I15, I16).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TransferKind {
    /// 转送: to the unit that is competent.
    #[default]
    Transfer,
    /// 转办: to another department.
    Refer,
}

/// The matter is passed on to the unit that is competent (转送; DOMAIN I15, I16; Art. 22).
///
/// Needs a case that nobody accepted, an office that it was not passed on from, a reason, and either an office of this
/// ledger or the name of another unit; never an office that is accused in the matter (Art. 46). Against a concurrent
/// acceptance elsewhere it is dispute K6.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Transfer {
    /// The office of this ledger it goes to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<OfficeId>,
    /// The unit it goes to, where that is not an office of this ledger.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to_name: Option<String>,
    /// How.
    #[serde(default)]
    pub kind: TransferKind,
    /// Why.
    pub reason: String,
    /// Number of the letter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice_no: Option<String>,
    /// By when an answer is asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub feedback_by: Option<Date>,
}

impl ActKind for Transfer {
    const KIND: &'static str = "transfer";
    const WORK: bool = false;

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()?;
        not_accepted(now)?;
        competent(now)?;
        let name = self.to_name.as_deref().map(str::trim).filter(|name| !name.is_empty());
        match (self.to, name) {
            (Some(to), None) => {
                now.known_office(to)?;
                if to == now.author.office {
                    return Err(Refusal::because(&refusal::TO_ITSELF).missing("to"));
                }
                not_accused(now, to)?;
            }
            (None, Some(_)) => line("to_name", self.to_name.as_deref())?,
            _ => return Err(Refusal::because(&refusal::ONE_RECEIVER).missing("to or to_name")),
        }
        text::written("reason", &self.reason, limits::REASON_CHARS)?;
        if self.feedback_by.is_some_and(|by| by < now.today) {
            return Err(Refusal::because(&refusal::DATE_PASSED).missing("feedback_by"));
        }
        line("notice_no", self.notice_no.as_deref())
    }
}
