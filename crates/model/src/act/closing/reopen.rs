//! 恢复办理: a closed case is opened again.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{ActKind, InBody, LookBack, Promise, RepeatContact, ReviewResult, Revoke, limits};
use crate::{ActBody, ActId, CaseId, Refusal, check::Situation, refusal, text};

/// Why a case is opened again (DOMAIN 3.2).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReopenCause {
    /// 重复信访.
    #[default]
    Repeat,
    /// 承诺未落实.
    BrokenPromise,
    /// 回头看不合格.
    FailedLookBack,
    /// 答复被撤销.
    RevokedReply,
    /// 复查复核变更.
    ChangedOnReview,
    /// 新事实.
    NewFact,
}

/// The case is opened again (恢复办理; DOMAIN 3.2, H27).
///
/// Needs a closed case and its cause: the act or the other case, or in words what is new. Any office may. A further
/// contact, a relapse, a revoked reply and a changed opinion open a case by themselves. Beside an audit that says
/// "resolved" it is dispute K9.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reopen {
    /// Why.
    pub cause: ReopenCause,
    /// The act that gives cause, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub act: Option<ActId>,
    /// The other case, where it is a repeat.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<CaseId>,
    /// In words.
    #[serde(default)]
    pub text: String,
}

/// A kind of act: its name, and whether a body is of it.
type Named = (&'static str, fn(&ActBody) -> bool);

impl Reopen {
    /// What it has to name: the kind of act, by its cause; none where words say it.
    fn names(&self) -> Option<Named> {
        match self.cause {
            ReopenCause::Repeat => Some(("contact", |body| RepeatContact::of(body).is_some())),
            ReopenCause::BrokenPromise => Some(("promise", |body| Promise::of(body).is_some())),
            ReopenCause::FailedLookBack => Some(("look_back", |body| LookBack::of(body).is_some())),
            ReopenCause::RevokedReply => Some(("revoke", |body| Revoke::of(body).is_some())),
            ReopenCause::ChangedOnReview => Some(("review_result", |body| ReviewResult::of(body).is_some())),
            ReopenCause::NewFact => None,
        }
    }
}

impl ActKind for Reopen {
    const KIND: &'static str = "reopen";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.closed()?;
        text::lines("text", &self.text, limits::REASON_CHARS)?;
        let Some((kind, is)) = self.names() else {
            return text::written("text", &self.text, limits::REASON_CHARS);
        };
        let named = self.act.is_some_and(|id| now.record.acts.iter().any(|act| act.id == id && is(&act.body)));
        let elsewhere = self.cause == ReopenCause::Repeat && self.case.is_some();
        if named || elsewhere {
            return Ok(());
        }
        Err(Refusal::because(&refusal::CAUSE_NOT_NAMED).missing(kind))
    }
}
