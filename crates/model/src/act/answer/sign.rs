//! 签字: somebody puts their name to what is written.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    Document, Reply,
    authority::{Issued, Signer, may_sign},
};
use crate::act::{ActKind, Close, InBody};
use crate::{ActBody, ActId, Effect, Refusal, check::Situation, refusal};

/// As what somebody signs (三签; DOMAIN F03, F05).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SignRole {
    /// 承办人.
    #[default]
    Handler,
    /// 包案领导.
    Lead,
    /// 单位主要负责人.
    Head,
    /// 分管负责人.
    DeputyHead,
    /// 参与人.
    Participant,
}

/// A signature over a document, a reply or a closing (签字; DOMAIN F05, K5).
///
/// Needs the latest version and its hash, and somebody who is what they sign as. One person signs a closing once. It
/// stands over that version only: a later version has to be signed again.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Sign {
    /// What is signed.
    pub act: ActId,
    /// The hash of what is signed: see [`Act::content_hash`](crate::Act::content_hash).
    pub over: String,
    /// As what.
    pub role: SignRole,
}

/// Whether a body is one that can be signed.
pub(crate) fn can_be_signed(body: &ActBody) -> bool {
    Document::of(body).is_some() || Reply::of(body).is_some() || Close::of(body).is_some()
}

impl ActKind for Sign {
    const KIND: &'static str = "sign";
    const WORK: bool = false;

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()?;
        let target = now.record.acts.iter().find(|act| act.id == self.act && can_be_signed(&act.body));
        let Some(target) = target else {
            let wanted = format!("document, reply or close {}", self.act);
            return Err(Refusal::because(&refusal::NO_SUCH_ACT).missing(wanted));
        };
        if target.content_hash() != self.over {
            return Err(Refusal::because(&refusal::OTHER_CONTENT).missing(target.content_hash()));
        }
        if matches!(now.act(self.act)?.effect, Effect::Superseded | Effect::NoEffect) {
            return Err(Refusal::because(&refusal::NOT_THE_LATEST).missing(self.act.to_string()));
        }
        let signer = Signer { staff: now.author.staff, office: now.author.office, entry: now.staff() };
        let issued = Issued { by: target.by, office: target.office };
        if !may_sign(now.directory, &now.assigns(), &signer, &issued, self.role) {
            let role = serde_json::to_value(self.role).ok();
            let role = role.as_ref().and_then(|role| role.as_str()).unwrap_or_default().to_owned();
            return Err(Refusal::because(&refusal::NOT_IN_THIS_ROLE).missing(role));
        }
        let closing = now.view.closing.closings.iter().find(|closing| closing.act == self.act);
        let signed = closing.into_iter().flat_map(|closing| &closing.signatures);
        if signed.filter(|signature| signature.holds).any(|signature| signature.by == now.author.staff) {
            return Err(Refusal::because(&refusal::SIGNED_ALREADY));
        }
        Ok(())
    }
}
