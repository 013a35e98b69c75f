//! 司法确认: a court makes an agreement enforceable.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Agreement;
use crate::act::{ActKind, limits};
use crate::{ActId, Refusal, check::Situation, refusal, text};

/// Judicial confirmation of an agreement (司法确认; 人民调解法 33): asked for jointly, within 30 days.
///
/// Needs an agreement from a mediation that is in force, the court, and both parties together to ask; a decision needs
/// that somebody asked. Asked for later than 30 days after the agreement it is kept and flagged.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CourtConfirm {
    /// The agreement.
    pub agreement: ActId,
    /// How far it has come.
    pub state: ConfirmationState,
    /// The court, and its number.
    #[serde(default)]
    pub court: String,
    /// Whether the parties asked together.
    #[serde(default)]
    pub joint: bool,
}

/// How far judicial confirmation has come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ConfirmationState {
    /// 已申请.
    #[default]
    Requested,
    /// 已确认.
    Confirmed,
    /// 不予确认.
    Refused,
}

impl ActKind for CourtConfirm {
    const KIND: &'static str = "court_confirm";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()?;
        now.payload::<Agreement>(self.agreement)?;
        let agreements = &now.view.handling.agreements;
        let Some(agreement) = agreements.iter().find(|agreement| agreement.act == self.agreement) else {
            return Err(Refusal::because(&refusal::REPLACED));
        };
        let mut lacking = Refusal::because(&refusal::AGREEMENT_NOT_IN_FORCE);
        lacking.missing.extend(agreement.missing.iter().map(|what| (*what).clone()));
        if agreement.mediation.is_none() {
            lacking = lacking.missing("mediation");
        }
        if !lacking.missing.is_empty() {
            return Err(lacking);
        }
        match self.state {
            ConfirmationState::Requested if !self.joint => return Err(Refusal::because(&refusal::NOT_JOINT)),
            ConfirmationState::Requested => {}
            _ if agreement.confirmations.is_empty() => return Err(Refusal::because(&refusal::NOT_ASKED_FOR)),
            _ => {}
        }
        text::written_line("court", &self.court, limits::LINE_CHARS)
    }
}
