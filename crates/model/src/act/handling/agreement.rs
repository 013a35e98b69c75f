//! 调解协议、和解: what the parties agreed on, of their own will.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Mediate, MediationResult};
use crate::act::{ActKind, limits};
use crate::{ActId, OfficeId, Refusal, check::Situation, refusal, text};

/// A voluntary agreement (调解协议、和解; DOMAIN F06, H26): never a condition of closing.
///
/// Needs a registered case and what was agreed; one that comes from a mediation needs that mediation to have ended in
/// agreement. It is in force once the parties signed; from a mediation also its mediator, and with people's mediation
/// the seal of the committee (人民调解法 29). What an office owes under it is that office's promise. A later version
/// names the one it replaces.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Agreement {
    /// The mediation it comes from; none: the parties settled between themselves (和解).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mediation: Option<ActId>,
    /// What was agreed.
    pub text: String,
    /// Its terms.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub terms: Vec<Term>,
    /// Whether the parties signed.
    #[serde(default)]
    pub parties_signed: bool,
    /// Whether the mediator signed.
    #[serde(default)]
    pub mediator_signed: bool,
    /// Whether the committee sealed it.
    #[serde(default)]
    pub sealed: bool,
    /// The version it replaces.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<ActId>,
}

/// One term of an agreement, or one task from a meeting.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// What is owed.
    pub text: String,
    /// The office that owes it; none: a party.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<OfficeId>,
    /// By when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
}

impl Agreement {
    /// The deadline rule by which the parties may ask a court to confirm an agreement (人民调解法 33).
    pub const CONFIRM_RULE: &str = "court-confirm-30d";
    /// Its days, where the configuration is not known or has no such rule.
    pub const CONFIRM_DAYS: i32 = 30;
}

impl Term {
    /// Each is written, and owed by a known office or a party.
    pub(super) fn check_all(name: &str, terms: &[Self], now: &Situation<'_>) -> Result<(), Refusal> {
        text::items(name, terms.len())?;
        terms.iter().try_for_each(|term| {
            term.by.map_or(Ok(()), |office| now.known_office(office))?;
            text::written(name, &term.text, limits::REASON_CHARS)
        })
    }
}

impl ActKind for Agreement {
    const KIND: &'static str = "agreement";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()?;
        if let Some(mediation) = self.mediation
            && now.payload::<Mediate>(mediation)?.result != MediationResult::Agreed
        {
            return Err(Refusal::because(&refusal::MEDIATION_NOT_AGREED));
        }
        if let Some(replaced) = self.replaces {
            now.payload::<Self>(replaced)?;
        }
        text::written("text", &self.text, limits::TEXT_CHARS)?;
        Term::check_all("terms", &self.terms, now)?;
        text::altogether(self.terms.iter().map(|term| &term.text).chain([&self.text]))
    }
}
