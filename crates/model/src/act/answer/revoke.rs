//! 撤销: a unit takes back what it wrote.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Document, Reply, authority::may_withdraw};
use crate::act::{ActKind, InBody, limits};
use crate::{ActBody, ActId, Effect, Refusal, check::Situation, refusal, text};

/// A document or reply is withdrawn by the office that issued it or by one above (撤销).
///
/// Needs a reason. A revoked reply opens a closed case again (DOMAIN 3.2).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Revoke {
    /// The document or reply.
    pub act: ActId,
    /// Why.
    pub reason: String,
}

/// Whether a body is one that can be revoked.
pub(crate) fn can_be_revoked(body: &ActBody) -> bool {
    Document::of(body).is_some() || Reply::of(body).is_some()
}

impl ActKind for Revoke {
    const KIND: &'static str = "revoke";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()?;
        let Some(target) = now.record.acts.iter().find(|act| act.id == self.act && can_be_revoked(&act.body)) else {
            let wanted = format!("document or reply {}", self.act);
            return Err(Refusal::because(&refusal::NO_SUCH_ACT).missing(wanted));
        };
        if matches!(now.act(self.act)?.effect, Effect::Superseded | Effect::NoEffect) {
            return Err(Refusal::because(&refusal::NOT_THE_LATEST).missing(self.act.to_string()));
        }
        text::written("reason", &self.reason, limits::REASON_CHARS)?;
        if !may_withdraw(now.directory, now.author.office, target.office) {
            let name = now.directory.office_name(target.office);
            return Err(Refusal::because(&refusal::NOT_THE_ISSUER).who_could([name]));
        }
        Ok(())
    }
}
