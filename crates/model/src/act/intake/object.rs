//! 管辖异议: the office that got a matter says that it is not its own.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::not_accepted;
use crate::act::{ActKind, Assign, Transfer, limits};
use crate::config::{self, Config, Due, Event};
use crate::{ActId, OfficeId, Refusal, check::Situation, refusal, text};

/// The office that got a matter says that it is not its own (管辖异议; Art. 23): within five working days, with a reason.
///
/// Needs a transfer or assignment to this office, or to one above it, that has no objection yet, and a reason; later than
/// the rule allows, also the reason for that. The matter stays where it is until its sender agrees.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Object {
    /// The transfer or assignment.
    pub transfer: ActId,
    /// Why.
    pub reason: String,
    /// Why so late, where it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

/// The last day for objecting to a letter of this date; none where there is no such rule, or no calendar for the year.
pub(crate) fn objections_until(config: &Config, sent_on: Date) -> Option<Date> {
    let rule = config.deadlines.iter().find(|rule| rule.met_by.contains(&Event::TransferObjected))?;
    match config::due(sent_on, rule.length, rule.unit, rule.count_mode, &config.calendar) {
        Due::On(day) => Some(day),
        Due::UnknownYear { .. } => None,
    }
}

impl Object {
    /// The office that the letter went to.
    fn receiver(&self, now: &Situation<'_>) -> Result<Option<OfficeId>, Refusal> {
        if let Ok(assign) = now.payload::<Assign>(self.transfer) {
            return Ok(Some(assign.unit));
        }
        let transfer = now.payload::<Transfer>(self.transfer)?;
        not_accepted(now)?;
        Ok(transfer.to)
    }
}

impl ActKind for Object {
    const KIND: &'static str = "object";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()?;
        let receiver = self.receiver(now)?;
        if !receiver.is_some_and(|to| now.directory.is_ancestor_or_self(to, now.author.office)) {
            let who = receiver.map(|to| now.directory.office_name(to));
            return Err(Refusal::because(&refusal::NOT_THE_RECEIVER).who_could(who));
        }
        if now.view.intake.objections.iter().any(|objection| objection.of == self.transfer) {
            return Err(Refusal::because(&refusal::ALREADY_OBJECTED).missing(self.transfer.to_string()));
        }
        text::written("reason", &self.reason, limits::REASON_CHARS)?;
        let sent_on = now.act(self.transfer)?.effective_on;
        match (objections_until(now.config(), sent_on), self.late_reason.as_deref()) {
            (Some(last), None) if now.today > last => {
                Err(Refusal::because(&refusal::OBJECTION_LATE).missing(format!("late_reason: the last day was {last}")))
            }
            (_, Some(reason)) => text::written("late_reason", reason, limits::REASON_CHARS),
            _ => Ok(()),
        }
    }
}
