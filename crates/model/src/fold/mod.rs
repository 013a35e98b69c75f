//! The fold: from a case's record to the case people read. Pure and total: any record gives a view, and the same acts
//! in any order give the same bytes.
//!
//! [`crate::ActGraph`] says who had seen what; the [`docket`] sorts the acts by kind; the [`gate`] takes out of it what its
//! authors had no authority for; the [`court`] asks the [`rules`] what
//! cannot hold together, and what was settled; each section reads the acts of its group; [`clocks`] counts days;
//! [`timeline`] tells the story.

mod answer;
mod clocks;
mod closing;
mod configuration;
mod court;
mod docket;
mod duty;
mod gate;
mod handling;
mod intake;
mod links;
mod party;
mod reading;
mod rules;
mod signatures;
mod stage;
mod standing;
mod supervision;
mod timeline;

use jiff::{Timestamp, civil::Date, tz::Offset};

use crate::{
    CaseRecord, CaseView, ClaimView, Context, FieldConflict, FieldValue, LeadHolder, Subject,
    act::{Accept, Assign, Close, Extend, Note, Register, RepeatContact, Reply, Settle, Visit, limits},
    causality::Ranks,
    fields, flag,
};

pub use configuration::{ConfigurationView, Edition, fold_configuration};
pub use court::dispute_id;
use court::{Court, Fate, Findings, Void};
use docket::Docket;
pub use party::{conflict_dispute, fold_party};
use rules::{Extensions, live_assigns, live_closes};
use standing::Standing;

/// The civil date in China (UTC+8, one zone for the whole country) at this moment: the day on which an act was made.
#[must_use]
pub fn date_in_china(at: Timestamp) -> Date {
    Offset::constant(8).to_datetime(at).date()
}

/// Folds a case. Never fails and never panics, whatever the record holds.
#[must_use]
pub fn fold(record: &CaseRecord, context: Context<'_>) -> CaseView {
    let docket = gate::by_office(Docket::new(record, Subject::Case, context));
    let court = Court::new(&docket);
    let barred = gate::by_charge(&court);
    if barred.is_empty() {
        return view(&docket, &court);
    }
    drop(court);
    let docket = docket.without(barred);
    view(&docket, &Court::new(&docket))
}

/// The case, of the acts whose authors had the authority.
fn view(docket: &Docket<'_>, court: &Court<'_>) -> CaseView {
    let record = docket.record;
    let everything = Ranks::first(docket.acts.len());
    let findings = court.findings(&everything);
    let mut standing = Standing::new(docket.acts.len());

    let extensions = rules::extensions(court, &everything, &findings.settled);
    let assigns = live_assigns(court, &everything, &findings.settled);
    let closes = live_closes(court, &everything, &findings.settled);
    first_things(docket, &findings, &mut standing);
    supersede_all_but::<Assign>(docket, &assigns, &mut standing);
    supersede_all_but::<Close>(docket, &closes, &mut standing);
    extended(docket, &extensions, &mut standing);
    settlements(docket, &findings, &mut standing);

    let intake = intake::fold(docket, court, &findings, &mut standing);
    let duty = duty::fold(docket, court, &findings, &mut standing);
    let handling = handling::fold(docket, court, &findings, &mut standing);
    let signatures = signatures::read(court, &findings, &mut standing);
    let answer = answer::fold(docket, court, &findings, &signatures, &mut standing);
    let closing = closing::fold(docket, court, &findings, &signatures, &mut standing);
    let supervision = supervision::fold(docket, court, &findings, &mut standing);
    let links = links::fold(docket, court, &findings, &mut standing);
    let reading = reading::fold(docket, &duty, &mut standing);

    docket.barred.iter().for_each(|(rank, why)| standing.void(*rank, why));
    docket.unknown.iter().for_each(|rank| standing.void(*rank, flag::NEEDS_A_NEWER_VERSION));
    docket.misplaced.iter().for_each(|rank| standing.void(*rank, flag::MISPLACED));
    for rank in (0..docket.acts.len()).filter(|rank| findings.disputed.has(*rank)) {
        standing.dispute(rank);
    }

    let facts = clocks::Facts {
        settled: &findings.settled,
        extensions: &extensions,
        reopeners: &court.reopeners,
        intake: &intake,
        duty: &duty,
        handling: &handling,
        links: &links,
    };
    let deadlines = clocks::deadlines(docket, &facts, &mut standing);
    let facts = stage::Facts {
        findings: &findings,
        assigns: &assigns,
        intake: &intake,
        duty: &duty,
        answer: &answer,
        closing: &closing,
    };
    let (stage, flags) = (stage::stage(court, &facts), stage::flags(&facts));
    let register = docket.of::<Register>().next().map(|(_, register)| register);
    let leads = lead_holders(docket, &assigns);
    let handler = leads.first().and_then(|lead| docket.find::<Assign>(lead.act)).and_then(|(_, assign)| assign.handler);
    let field = |name| first(record.fields.get(name));
    let mut heads = docket.graph.heads();
    heads.drain(..heads.len().saturating_sub(limits::BASED_ON));
    CaseView {
        id: record.id,
        home: record.home,
        number: register.map(|register| register.number.clone()).unwrap_or_default(),
        title: field(fields::TITLE),
        petitioner: field(fields::PETITIONER),
        area: field(fields::AREA),
        subject: field(fields::SUBJECT),
        channel: register.map(|register| register.channel),
        received_on: register.map(|register| register.received_on),
        receipt_code: register.map(|register| register.receipt_code.clone()).unwrap_or_default(),
        persons: field(fields::GROUP_PERSONS)
            .parse()
            .ok()
            .or_else(|| register.map(|register| register.persons))
            .unwrap_or_default(),
        stage,
        closed: stage.is_closed(),
        flags,
        handler,
        leads,
        deadlines,
        claims: claims(record),
        intake,
        duty,
        handling,
        answer,
        closing,
        supervision,
        links,
        reading,
        timeline: timeline::timeline(docket, &standing),
        disputes: findings.disputes,
        conflicts: conflicts(record),
        notes: count(docket.ranks::<Note>().len()),
        visits: count(docket.ranks::<Visit>().len()),
        replies: count(docket.ranks::<Reply>().len()),
        contacts: count(docket.ranks::<RepeatContact>().len()),
        last_activity: docket.admitted().next_back().map(|(_, act)| act.made_at),
        heads,
    }
}

