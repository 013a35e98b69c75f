//! What comes with and after a closing: first review, rating, look-back, opening again, marks of other systems.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    FirstReviewView, LookBackView, MarkView, RatingView, Reopening,
    act::{
        Close, ExternalMark, FirstReview, LookBack, Rate, RatedBy, Reopen, ReopenCause, RepeatContact, ReviewResult,
        Revoke, receipt_codes,
    },
    flag,
    fold::{court::Court, docket::Docket, standing::Standing},
};

/// What first reviews found.
pub(super) fn first_reviews(docket: &Docket<'_>) -> Vec<FirstReviewView> {
    let view = |(rank, said): (usize, &FirstReview)| {
        let act = docket.acts[rank];
        FirstReviewView {
            act: act.id,
            office: act.office,
            on: act.effective_on,
            passed: said.passed,
            defects: said.defects.clone(),
        }
    };
    docket.of::<FirstReview>().map(view).collect()
}

/// The petitioner's ratings: with a code that was handed out, or read back to them. Only a later one that came in the
/// same way takes the place of an earlier one (DOMAIN F07).
pub(super) fn ratings(docket: &Docket<'_>, standing: &mut Standing) -> Vec<RatingView> {
    let codes: BTreeSet<&str> = receipt_codes(docket.acts.iter().copied()).collect();
    let mut theirs = Vec::new();
    for (rank, said) in docket.of::<Rate>() {
        if said.is_theirs(|given| codes.contains(given)) {
            theirs.push((rank, said));
        } else {
            standing.void(rank, flag::NOT_CONFIRMED_BY_PETITIONER);
        }
    }
    let by = |by: RatedBy| -> Vec<usize> {
        theirs.iter().filter(|(_, said)| said.by == by).map(|(rank, _)| *rank).collect()
    };
    let on = |rank: &usize| (docket.acts[*rank].effective_on, *rank);
    let latest: Vec<usize> = [RatedBy::Code, RatedBy::Dictated]
        .into_iter()
        .filter_map(|way| docket.latest(&by(way)).into_iter().max_by_key(on))
        .collect();
    let mut ratings = Vec::new();
    for (rank, said) in theirs {
        let latest = latest.contains(&rank);
        if !latest {
            standing.supersede(rank);
        }
        let config = docket.config(rank).unwrap_or(docket.context.configs.current());
        ratings.push(RatingView {
            act: docket.id(rank),
            rating: said.rating.clone(),
            satisfied: config.satisfaction.iter().find(|step| step.id == said.rating).map(|step| step.satisfied),
            words: said.words.clone(),
            by: said.by,
            on: docket.acts[rank].effective_on,
            latest,
        });
    }
    ratings
}

/// What looking back came to.
pub(super) fn look_backs(docket: &Docket<'_>) -> Vec<LookBackView> {
    let view = |(rank, said): (usize, &LookBack)| {
        let act = docket.acts[rank];
        LookBackView { act: act.id, office: act.office, on: act.effective_on, result: said.result }
    };
    docket.of::<LookBack>().map(view).collect()
}

/// When and why the closed case was opened again.
pub(super) fn reopenings(court: &Court<'_>, standing: &mut Standing) -> Vec<Reopening> {
    let docket = court.docket;
    for rank in docket.ranks::<Reopen>() {
        if !docket.ranks::<Close>().iter().any(|close| docket.saw(*rank, *close)) {
            standing.flag(*rank, flag::NOT_AFTER_A_CLOSING);
        }
    }
    let mut reopenings = Vec::new();
    for rank in court.reopeners.iter().copied() {
        standing.flag(rank, flag::REOPENS);
        let stated = docket.at::<Reopen>(rank).map(|reopen| reopen.cause);
        let cause = stated
            .or(docket.at::<RepeatContact>(rank).map(|_| ReopenCause::Repeat))
            .or(docket.at::<LookBack>(rank).map(|_| ReopenCause::FailedLookBack))
            .or(docket.at::<Revoke>(rank).map(|_| ReopenCause::RevokedReply))
            .or(docket.at::<ReviewResult>(rank).map(|_| ReopenCause::ChangedOnReview));
        reopenings.push(Reopening { act: docket.id(rank), on: docket.acts[rank].effective_on, cause });
    }
    reopenings
}

/// What other systems say, the latest of each.
pub(super) fn marks(docket: &Docket<'_>, standing: &mut Standing) -> Vec<MarkView> {
    let mut latest: BTreeMap<&str, usize> = BTreeMap::new();
    for (rank, said) in docket.of::<ExternalMark>() {
        latest.insert(&said.system, rank);
    }
    let mut marks = Vec::new();
    for (rank, said) in docket.of::<ExternalMark>() {
        let latest = latest.get(said.system.as_str()) == Some(&rank);
        if !latest {
            standing.supersede(rank);
        }
        marks.push(MarkView {
            act: docket.id(rank),
            system: said.system.clone(),
            mark: said.mark.clone(),
            audited_by: said.audited_by.clone(),
            on: docket.acts[rank].effective_on,
            latest,
        });
    }
    marks
}
