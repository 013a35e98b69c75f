//! Files and numbers of the case (附件、编号; DOMAIN K11, K18).

use std::collections::BTreeSet;

use crate::{
    AttachmentView, NumberUse,
    act::{Attach, Number, Redact, Register},
    causality::Ranks,
    flag,
    fold::{
        court::{Court, Findings},
        rules::{live_numbers, live_redactions},
        standing::Standing,
    },
};

/// The files, and the hashes of those that are not shown.
pub(super) fn attachments(
    court: &Court<'_>,
    findings: &Findings,
    standing: &mut Standing,
) -> (Vec<AttachmentView>, BTreeSet<String>) {
    let docket = court.docket;
    let redactions = live_redactions(court, &Ranks::first(docket.acts.len()), &findings.settled);
    for (rank, redact) in docket.of::<Redact>() {
        if !redactions.get(redact.sha256.as_str()).is_some_and(|live| live.contains(&rank)) {
            standing.supersede(rank);
        }
    }
    let mut attachments = Vec::new();
    for (rank, attach) in docket.of::<Attach>() {
        let redacted = redactions.contains_key(attach.sha256.as_str());
        if redacted {
            standing.flag(rank, flag::REDACTED);
        }
        if findings.settled.against.has(rank) {
            standing.supersede(rank);
        }
        attachments.push(AttachmentView {
            act: docket.id(rank),
            sha256: attach.sha256.clone(),
            name: attach.name.clone(),
            mime: attach.mime.clone(),
            bytes: attach.bytes,
            redacted,
        });
    }
    (attachments, redactions.into_keys().map(str::to_owned).collect())
}

/// The numbers in force and the aliases. The number of the registration is the office's own until it gives another.
pub(super) fn numbers(court: &Court<'_>, findings: &Findings, standing: &mut Standing) -> Vec<NumberUse> {
    let docket = court.docket;
    let everything = Ranks::first(docket.acts.len());
    let live = |scheme: &&str| live_numbers(court, scheme, &everything, &findings.settled);
    let live: Vec<usize> = Number::SCHEMES.iter().flat_map(live).collect();
    let mut numbers = Vec::new();
    if let Some((rank, register)) = docket.of::<Register>().next().filter(|(_, said)| !said.number.is_empty()) {
        let office = |rank: &usize| docket.at::<Number>(*rank).is_some_and(|said| said.scheme == "office");
        numbers.push(NumberUse {
            scheme: "office".to_owned(),
            number: register.number.clone(),
            act: docket.id(rank),
            office: docket.office(rank),
            current: !live.iter().any(office),
        });
    }
    for (rank, said) in docket.of::<Number>() {
        if !Number::SCHEMES.contains(&said.scheme.as_str()) {
            standing.void(rank, flag::UNKNOWN_SCHEME);
            continue;
        }
        let current = live.contains(&rank);
        if !current {
            standing.supersede(rank);
            standing.flag(rank, flag::ALIAS);
        }
        if said.replaces.is_some_and(|earlier| docket.find::<Number>(earlier).is_none()) {
            standing.flag(rank, flag::NAMES_NO_SUCH_ACT);
        }
        numbers.push(NumberUse {
            scheme: said.scheme.clone(),
            number: said.number.clone(),
            act: docket.id(rank),
            office: docket.office(rank),
            current,
        });
    }
    numbers
}
