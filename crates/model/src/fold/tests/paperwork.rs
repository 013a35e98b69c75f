//! Generated answers and closings, for the laws: acts on their own, and acts that name another.

use proptest::prelude::*;

use super::*;
use crate::act::{
    Attach, Audit, Document, ExternalMark, Finalise, FirstReview, LookBack, LookBackResult, Number, Rate, Redact,
    Reopen, ReportClosed, Review, ReviewDecision, ReviewResult, Revoke, Withdraw,
};

/// What is done about another act.
#[derive(Debug, Clone, Copy)]
pub(super) enum About {
    Sign(SignRole),
    Serve,
    Revoke,
    Replace,
    ReplaceReply,
    Renumber,
    Result(ReviewDecision),
    Reopen,
}

impl About {
    /// The act about another.
    pub(super) fn body(self, book: &mut Book, act: ActId) -> ActBody {
        match self {
            Self::Sign(role) => ActBody::Sign(Sign { act, over: book.act(act).content_hash(), role }),
            Self::Serve => serve(act),
            Self::Revoke => ActBody::Revoke(Revoke { act, reason: "有误".to_owned() }),
            Self::Replace => ActBody::Document(Document { replaces: Some(act), ..Document::default() }),
            Self::ReplaceReply => ActBody::Reply(Reply { replaces: Some(act), ..Reply::default() }),
            Self::Renumber => {
                ActBody::Number(Number { scheme: "official".to_owned(), number: act.to_string(), replaces: Some(act) })
            }
            Self::Result(result) => {
                ActBody::ReviewResult(ReviewResult { review: act, result, ..ReviewResult::default() })
            }
            Self::Reopen => ActBody::Reopen(Reopen { act: Some(act), ..Reopen::default() }),
        }
    }
}

/// Something about another act, signatures most of all.
pub(super) fn abouts() -> impl Strategy<Value = About> {
    prop_oneof![
        4 => prop_oneof![Just(SignRole::Handler), Just(SignRole::Lead), Just(SignRole::Head)].prop_map(About::Sign),
        1 => Just(About::Serve),
        1 => Just(About::Revoke),
        2 => Just(About::Replace),
        1 => Just(About::ReplaceReply),
        1 => Just(About::Renumber),
        1 => prop_oneof![Just(ReviewDecision::Uphold), Just(ReviewDecision::Change)].prop_map(About::Result),
        1 => Just(About::Reopen),
    ]
}

/// Answers, and what comes after a closing.
pub(super) fn answers() -> impl Strategy<Value = ActBody> {
    let file = "a".repeat(64);
    prop_oneof![
        Just(ActBody::Document(Document::default())),
        any::<bool>().prop_map(|supported| {
            let position = if supported { ReplyPosition::Supported } else { ReplyPosition::NotSupported };
            replies("意见", position)
        }),
        Just(ActBody::Review(Review::default())),
        Just(ActBody::Finalise(Finalise::default())),
        Just(ActBody::Attach(Attach { sha256: file.clone(), ..Attach::default() })),
        Just(ActBody::Redact(Redact { sha256: file, ..Redact::default() })),
        (0..3u8).prop_map(|number| {
            ActBody::Number(Number { scheme: "official".to_owned(), number: number.to_string(), replaces: None })
        }),
        any::<bool>().prop_map(|passed| ActBody::FirstReview(FirstReview { passed, ..FirstReview::default() })),
        Just(ActBody::ReportClosed(ReportClosed::default())),
        any::<bool>().prop_map(|resolved| ActBody::Audit(Audit { resolved, ..Audit::default() })),
        Just(ActBody::Rate(Rate { receipt_code: Some("K7Q2".to_owned()), ..Rate::default() })),
        Just(ActBody::LookBack(LookBack { result: LookBackResult::Relapsed, ..LookBack::default() })),
        Just(ActBody::ExternalMark(ExternalMark::default())),
        Just(ActBody::Withdraw(Withdraw::default())),
    ]
}
