//! 同意退回: the sender agrees to take a matter back, or does not.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{ActKind, limits};
use crate::{ActId, Refusal, check::Situation, refusal, text};

/// The sender agrees to take a matter back, or does not (同意退回; Art. 23). Only then does it go back.
///
/// Needs an objection without an answer, a reason, and the office that sent the matter or one above it. Answers that had
/// not seen each other send it back only where they all do.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerObjection {
    /// The objection.
    pub objection: ActId,
    /// Whether the matter goes back.
    #[serde(default)]
    pub agreed: bool,
    /// Why.
    pub reason: String,
}

impl ActKind for AnswerObjection {
    const KIND: &'static str = "answer_objection";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()?;
        let objection = now.view.intake.objections.iter().find(|objection| objection.act == self.objection);
        let objection = objection
            .ok_or_else(|| Refusal::because(&refusal::NO_SUCH_ACT).missing(format!("object {}", self.objection)))?;
        if !now.directory.is_ancestor_or_self(now.author.office, objection.sender) {
            let sender = now.directory.office_name(objection.sender);
            return Err(Refusal::because(&refusal::NOT_THE_SENDER).who_could([sender]));
        }
        if !objection.answers.is_empty() {
            return Err(Refusal::because(&refusal::NOT_OPEN_ANY_MORE).missing(self.objection.to_string()));
        }
        text::written("reason", &self.reason, limits::REASON_CHARS)
    }
}
