//! 延期: more time for the handling.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{ActKind, limits};
use crate::{Config, Deadline, Refusal, check::Situation, refusal, text};

/// Extension of the handling (延期; Art. 34).
///
/// Needs an accepted case, the head of the office, a reason, and a deadline that has not passed; 30 days at most in
/// all, or as many as the rule that the handling is judged by allows. From somebody who was not the head it has no
/// effect. Two that had not seen each other are dispute K4: the earlier due date holds, they are never added up.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Extend {
    /// Days, 1 to 30.
    pub days: u16,
    /// Why.
    pub reason: String,
}

impl Extend {
    /// The most days by which the law lets the handling be extended in all (Art. 34).
    pub const MOST_DAYS: u16 = 30;

    /// The most days in all by a configuration: what its rule of handling says, within the law. Where the configuration
    /// is not known: what the law says.
    #[must_use]
    pub fn most_days(config: Option<&Config>) -> u16 {
        let rule = config.and_then(|config| config.deadline_rule(Deadline::HANDLE));
        rule.map_or(Self::MOST_DAYS, |rule| rule.extendable.min(Self::MOST_DAYS))
    }
}

impl ActKind for Extend {
    const KIND: &'static str = "extend";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()?;
        if !now.accepted() {
            return Err(Refusal::because(&refusal::NOT_ACCEPTED));
        }
        let handling = now.handling();
        if !(1..=Self::MOST_DAYS).contains(&self.days) {
            return Err(Refusal::because(&refusal::EXTENSION_DAYS));
        }
        let rule = handling.and_then(|handling| now.configs.get(handling.config)?.deadline_rule(&handling.rule));
        let most = rule.map_or(Self::MOST_DAYS, |rule| rule.extendable.min(Self::MOST_DAYS));
        let left = most.saturating_sub(handling.map_or(0, |handling| handling.extended_days));
        if self.days > left {
            return Err(Refusal::because(&refusal::EXTENSION_CAP).missing(format!("{left} days are left")));
        }
        if let Some(due) = handling.and_then(|handling| handling.due).filter(|due| now.today > *due) {
            return Err(Refusal::because(&refusal::EXTENSION_LATE).missing(format!("due {due}")));
        }
        text::written("reason", &self.reason, limits::REASON_CHARS)?;
        let author = now.directory.staff.get(&now.author.staff);
        if !author.is_some_and(|staff| staff.is_head && staff.office == now.author.office) {
            let heads = now.directory.heads(now.author.office).into_iter().map(|head| head.name.clone());
            return Err(Refusal::because(&refusal::NOT_HEAD).who_could(heads));
        }
        Ok(())
    }
}
