//! Mediation, agreements and their force, and the paths of the law.

use jiff::{ToSpan, civil::Date};

use super::{grouped, versions};
use crate::{
    ActId, AgreementView, ConfirmationView, MediationView, Owed, PathNoticeView,
    act::{
        Agreement, ConfirmationState, CourtConfirm, Mediate, MediationKind, MediationResult, Meet, PathNotice, Term,
    },
    causality::Ranks,
    config::{Due, due},
    flag,
    fold::{count, docket::Docket, standing::Standing},
};

pub(super) fn mediations(docket: &Docket<'_>) -> Vec<MediationView> {
    let view = |(rank, mediate): (usize, &Mediate)| MediationView {
        act: docket.id(rank),
        tier: mediate.tier,
        kind: mediate.kind,
        organisation: mediate.organisation.clone(),
        mediator: mediate.mediator.clone(),
        on: docket.acts[rank].effective_on,
        result: mediate.result,
    };
    docket.of::<Mediate>().map(view).collect()
}

fn with_result<'d>(docket: &'d Docket<'_>, result: MediationResult) -> impl DoubleEndedIterator<Item = usize> + 'd {
    docket.of::<Mediate>().filter(move |(_, mediate)| mediate.result == result).map(|(rank, _)| rank)
}

/// Whether the sessions that ended last brought agreement: all of them, where they did not see each other (M08).
pub(super) fn succeeded(docket: &Docket<'_>) -> Option<bool> {
    let ended = |(rank, mediate): (usize, &Mediate)| (mediate.result != MediationResult::Continuing).then_some(rank);
    let last = docket.latest(&docket.of::<Mediate>().filter_map(ended).collect::<Vec<_>>());
    let agreed = |rank: &usize| docket.at::<Mediate>(*rank).is_some_and(|last| last.result == MediationResult::Agreed);
    (!last.is_empty()).then(|| last.iter().all(agreed))
}

pub(super) fn path_notices(docket: &Docket<'_>) -> Vec<PathNoticeView> {
    let view = |(rank, notice): (usize, &PathNotice)| PathNoticeView {
        act: docket.id(rank),
        path: notice.path,
        on: docket.acts[rank].effective_on,
        notice_no: notice.notice_no.clone(),
    };
    docket.of::<PathNotice>().map(view).collect()
}

/// Failed sessions that neither a notice nor a session that brought agreement had seen (H16).
pub(super) fn path_notice_due(docket: &Docket<'_>) -> Vec<ActId> {
    let notices = docket.ranks::<PathNotice>().iter().copied();
    let answered = docket.graph.seen_by_any(notices.chain(with_result(docket, MediationResult::Agreed)));
    let failed = with_result(docket, MediationResult::Failed).filter(|rank| !answered.has(*rank));
    failed.map(|rank| docket.id(rank)).collect()
}

/// What an agreement lacks to be in force (人民调解法 29).
fn missing(docket: &Docket<'_>, rank: usize, agreement: &Agreement) -> Vec<String> {
    let mediation = agreement.mediation.and_then(|id| docket.seen_by::<Mediate>(rank, id)).map(|(_, mediate)| mediate);
    let peoples = mediation.is_some_and(|mediation| mediation.kind == MediationKind::Peoples);
    [
        (!agreement.parties_signed, "parties"),
        (mediation.is_some() && !agreement.mediator_signed, "mediator"),
        (peoples && !agreement.sealed, "seal"),
    ]
    .into_iter()
    .filter(|(missing, _)| *missing)
    .map(|(_, what)| what.to_owned())
    .collect()
}

/// Whether the mediation that it says it comes from is one.
fn sound(docket: &Docket<'_>, rank: usize, agreement: &Agreement) -> bool {
    agreement.mediation.is_none_or(|id| docket.seen_by::<Mediate>(rank, id).is_some())
}

pub(super) fn agreements(docket: &Docket<'_>, standing: &mut Standing) -> Vec<AgreementView> {
    let mut holding = versions::<Agreement>(docket, standing, |agreement| agreement.replaces);
    for (rank, _) in docket.of::<Agreement>().filter(|(rank, agreement)| !sound(docket, *rank, agreement)) {
        standing.void(rank, flag::NAMES_NO_SUCH_ACT);
        holding.retain(|held| *held != rank);
    }
    let mut confirmations = confirmations(docket, standing);
    let view = |rank: usize| {
        let agreement = docket.at::<Agreement>(rank)?;
        let missing = missing(docket, rank, agreement);
        let in_force_on = missing.is_empty().then(|| docket.acts[rank].effective_on);
        let confirmations = confirmations.remove(&rank).unwrap_or_default();
        Some(AgreementView {
            act: docket.id(rank),
            mediation: agreement.mediation,
            text: agreement.text.clone(),
            terms: agreement.terms.clone(),
            in_force: missing.is_empty(),
            in_force_on,
            confirm_by: agreement.mediation.and(in_force_on).map(|_| confirm_by(docket, rank)),
            missing,
            confirmed: !confirmations.is_empty()
                && confirmations.iter().all(|said| said.state == ConfirmationState::Confirmed),
            confirmations,
        })
    };
    holding.into_iter().filter_map(view).collect()
}

