//! 回避: a member of staff takes no part in the case.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{ActKind, limits};
use crate::{Refusal, StaffId, check::Situation, refusal, text};

/// A member of staff takes no part in the case (回避; Art. 28).
///
/// Needs a reason, and comes from that person or from a head of theirs; from anybody else it has no effect. Nobody who
/// stands aside is assigned, and what they still record is kept and marked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Recuse {
    /// Who.
    pub staff: StaffId,
    /// Why.
    pub reason: String,
}

impl ActKind for Recuse {
    const KIND: &'static str = "recuse";
    const WORK: bool = false;

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()?;
        now.known_staff(self.staff)?;
        text::written("reason", &self.reason, limits::REASON_CHARS)?;
        if now.view.duty.recusals.iter().any(|recusal| recusal.staff == self.staff) {
            return Err(Refusal::because(&refusal::ALREADY_RECUSED));
        }
        let office = now.directory.staff[&self.staff].office;
        if self.staff == now.author.staff || now.heads(office) {
            return Ok(());
        }
        let heads = now.directory.heads(office).into_iter().map(|head| head.name.clone());
        Err(Refusal::because(&refusal::RECUSAL_BY).who_could(heads))
    }
}
