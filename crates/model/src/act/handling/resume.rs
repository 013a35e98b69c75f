//! 恢复: a clock of the law runs on.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Pause;
use crate::act::{ActKind, limits};
use crate::{ActId, Refusal, check::Situation, refusal, text};

/// The clock runs on from the day this is declared for (恢复). Needs a pause that goes on. Of two that had not seen each
/// other the earlier day holds: the petitioner waits no longer than either said.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Resume {
    /// The pause that ends.
    pub pause: ActId,
    /// What came of it.
    #[serde(default)]
    pub text: String,
}

impl ActKind for Resume {
    const KIND: &'static str = "resume";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()?;
        now.payload::<Pause>(self.pause)?;
        if !now.view.handling.pauses.iter().any(|pause| pause.act == self.pause && pause.to.is_none()) {
            return Err(Refusal::because(&refusal::ALREADY_RESUMED));
        }
        text::lines("text", &self.text, limits::REASON_CHARS)
    }
}