/// The last day on which a court may be asked to confirm the agreement at a rank, by the configuration that its author
/// judged by (人民调解法 33). Where the working days of that year are not known: the earliest day it can be.
fn confirm_by(docket: &Docket<'_>, rank: usize) -> Date {
    let from = docket.acts[rank].effective_on;
    let config = docket.config(rank);
    let rule = config.and_then(|config| Some((config, config.deadline_rule(Agreement::CONFIRM_RULE)?)));
    let Some((config, rule)) = rule else { return from.saturating_add(Agreement::CONFIRM_DAYS.days()) };
    match due(from, rule.length, rule.unit, rule.count_mode, &config.calendar) {
        Due::On(last) => last,
        Due::UnknownYear { at_earliest, .. } => at_earliest,
    }
}

/// By agreement, the latest word of a court.
fn confirmations(
    docket: &Docket<'_>,
    standing: &mut Standing,
) -> std::collections::BTreeMap<usize, Vec<ConfirmationView>> {
    let mut said = Vec::new();
    for (rank, confirm) in docket.of::<CourtConfirm>() {
        let Some((of, _)) = docket.seen_by::<Agreement>(rank, confirm.agreement) else {
            standing.void(rank, flag::NAMES_NO_SUCH_ACT);
            continue;
        };
        if confirm.state == ConfirmationState::Requested {
            if !confirm.joint {
                standing.void(rank, flag::NOT_JOINT);
                continue;
            }
            if docket.acts[rank].effective_on > confirm_by(docket, of) {
                standing.flag(rank, flag::ASKED_TOO_LATE);
            }
        }
        said.push((of, rank));
    }
    let mut latest_of = |ranks: Vec<usize>| {
        let latest = docket.latest(&ranks);
        ranks.iter().filter(|rank| !latest.contains(rank)).for_each(|rank| standing.supersede(*rank));
        latest.into_iter().filter_map(|rank| confirmation(docket, rank)).collect()
    };
    grouped(said.into_iter()).into_iter().map(|(of, ranks)| (of, latest_of(ranks))).collect()
}

fn confirmation(docket: &Docket<'_>, rank: usize) -> Option<ConfirmationView> {
    let said = docket.at::<CourtConfirm>(rank)?;
    let (act, on) = (docket.id(rank), docket.acts[rank].effective_on);
    Some(ConfirmationView { act, state: said.state, court: said.court.clone(), on })
}

/// What offices owe: the terms of agreements in force that no later version replaced, and tasks from meetings (H09, H26).
pub(crate) fn owed(docket: &Docket<'_>) -> Vec<Owed> {
    let mut replaced = Ranks::default();
    for (rank, agreement) in docket.of::<Agreement>() {
        let earlier = agreement.replaces.and_then(|id| docket.seen_by::<Agreement>(rank, id));
        earlier.into_iter().for_each(|(earlier, _)| replaced.add(earlier));
    }
    let in_force = |rank: &usize, agreement: &Agreement| {
        let version = agreement.replaces.is_none_or(|id| docket.seen_by::<Agreement>(*rank, id).is_some());
        version && sound(docket, *rank, agreement) && missing(docket, *rank, agreement).is_empty()
    };
    let agreements = docket.of::<Agreement>().filter(|(rank, said)| !replaced.has(*rank) && in_force(rank, said));
    let terms = agreements.map(|(rank, agreement)| (rank, &agreement.terms));
    let mut lists: Vec<(usize, &Vec<Term>)> =
        terms.chain(docket.of::<Meet>().map(|(rank, meet)| (rank, &meet.tasks))).collect();
    lists.sort_by_key(|(rank, _)| *rank);
    let owed = |(rank, terms): (usize, &Vec<Term>)| {
        let term = |(item, term): (usize, &Term)| {
            Some(Owed { act: docket.id(rank), item: count(item), text: term.text.clone(), by: term.by?, due: term.due })
        };
        terms.iter().enumerate().filter_map(term).collect::<Vec<_>>()
    };
    lists.into_iter().flat_map(owed).collect()
}
