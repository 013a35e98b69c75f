//! Which acts their authors had no authority for (DOMAIN 3.2): they stay in the timeline, and nothing else sees them.
//!
//! Asked in two turns, of the table in [`crate::authority`]. What depends on the directory, on the act that is named and on
//! recusals alone is asked first. What depends on who has the case is asked of a [`Court`] of what is left, act by act, as
//! each author had seen it; then that court, too, is made anew without what was barred.

use std::collections::BTreeMap;

use super::{
    court::{Court, Settled},
    docket::Docket,
    intake::{deciding, passed_on},
    rules::live_assigns,
};
use crate::{
    Act, ActBody, ActId, OfficeId, StaffId,
    act::{Accept, Assign, Audit, HandOver, Register, RepeatContact, TakeOver},
    authority::{Asked, Charge, Who, row},
    causality::Ranks,
    flag,
};

/// By rank, why an act has no effect.
type Barred = BTreeMap<usize, &'static str>;

/// The docket without what its authors had no authority for, whoever has the case.
pub(super) fn by_office(docket: Docket<'_>) -> Docket<'_> {
    let mut barred = Barred::new();
    let mut aside: BTreeMap<StaffId, Vec<usize>> = BTreeMap::new();
    for (rank, act) in docket.acts.iter().enumerate() {
        let recusals = aside.get(&act.by).map(Vec::as_slice).unwrap_or_default();
        let stands_aside = recusals.iter().any(|recusal| docket.saw(rank, *recusal));
        if let Some(why) = asked(&docket, act, stands_aside, &named(&docket)).lacks(&act.body) {
            barred.insert(rank, why);
        } else if let ActBody::Recuse(recuse) = &act.body {
            aside.entry(recuse.staff).or_default().push(rank);
        }
    }
    docket.without(barred)
}

/// What else is barred: its author did not have the case, could not settle the dispute, or audits what they took part in.
pub(super) fn by_charge(court: &Court<'_>) -> Barred {
    let docket = court.docket;
    let (mut barred, mut against) = (Barred::new(), Ranks::default());
    for (rank, act) in docket.admitted() {
        let Some(who) = row(&act.body).map(|row| row.who).filter(|who| who.asks_who_has_the_case()) else { continue };
        let charge = charge(court, rank, who, &against);
        if let Some(why) = asked(docket, act, false, &named(docket)).lacks_charge(&act.body, &charge) {
            barred.insert(rank, why);
            against.add(rank);
        }
    }
    barred.extend(court.settled_without_authority().map(|rank| (rank, flag::LACKED_AUTHORITY)));
    for rank in dependent_audits(docket, &barred) {
        barred.insert(rank, flag::NOT_INDEPENDENT);
    }
    barred
}

fn named<'a, 'd>(docket: &'d Docket<'a>) -> impl Fn(ActId) -> Option<&'a Act> + 'd {
    |id| Some(docket.acts[docket.graph.rank(id)?])
}

fn asked<'a, 'n>(
    docket: &Docket<'a>,
    act: &Act,
    aside: bool,
    named: &'n dyn Fn(ActId) -> Option<&'a Act>,
) -> Asked<'a, 'n> {
    let directory = docket.context.directory;
    Asked {
        directory,
        home: docket.record.home,
        by: act.by,
        office: act.office,
        entry: directory.staff_as_seen(act.by, act.staff_revision),
        revision: act.staff_revision,
        aside,
        act: named,
    }
}

/// Who had the case in the eyes of an act's author: of what they had seen, without what is barred.
fn charge<'a>(court: &Court<'a>, rank: usize, who: Who, barred: &Ranks) -> Charge<'a> {
    if who == Who::AssigningLevel {
        return Charge { from_below: court.decided(rank).is_none(), ..Charge::default() };
    }
    let docket = court.docket;
    if let Some(handed) = docket.at::<HandOver>(rank) {
        return Charge { owner: owner(docket, rank, handed.contact, barred), ..Charge::default() };
    }
    let scope = docket.graph.seen(rank);
    let mut settled = court.settled(scope);
    settled.against.add_all(barred);
    if who == Who::Competent {
        return Charge { passed_on: passed_on(court, rank, &settled), ..Charge::default() };
    }
    in_charge(court, scope, &settled)
}

fn in_charge<'a>(court: &Court<'a>, scope: &Ranks, settled: &Settled) -> Charge<'a> {
    let docket = court.docket;
    let mut charge = Charge::default();
    for rank in live_assigns(court, scope, settled) {
        let Some(assign) = docket.at::<Assign>(rank) else { continue };
        charge.units.push(assign.unit);
        charge.offices.extend([assign.unit, docket.office(rank)]);
        charge.offices.extend(court.decided(rank).into_iter().chain(assign.assist_units.iter().copied()));
        charge.assigns.push(assign);
    }
    if charge.assigns.is_empty() {
        let heads = deciding(court, scope, settled).heads.into_iter();
        let accepts = heads.filter(|rank| docket.at::<Accept>(*rank).is_some());
        charge.units = accepts.map(|rank| docket.office(rank)).chain([docket.record.home]).collect();
        charge.offices.clone_from(&charge.units);
    }
    charge
}

/// Who owned a contact in the eyes of an act's author: whoever took it over last, or else its receiver (DOMAIN R19).
fn owner(docket: &Docket<'_>, rank: usize, contact: ActId, barred: &Ranks) -> Option<OfficeId> {
    let is_contact =
        |at: usize| docket.at::<RepeatContact>(at).is_some() || docket.ranks::<Register>().first() == Some(&at);
    let received = docket.graph.rank(contact).filter(|at| is_contact(*at) && docket.saw(rank, *at))?;
    let takes = |(taken, take): &(usize, &TakeOver)| {
        let handed = docket.seen_by::<HandOver>(*taken, take.hand_over);
        docket.saw(rank, *taken) && handed.is_some_and(|(at, handed)| handed.contact == contact && !barred.has(at))
    };
    let taken = docket.of::<TakeOver>().rfind(takes).map(|(taken, _)| taken);
    Some(docket.office(taken.unwrap_or(received)))
}

/// The audits by somebody who wrote another act of the case that had not seen the audit, whenever it arrives (DOMAIN F14).
fn dependent_audits(docket: &Docket<'_>, barred: &Barred) -> Vec<usize> {
    let audits = docket.ranks::<Audit>();
    if audits.is_empty() {
        return Vec::new();
    }
    let mut wrote: BTreeMap<StaffId, Vec<usize>> =
        audits.iter().map(|rank| (docket.acts[*rank].by, Vec::new())).collect();
    for (rank, act) in docket.admitted().filter(|(rank, _)| !barred.contains_key(rank)) {
        if let Some(wrote) = wrote.get_mut(&act.by).filter(|_| docket.at::<Audit>(rank).is_none()) {
            wrote.push(rank);
        }
    }
    let took_part = |rank: &usize| wrote[&docket.acts[*rank].by].iter().any(|other| !docket.saw(*other, *rank));
    audits.iter().copied().filter(took_part).collect()
}
