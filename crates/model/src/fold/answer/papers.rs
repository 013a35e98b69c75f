//! Documents and replies, version by version: what holds, who signed it, when it was served.

use std::collections::BTreeSet;

use super::Services;
use crate::{
    DocumentView, ReplyView, VersionState,
    act::{Document, Reply, Revoke, SignRole},
    causality::Ranks,
    flag,
    fold::{
        court::{Court, Findings},
        docket::Docket,
        rules,
        signatures::Signatures,
        standing::Standing,
    },
};

/// Every version of every document.
pub(super) fn documents(
    docket: &Docket<'_>,
    findings: &Findings,
    signatures: &Signatures,
    services: &Services,
    revoked: &Ranks,
    standing: &mut Standing,
) -> Vec<DocumentView> {
    let mut replaced = BTreeSet::new();
    for (rank, document) in docket.of::<Document>() {
        let Some(earlier) = document.replaces else { continue };
        match docket.find::<Document>(earlier) {
            Some((earlier, _)) if !findings.settled.against.has(rank) => {
                replaced.insert(earlier);
            }
            Some(_) => {}
            None => standing.flag(rank, flag::NAMES_NO_SUCH_ACT),
        }
    }
    let view = |(rank, document): (usize, &Document)| {
        let state = if revoked.has(rank) {
            VersionState::Revoked
        } else if replaced.contains(&rank) || findings.settled.against.has(rank) {
            VersionState::Replaced
        } else {
            VersionState::Current
        };
        if state != VersionState::Current {
            standing.supersede(rank);
        }
        DocumentView {
            act: docket.id(rank),
            kind: document.kind,
            title: document.title.clone(),
            number: document.number.clone(),
            office: docket.office(rank),
            on: docket.acts[rank].effective_on,
            replaces: document.replaces,
            state,
            signatures: signatures.get(&rank).cloned().unwrap_or_default(),
            served: services.get(&rank).cloned().unwrap_or_default(),
        }
    };
    docket.of::<Document>().map(view).collect()
}

/// Every reply.
pub(super) fn replies(
    court: &Court<'_>,
    signatures: &Signatures,
    services: &Services,
    live: &[usize],
    revoked: &Ranks,
    head_signs: bool,
    standing: &mut Standing,
) -> Vec<ReplyView> {
    let docket = court.docket;
    let view = |(rank, reply): (usize, &Reply)| {
        let state = if revoked.has(rank) {
            VersionState::Revoked
        } else if live.contains(&rank) {
            VersionState::Current
        } else {
            VersionState::Replaced
        };
        if state != VersionState::Current {
            standing.supersede(rank);
        }
        if reply.replaces.is_some_and(|earlier| docket.find::<Reply>(earlier).is_none()) {
            standing.flag(rank, flag::NAMES_NO_SUCH_ACT);
        }
        let signatures = signatures.get(&rank).cloned().unwrap_or_default();
        let act = docket.acts[rank];
        let author = docket.context.directory.staff_as_seen(act.by, act.staff_revision);
        let by_head = author.is_some_and(|staff| staff.is_head && staff.office == act.office);
        let signed = signatures
            .iter()
            .filter(|signature| signature.holds)
            .any(|signature| signature.role == SignRole::Head || signature.role == SignRole::DeputyHead && !head_signs);
        ReplyView {
            act: act.id,
            office: act.office,
            on: act.effective_on,
            number: reply.number.clone(),
            position: reply.position,
            state,
            signatures,
            approved: by_head || signed,
            served: services.get(&rank).cloned().unwrap_or_default(),
        }
    };
    docket.of::<Reply>().map(view).collect()
}

/// Says which revocations name nothing that can be revoked.
pub(super) fn revocations(docket: &Docket<'_>, standing: &mut Standing) {
    let hold: BTreeSet<usize> = rules::revocations(docket).map(|(rank, _)| rank).collect();
    let nothing = docket.ranks::<Revoke>().iter().filter(|rank| !hold.contains(rank));
    nothing.for_each(|rank| standing.void(*rank, flag::NAMES_NO_SUCH_ACT));
}
