//! 送达: what was written reaches the petitioner.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Document, Reply, ReviewResult};
use crate::act::{Accept, ActKind, Decline, InBody, PathNotice, Transfer, limits};
use crate::{ActBody, ActId, Effect, Refusal, check::Situation, refusal, text};

/// How a document was served (送达方式; DOMAIN F09).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ServeMethod {
    /// 直接送达.
    #[default]
    InPerson,
    /// 邮寄送达.
    Mail,
    /// 留置送达.
    Left,
    /// 电子送达.
    Electronic,
    /// 公告送达.
    Public,
}

/// A document was served (送达回证; DOMAIN F09): on the day this is declared for.
///
/// Needs a proof. A reply is served by the unit in charge or an office above it, and not before its head or a deputy
/// signed it (DOMAIN 2): the head where the case is a major one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Serve {
    /// The reply, notice or decision.
    pub act: ActId,
    /// How.
    pub method: ServeMethod,
    /// What shows it: a receipt's number, a hash.
    pub proof: String,
}

/// Whether a body is one that can be served.
pub(crate) fn can_be_served(body: &ActBody) -> bool {
    Document::of(body).is_some()
        || Reply::of(body).is_some()
        || ReviewResult::of(body).is_some()
        || Accept::of(body).is_some()
        || Decline::of(body).is_some()
        || Transfer::of(body).is_some()
        || PathNotice::of(body).is_some()
}

impl ActKind for Serve {
    const KIND: &'static str = "serve";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()?;
        let Some(served) = now.record.acts.iter().find(|act| act.id == self.act && can_be_served(&act.body)) else {
            let wanted = format!("reply, document, notice or decision {}", self.act);
            return Err(Refusal::because(&refusal::NO_SUCH_ACT).missing(wanted));
        };
        if matches!(now.act(self.act)?.effect, Effect::Superseded | Effect::NoEffect) {
            return Err(Refusal::because(&refusal::NOT_THE_LATEST).missing(self.act.to_string()));
        }
        text::written("proof", &self.proof, limits::LINE_CHARS)?;
        text::one_line("proof", &self.proof, limits::LINE_CHARS)?;
        if Reply::of(&served.body).is_none() {
            return Ok(());
        }
        now.by_lead_unit()?;
        let reply = now.view.answer.replies.iter().find(|reply| reply.act == self.act);
        if reply.is_some_and(|reply| reply.approved) {
            return Ok(());
        }
        let role = if now.view.answer.head_signs { "head" } else { "deputy_head or head" };
        let heads = now.directory.heads(served.office).into_iter().map(|head| head.name.clone());
        Err(Refusal::because(&refusal::REPLY_NOT_SIGNED).missing(role).who_could(heads))
    }
}
