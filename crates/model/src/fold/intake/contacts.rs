//! 来信来访: every contact, who answers for it, and whether it was answered.

use std::collections::BTreeMap;

use crate::{
    ContactView, Decision, HandedOver, IntakeView, OfficeId, Outcome,
    act::{HandOver, Register, RepeatContact, Reply, Serve, TakeOver},
    causality::Ranks,
    flag,
    fold::{court::Court, docket::Docket, rules::revoked, standing::Standing},
};

/// Everything that the further contacts had seen.
pub(super) fn seen_by_contacts(docket: &Docket<'_>) -> Ranks {
    docket.graph.seen_by_any(docket.ranks::<RepeatContact>().iter().copied())
}

pub(super) fn fold(court: &Court<'_>, view: &mut IntakeView, standing: &mut Standing) {
    let docket = court.docket;
    let register = docket.of::<Register>().next().map(|(rank, register)| {
        let row = ContactView {
            act: docket.id(rank),
            channel: register.channel,
            received_on: register.received_on,
            summary: register.summary.clone(),
            persons: register.persons,
            batches: register.batches,
            representatives: register.representatives.clone(),
            receipt_code: register.receipt_code.clone(),
            office: docket.office(rank),
            owner: docket.office(rank),
            handed_over: None,
            answered_by: None,
            told_by: None,
        };
        (rank, row)
    });
    let further = docket.of::<RepeatContact>().map(|(rank, contact)| {
        let row = ContactView {
            act: docket.id(rank),
            channel: contact.channel,
            received_on: contact.received_on,
            summary: contact.summary.clone(),
            persons: contact.persons,
            batches: contact.batches,
            representatives: contact.representatives.clone(),
            receipt_code: contact.receipt_code.clone(),
            office: docket.office(rank),
            owner: docket.office(rank),
            handed_over: None,
            answered_by: None,
            told_by: None,
        };
        (rank, row)
    });
    let mut contacts: Vec<(usize, ContactView)> = register.into_iter().chain(further).collect();
    for (rank, contact) in &contacts {
        let most = usize::from(super::config(docket, *rank).group.representatives_most);
        if contact.representatives.len() > most {
            standing.flag(*rank, flag::TOO_MANY_REPRESENTATIVES);
        }
        view.batches = view.batches.saturating_add(contact.batches);
        view.persons = view.persons.saturating_add(contact.persons);
    }
    owners(docket, &mut contacts, standing);
    answers(court, &view.decisions, &mut contacts);
    view.contacts = contacts.into_iter().map(|(_, contact)| contact).collect();
}

/// One contact's way from office to office.
#[derive(Default)]
struct Way {
    /// Handings over: rank and receiver.
    handed: Vec<(usize, OfficeId)>,
    /// Takings over that hold: rank and the new owner.
    taken: Vec<(usize, OfficeId)>,
}

/// R19: a contact belongs to its receiver until the office it was handed to took it over.
fn owners(docket: &Docket<'_>, contacts: &mut [(usize, ContactView)], standing: &mut Standing) {
    let places: BTreeMap<usize, usize> = contacts.iter().enumerate().map(|(at, (rank, _))| (*rank, at)).collect();
    let mut ways: Vec<Way> = contacts.iter().map(|_| Way::default()).collect();
    let mut acts = [docket.ranks::<HandOver>(), docket.ranks::<TakeOver>()].concat();
    acts.sort_unstable();
    for rank in acts {
        if let Some(hand_over) = docket.at::<HandOver>(rank) {
            let place = docket.graph.rank(hand_over.contact).and_then(|contact| places.get(&contact));
            let Some(place) = place.copied().filter(|place| docket.saw(rank, contacts[*place].0)) else {
                standing.void(rank, flag::NAMES_NO_SUCH_ACT);
                continue;
            };
            ways[place].handed.push((rank, hand_over.to));
        } else if let Some(take_over) = docket.at::<TakeOver>(rank) {
            let handed = docket.find::<HandOver>(take_over.hand_over).filter(|(handed, _)| docket.saw(rank, *handed));
            let place = handed.and_then(|(_, handed)| places.get(&docket.graph.rank(handed.contact)?).copied());
            let held = |(handed, _): &(usize, &HandOver)| {
                place.is_some_and(|place| ways[place].handed.iter().any(|(at, _)| at == handed))
            };
            let Some(place) = place.filter(|_| handed.as_ref().is_some_and(held)) else {
                standing.void(rank, flag::NAMES_NO_SUCH_ACT);
                continue;
            };
            ways[place].taken.push((rank, docket.office(rank)));
        }
    }
    for ((_, contact), way) in contacts.iter_mut().zip(ways) {
        if let Some((_, owner)) = way.taken.last() {
            contact.owner = *owner;
        }
        let passed = docket.graph.seen_by_any(way.handed.iter().chain(&way.taken).map(|(rank, _)| *rank));
        for (rank, _) in &way.handed {
            let taken = way.taken.iter().any(|(taken, _)| docket.saw(*taken, *rank));
            if passed.has(*rank) && !taken {
                standing.supersede(*rank);
            }
        }
        let open = way.handed.iter().rev().find(|(rank, _)| !passed.has(*rank));
        contact.handed_over = open.and_then(|(rank, to)| {
            let text = docket.at::<HandOver>(*rank)?.text.clone();
            Some(HandedOver { act: docket.id(*rank), to: *to, text })
        });
    }
}

/// I13, F23: the first reply that nobody revoked, or notice of no further acceptance, that had seen a contact; and the
/// first serving after it.
fn answers(court: &Court<'_>, decisions: &[Decision], contacts: &mut [(usize, ContactView)]) {
    let docket = court.docket;
    let notices = decisions.iter().filter(|decision| decision.outcome == Outcome::NoLongerAccepted && decision.holds);
    let mut answers: Vec<usize> = notices.filter_map(|notice| docket.graph.rank(notice.act)).collect();
    let revoked = revoked(court, &Ranks::first(docket.acts.len()));
    answers.extend(docket.ranks::<Reply>().iter().filter(|reply| !revoked.has(**reply)));
    answers.sort_unstable();
    for (rank, contact) in contacts {
        let Some(answer) = answers.iter().copied().find(|answer| docket.saw(*answer, *rank)) else { continue };
        contact.answered_by = Some(docket.id(answer));
        let told = docket.ranks::<Serve>().iter().find(|serve| docket.saw(**serve, answer));
        contact.told_by = told.map(|serve| docket.id(*serve));
    }
}