/// A case is registered once and accepted once; later ones change nothing.
fn first_things(docket: &Docket<'_>, findings: &Findings, standing: &mut Standing) {
    let register = docket.ranks::<Register>().first().copied();
    let accept = clocks::accepted_by(docket, &findings.settled);
    let again = docket.ranks::<Register>().iter().filter(|rank| Some(**rank) != register);
    for rank in again.chain(docket.ranks::<Accept>().iter().filter(|rank| Some(**rank) != accept)) {
        standing.void(*rank, flag::ALREADY_DONE);
    }
}

fn supersede_all_but<T: crate::act::InBody>(docket: &Docket<'_>, live: &[usize], standing: &mut Standing) {
    docket.ranks::<T>().iter().filter(|rank| !live.contains(rank)).for_each(|rank| standing.supersede(*rank));
}

fn extended(docket: &Docket<'_>, extensions: &Extensions, standing: &mut Standing) {
    let accepted = !docket.ranks::<Accept>().is_empty();
    for (rank, extend) in docket.of::<Extend>() {
        if extensions.capped.has(rank) {
            standing.flag(rank, flag::BEYOND_THE_CAP);
        }
        if extend.days == 0 || !accepted {
            standing.idle(rank);
        } else if !extensions.counted.has(rank) {
            standing.supersede(rank);
        }
    }
}

fn settlements(docket: &Docket<'_>, findings: &Findings, standing: &mut Standing) {
    for rank in docket.ranks::<Settle>() {
        match findings.fates.get(rank) {
            Some(Fate::InForce) => {}
            Some(Fate::Superseded) => standing.supersede(*rank),
            Some(Fate::Contradicted) => standing.dispute(*rank),
            Some(Fate::Void(Void::LackedAuthority)) => standing.void(*rank, flag::LACKED_AUTHORITY),
            Some(Fate::Void(Void::NoSuchDispute)) | None => standing.void(*rank, flag::NO_SUCH_DISPUTE),
        }
    }
}

fn claims(record: &CaseRecord) -> Vec<ClaimView> {
    let view = |(id, claim): (&crate::ClaimId, &std::collections::BTreeMap<String, Vec<FieldValue>>)| ClaimView {
        id: *id,
        text: first(claim.get(fields::TEXT)),
        amount: first(claim.get(fields::AMOUNT)),
    };
    record.claims.iter().map(view).collect()
}

fn count(len: usize) -> u32 {
    u32::try_from(len).unwrap_or(u32::MAX)
}

fn first(values: Option<&Vec<FieldValue>>) -> String {
    values.and_then(|values| values.first()).map(|value| value.value.clone()).unwrap_or_default()
}

/// Every field whose concurrent values differ: the case's own, then those of the claims.
fn conflicts(record: &CaseRecord) -> Vec<FieldConflict> {
    let own = record.fields.iter().map(|(field, values)| (None, field, values));
    let claims = record
        .claims
        .iter()
        .flat_map(|(id, claim)| claim.iter().map(move |(field, values)| (Some(*id), field, values)));
    own.chain(claims)
        .filter(|(.., values)| values.iter().any(|value| value.value != values[0].value))
        .map(|(claim, field, values)| FieldConflict { claim, field: field.clone(), values: values.clone() })
        .collect()
}

/// The live assignments as duties, the higher-level assigner first (K1). Assignments that name the same lead and unit
/// are one duty, with the earlier date.
fn lead_holders(docket: &Docket<'_>, live: &[usize]) -> Vec<LeadHolder> {
    let mut holders: Vec<LeadHolder> = Vec::new();
    let mut live: Vec<(usize, &Assign)> =
        live.iter().filter_map(|rank| Some((*rank, docket.at::<Assign>(*rank)?))).collect();
    live.sort_by_key(|(rank, _)| (docket.context.directory.level(docket.office(*rank)), *rank));
    for (rank, assign) in live {
        if let Some(same) = holders.iter_mut().find(|holder| (holder.staff, holder.unit) == assign.duty()) {
            same.due = [same.due, assign.due].into_iter().flatten().min();
            continue;
        }
        holders.push(LeadHolder {
            staff: assign.lead,
            office: docket.office(rank),
            unit: assign.unit,
            act: docket.id(rank),
            due: assign.due,
        });
    }
    holders
}

#[cfg(test)]
pub(crate) mod tests;
