//! 督办回复: the office that was urged answers.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{ActKind, limits};
use crate::{ActId, Refusal, check::Situation, refusal, text};

/// The answer to a supervision (督办回复; DOMAIN S02, S05, S06; Art. 40).
///
/// Needs a supervision without an answer, a text, and the office that was urged or one above it; from any other it has
/// no effect.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerSupervision {
    /// The supervision.
    pub supervision: ActId,
    /// The answer.
    pub text: String,
    /// Whether a proposal was adopted.
    #[serde(default)]
    pub adopted: bool,
}

impl ActKind for AnswerSupervision {
    const KIND: &'static str = "answer_supervision";
    const WORK: bool = false;

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()?;
        let supervise = now.payload::<super::Supervise>(self.supervision)?;
        text::written("text", &self.text, limits::TEXT_CHARS)?;
        let mut items = now.view.supervision.items.iter();
        if items.any(|item| item.act == self.supervision && item.answer.is_some()) {
            return Err(Refusal::because(&refusal::SUPERVISION_ANSWERED));
        }
        let (own, to) = (now.author.office, supervise.to);
        if own == to || now.directory.is_ancestor_or_self(own, to) {
            return Ok(());
        }
        Err(Refusal::because(&refusal::ANSWER_BY_THE_SUPERVISED).who_could([now.directory.office_name(to)]))
    }
}
