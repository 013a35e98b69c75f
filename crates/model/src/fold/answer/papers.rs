//! Documents and replies, version by version: what holds, who signed it, when it was served.

use std::collections::BTreeSet;

use super::Services;
use crate::{
    DocumentView, ReplyView, VersionState,
    act::{Assign, Document, Reply, Revoke, SignRole},
    causality::Ranks,
    flag,
    fold::{
        court::{Court, Findings},
        docket::Docket,
        rules::{self, live_assigns},
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
        if !by_lead_unit(court, rank) {
            standing.flag(rank, flag::NOT_BY_THE_LEAD_UNIT);
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

/// Whether a reply comes from the unit in charge, as its author knew it, or from an office above it (DOMAIN R14).
fn by_lead_unit(court: &Court<'_>, reply: usize) -> bool {
    let docket = court.docket;
    let scope = docket.graph.seen(reply);
    let assigns = live_assigns(court, scope, &court.settled(scope));
    let mut units = assigns.iter().filter_map(|rank| Some(docket.at::<Assign>(*rank)?.unit));
    units.any(|unit| docket.context.directory.is_ancestor_or_self(docket.office(reply), unit))
}

/// Says which revocations name nothing that can be revoked, or come from an office that may not.
pub(super) fn revocations(docket: &Docket<'_>, standing: &mut Standing) {
    let hold: BTreeSet<usize> = rules::revocations(docket).map(|(rank, _)| rank).collect();
    for (rank, revoke) in docket.of::<Revoke>().filter(|(rank, _)| !hold.contains(rank)) {
        let target = docket.graph.rank(revoke.act);
        let named = target.is_some_and(|target| crate::act::can_be_revoked(&docket.acts[target].body));
        standing.void(rank, if named { flag::NOT_BY_THE_ISSUER } else { flag::NAMES_NO_SUCH_ACT });
    }
}
