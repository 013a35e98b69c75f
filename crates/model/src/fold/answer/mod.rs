//! 文书与答复: documents, signatures, service, reviews, files and numbers.

mod papers;
mod registers;
mod reviews;

use std::collections::BTreeMap;

use super::{
    court::{Court, Findings},
    docket::Docket,
    rules::{live_replies, revoked},
    signatures::Signatures,
    standing::Standing,
};
use crate::{
    AnswersView, ServiceView,
    act::{Classify, Difficulty, Reply, Serve, can_be_served},
    causality::Ranks,
    flag,
};

/// By act that was served, when and how.
type Services = BTreeMap<usize, Vec<ServiceView>>;

/// Reads the acts of this group, and says in `standing` which of them are superseded or without effect.
pub(crate) fn fold(
    docket: &Docket<'_>,
    court: &Court<'_>,
    findings: &Findings,
    signatures: &Signatures,
    standing: &mut Standing,
) -> AnswersView {
    let everything = Ranks::first(docket.acts.len());
    let revoked = revoked(court, &everything);
    let live = live_replies(court, &everything, &findings.settled);
    let services = services(docket, standing);
    papers::revocations(docket, standing);
    let head_signs = is_major(docket);
    let replies = papers::replies(court, signatures, &services, &live, &revoked, head_signs, standing);
    let shown = shown(docket, &services, &live);
    let served_on = shown.and_then(|rank| services.get(&rank)?.iter().map(|service| service.on).min());
    let (reviews, ask_review_by) = reviews::fold(docket, &services, served_on, standing);
    let (attachments, redacted) = registers::attachments(court, findings, standing);
    AnswersView {
        documents: papers::documents(docket, findings, signatures, &services, &revoked, standing),
        current_reply: shown.map(|rank| docket.id(rank)),
        served_on,
        head_signs,
        replies,
        reviews,
        ask_review_by,
        finalised: reviews::finalised(court, standing),
        attachments,
        redacted,
        numbers: registers::numbers(court, findings, standing),
    }
}

/// Every service of something that can be served.
fn services(docket: &Docket<'_>, standing: &mut Standing) -> Services {
    let mut services = Services::new();
    for (rank, serve) in docket.of::<Serve>() {
        let target = docket.graph.rank(serve.act).filter(|target| docket.body(*target).is_some_and(can_be_served));
        let Some(target) = target else {
            standing.void(rank, flag::NAMES_NO_SUCH_ACT);
            continue;
        };
        let on = docket.acts[rank].effective_on;
        services.entry(target).or_default().push(ServiceView { act: docket.id(rank), method: serve.method, on });
    }
    services
}

/// Of the replies that hold, the one that was served last; where none was, the last (K7).
fn shown(docket: &Docket<'_>, services: &Services, live: &[usize]) -> Option<usize> {
    let served = |rank: &usize| services.get(rank).and_then(|of| of.iter().map(|service| service.on).max());
    live.iter().copied().max_by_key(|rank| (served(rank), *rank)).filter(|rank| docket.at::<Reply>(*rank).is_some())
}

/// Whether the last classification that says how hard the case is says that it is a major one (重大难题).
fn is_major(docket: &Docket<'_>) -> bool {
    docket.of::<Classify>().filter_map(|(_, said)| said.difficulty).next_back() == Some(Difficulty::Major)
}
