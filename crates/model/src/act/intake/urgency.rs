//! 案件紧急程度: how urgent the case is, why, and until when.

use jiff::{Span, civil::Date};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{ActKind, limits};
use crate::{Refusal, check::Situation, refusal, text};

/// Where a matter is heading (发展趋势; DOMAIN I10): the matter, never a person.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Trend {
    /// 平稳.
    #[default]
    Steady,
    /// 趋缓.
    Easing,
    /// 趋紧.
    Growing,
}

/// How urgent the case is (四色; DOMAIN C14): of a case, with a reason, for a time; never of a person.
///
/// Needs a colour of the configuration, a reason, and a last day that is not past and not beyond the days of that
/// colour. Takes the place of every one its author had seen; without effect from the day after its last.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Urgency {
    /// A colour of the configuration.
    pub colour: String,
    /// Why.
    pub reason: String,
    /// The last day it holds.
    pub until: Date,
    /// Where the matter is heading.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trend: Option<Trend>,
}

impl ActKind for Urgency {
    const KIND: &'static str = "urgency";
    const WORK: bool = false;

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()?;
        let colours = &now.config().colours;
        let Some(colour) = colours.iter().find(|colour| colour.id == self.colour) else {
            let known = colours.iter().map(|colour| colour.id.as_str()).collect::<Vec<_>>().join("|");
            return Err(Refusal::because(&refusal::UNKNOWN_COLOUR).missing(known));
        };
        text::written("reason", &self.reason, limits::REASON_CHARS)?;
        let last = now.today.saturating_add(Span::new().days(i64::from(colour.days)));
        if (now.today..=last).contains(&self.until) {
            return Ok(());
        }
        Err(Refusal::because(&refusal::URGENCY_UNTIL).missing(format!("until: {} to {last}", now.today)))
    }
}
