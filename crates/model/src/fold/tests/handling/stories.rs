//! Acts for generated stories: few and alike, so that they meet.

use super::{aid::*, findings::*, mediation::*, *};
use crate::act::{ConfirmationState, MediationKind, MediationResult, MediationTier, Vote};

/// Claims, meetings, pauses and mediation: acts that name no other.
pub(crate) fn matter() -> Vec<ActBody> {
    let mediated = |result| mediate(MediationTier::Village, MediationKind::Peoples, result);
    vec![
        assess(ClaimMerit::Clear),
        assess(ClaimMerit::Unfounded),
        outcome(OutcomeKind::Full),
        outcome(OutcomeKind::Part),
        ActBody::Meet(Meet { petitioner_present: true, tasks: vec![task("核实账目")], ..Meet::default() }),
        pause(PauseReason::Hearing),
        mediated(MediationResult::Agreed),
        mediated(MediationResult::Failed),
        path_notice(),
    ]
}

/// Findings of one participant and of three.
pub(crate) fn inquiry() -> Vec<ActBody> {
    vec![finding(&[TOWN], None), finding(&[COUNTY, TOWN, OTHER_TOWN], None)]
}

/// Grants from one fund, and from another.
pub(crate) fn money() -> Vec<ActBody> {
    vec![aid(500, "特困资金", None), aid(700, "特困资金", None), aid(700, "临时救助", None)]
}

/// Whether [`naming`] has something to say about it; a note stands for an act of the wrong kind.
pub(crate) fn is_named(act: &Act) -> bool {
    use ActBody as A;
    matches!(
        act.body,
        A::Finding(_) | A::Vote(_) | A::Aid(_) | A::Pay(_) | A::Pause(_) | A::Mediate(_) | A::Agreement(_) | A::Note(_)
    )
}

/// An act that names `other`, sensibly where it can, and the office that it comes from where that matters.
pub(crate) fn naming(of: u8, other: &Act) -> (Option<u8>, ActBody) {
    let id = other.id;
    let vote =
        |concur| ActBody::Vote(Vote { finding: id, concur, text: "意见".to_owned(), over: other.content_hash() });
    let body = match (&other.body, of % 8) {
        (ActBody::Finding(_), 0) => finding(&[TOWN, COUNTY], Some(id)),
        (ActBody::Finding(_), 1) => vote(false),
        (ActBody::Finding(_), 2..=4) => return (Some(TOWN), vote(of >= 8)),
        (ActBody::Finding(_), 5) => finish(id),
        (ActBody::Finding(_), _) => vote(true),
        (ActBody::Vote(vote), 0..=4) => finish(vote.finding),
        (ActBody::Vote(vote), of) => return (Some(TOWN), ActBody::Vote(Vote { concur: of < 6, ..vote.clone() })),
        (ActBody::Aid(_), 0) => aid(900, "特困资金", Some(id)),
        (ActBody::Aid(_), _) => pay(id, 300),
        (ActBody::Pay(paid), _) => pay(paid.aid, u64::MAX),
        (ActBody::Pause(_), _) => resume(id),
        (ActBody::Mediate(_), of) => agreement(Some(id), [true, true, of > 2], None),
        (ActBody::Agreement(_), 0 | 1) => agreement(None, [true; 3], Some(id)),
        (ActBody::Agreement(_), 2 | 3) => confirm(id, ConfirmationState::Confirmed),
        (ActBody::Agreement(_), _) => confirm(id, ConfirmationState::Requested),
        (_, 0 | 1) => resume(id),
        (_, 2 | 3) => vote(true),
        (_, 4 | 5) => pay(id, 1),
        (_, _) => finish(id),
    };
    (None, body)
}
