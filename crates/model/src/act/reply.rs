//! 答复: what the petitioner is told.

use serde::{Deserialize, Serialize};

use super::{ActKind, limits};
use crate::{Refusal, check::Situation, fold::Roles, refusal, text};

/// What a reply says to the claims (答复意见; Art. 32).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReplyPosition {
    /// 支持.
    Supported,
    /// 解释说明.
    Explained,
    /// 不予支持.
    NotSupported,
}

/// A written reply (书面答复; DOMAIN F23, F27). Needs an accepted and assigned case. The first one meets the deadline
/// of handling. A closing that had not seen it does not hold (K2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reply {
    /// Its words: claim, facts, opinion, basis.
    pub text: String,
    /// What it says to the claims.
    pub position: ReplyPosition,
}

impl ActKind for Reply {
    const KIND: &'static str = "reply";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()?;
        if !now.accepted() {
            return Err(Refusal::because(&refusal::NOT_ACCEPTED));
        }
        if now.view.leads.is_empty() {
            return Err(Refusal::because(&refusal::NOT_ASSIGNED));
        }
        text::written("text", &self.text, limits::TEXT_CHARS)
    }

    fn enroll<'a>(&'a self, rank: usize, roles: &mut Roles<'a>) {
        roles.replies.push(rank);
        roles.work.push(rank);
    }
}
