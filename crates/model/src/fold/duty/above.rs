//! What goes up and comes from above: raising, listing, reports.

use std::collections::BTreeMap;

use crate::{
    ListingView, RaiseState, RaiseView, ReportView,
    act::{AnswerRaise, Audit, Delist, List, Progress, Raise, Reopen, RepeatContact},
    flag,
    fold::{docket::Docket, standing::Standing},
};

/// Where it was raised to, with the answers.
pub(super) fn raises(docket: &Docket<'_>, standing: &mut Standing) -> Vec<RaiseView> {
    let mut answers: BTreeMap<usize, Vec<(usize, &AnswerRaise)>> = BTreeMap::new();
    for (rank, answer) in docket.of::<AnswerRaise>() {
        let Some((of, _)) = docket.seen_by::<Raise>(rank, answer.raise) else {
            standing.void(rank, flag::NAMES_NO_SUCH_ACT);
            continue;
        };
        answers.entry(of).or_default().push((rank, answer));
    }
    let view = |(rank, raise): (usize, &Raise)| {
        let answers = answers.remove(&rank).unwrap_or_default();
        let ranks: Vec<usize> = answers.iter().map(|(rank, _)| *rank).collect();
        let latest = docket.latest(&ranks);
        let holds = answers.iter().filter(|(rank, _)| latest.contains(rank));
        let answer = holds.min_by_key(|(rank, answer)| (!answer.taken, *rank));
        ranks
            .iter()
            .filter(|rank| answer.is_some_and(|(answer, _)| answer != *rank))
            .for_each(|rank| standing.supersede(*rank));
        RaiseView {
            act: docket.id(rank),
            kind: raise.kind,
            from: docket.office(rank),
            to: raise.to,
            reason: raise.reason.clone(),
            on: docket.acts[rank].effective_on,
            state: match answer {
                None => RaiseState::Waiting,
                Some((_, answer)) if answer.taken => RaiseState::Taken,
                Some(_) => RaiseState::Returned,
            },
            answer: answer.map(|(rank, _)| docket.id(*rank)),
            answer_reason: answer.map(|(_, answer)| answer.reason.clone()),
        }
    };
    docket.of::<Raise>().map(view).collect()
}

/// Every listing, and what cleared it: one by an act that had seen an audit which found the matter resolved.
pub(super) fn listings(docket: &Docket<'_>, standing: &mut Standing) -> Vec<ListingView> {
    let mut cleared: BTreeMap<usize, usize> = BTreeMap::new();
    for (rank, delist) in docket.of::<Delist>() {
        let Some((list, _)) = docket.seen_by::<List>(rank, delist.list) else {
            standing.void(rank, flag::NAMES_NO_SUCH_ACT);
            continue;
        };
        if !audited(docket, rank) {
            standing.void(rank, flag::NOT_AUDITED);
        } else if *cleared.entry(list).or_insert(rank) != rank {
            standing.void(rank, flag::ALREADY_DONE);
        }
    }
    let view = |(rank, list): (usize, &List)| ListingView {
        act: docket.id(rank),
        office: docket.office(rank),
        reason: list.reason.clone(),
        on: docket.acts[rank].effective_on,
        due: list.due,
        cleared_by: cleared.get(&rank).map(|rank| docket.id(*rank)),
    };
    docket.of::<List>().map(view).collect()
}

/// Whether an audit that counts and that the act at `by` had seen (any, where there is no such act) found the matter resolved, and no
/// audit, contact or reopening that it had seen came after it or beside it.
pub(super) fn audited(docket: &Docket<'_>, by: usize) -> bool {
    let seen = |rank: &usize| by >= docket.acts.len() || docket.saw(by, *rank);
    let audits: Vec<usize> = docket.ranks::<Audit>().iter().copied().filter(seen).collect();
    let latest = docket.latest(&audits);
    let resolved = |rank: &usize| docket.at::<Audit>(*rank).is_some_and(|audit| audit.resolved);
    if latest.is_empty() || !latest.iter().all(resolved) {
        return false;
    }
    let undoing = [docket.ranks::<RepeatContact>(), docket.ranks::<Reopen>()];
    let before = |rank: &usize| latest.iter().all(|audit| docket.saw(*audit, *rank));
    undoing.into_iter().flatten().filter(|rank| seen(rank)).all(before)
}

/// Reports to other offices.
pub(super) fn reports(docket: &Docket<'_>) -> Vec<ReportView> {
    let view = |(rank, progress): (usize, &Progress)| ReportView {
        act: docket.id(rank),
        kind: progress.kind,
        from: docket.office(rank),
        to: progress.to,
        on: docket.acts[rank].effective_on,
        text: progress.text.clone(),
    };
    docket.of::<Progress>().map(view).collect()
}
