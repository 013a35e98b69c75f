//! 编号: the numbers a case goes by.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{ActKind, limits};
use crate::{ActId, Refusal, check::Situation, refusal, text};

/// The case gets a number (编号; DOMAIN K11, I23).
///
/// Needs a scheme of the configuration. A number that replaces another leaves it as an alias. Two numbers of one scheme
/// that did not see each other are dispute K11, and so is one number on two cases.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Number {
    /// Whose: one of [`Number::SCHEMES`].
    #[schemars(extend("enum" = Number::SCHEMES))]
    pub scheme: String,
    /// The number.
    pub number: String,
    /// The numbering it replaces; the old number stays as an alias.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<ActId>,
}

impl Number {
    /// The schemes of the configuration's numbering: the office's own, the official one, that of the national system.
    pub const SCHEMES: &[&str] = &["office", "official", "national"];
}

impl ActKind for Number {
    const KIND: &'static str = "number";
    const WORK: bool = false;

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()?;
        if !Self::SCHEMES.contains(&self.scheme.as_str()) {
            return Err(Refusal::because(&refusal::UNKNOWN_SCHEME).missing(Self::SCHEMES.join("|")));
        }
        text::written("number", &self.number, limits::LINE_CHARS)?;
        text::one_line("number", &self.number, limits::LINE_CHARS)?;
        let current = now.view.answer.numbers.iter().find(|used| used.current && used.scheme == self.scheme);
        match (self.replaces, current) {
            (None, Some(current)) => {
                Err(Refusal::because(&refusal::NUMBERED_ALREADY).missing(format!("replaces {}", current.act)))
            }
            (Some(earlier), _) if now.payload::<Self>(earlier)?.scheme != self.scheme => {
                Err(Refusal::because(&refusal::NO_SUCH_ACT).missing(format!("number of scheme {}", self.scheme)))
            }
            _ => Ok(()),
        }
    }
}
