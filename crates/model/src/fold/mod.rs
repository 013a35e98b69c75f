//! The fold: from a case's record to the case people read. Pure and total: any record gives a view, and the same acts
//! in any order give the same bytes.
//!
//! [`ActGraph`] says who had seen what; each act enrolls itself in [`Roles`]; [`court`] finds what cannot hold together
//! and what was settled; [`clocks`] counts days; [`timeline`] tells the story.

mod clocks;
mod court;
mod timeline;

use jiff::{Timestamp, civil::Date, tz::Offset};

use crate::{
    Act, ActGraph, CaseRecord, CaseView, ClaimView, Directory, FieldConflict, FieldValue, LeadHolder, Stage,
    act::{Accept, Assign, Close, Extend, Register, Settle, limits},
    causality::Ranks,
    fields,
};

use court::Court;
pub use court::dispute_id;
pub(crate) use court::may_settle;

/// Where the rules find the acts: ranks in the timeline, ascending, with the payloads they look into.
#[derive(Debug, Default)]
pub(crate) struct Roles<'a> {
    pub(crate) registers: Vec<(usize, &'a Register)>,
    pub(crate) accepts: Vec<(usize, &'a Accept)>,
    pub(crate) assigns: Vec<(usize, &'a Assign)>,
    pub(crate) extends: Vec<(usize, &'a Extend)>,
    pub(crate) closes: Vec<(usize, &'a Close)>,
    pub(crate) settles: Vec<(usize, &'a Settle)>,
    pub(crate) notes: Vec<usize>,
    pub(crate) visits: Vec<usize>,
    pub(crate) replies: Vec<usize>,
    pub(crate) contacts: Vec<usize>,
    /// What a closing has to have seen (K2).
    pub(crate) work: Vec<usize>,
    /// Acts this version cannot read.
    pub(crate) unknown: Vec<usize>,
}

/// The ranks of a list of acts with payloads.
pub(crate) fn ranks<'r, T>(list: &'r [(usize, T)]) -> impl Iterator<Item = usize> + Clone + 'r {
    list.iter().map(|(rank, _)| *rank)
}

/// The civil date in China (UTC+8, one zone for the whole country) at this moment: the day on which an act was made.
#[must_use]
pub fn date_in_china(at: Timestamp) -> Date {
    Offset::constant(8).to_datetime(at).date()
}

/// Folds a case. Never fails and never panics, whatever the record holds.
#[must_use]
pub fn fold(record: &CaseRecord, directory: &Directory) -> CaseView {
    let graph = ActGraph::new(&record.acts);
    let acts = graph.in_order(&record.acts);
    let mut roles = Roles::default();
    for (rank, act) in acts.iter().enumerate() {
        act.body.enroll(rank, &mut roles);
    }
    let court = Court::new(&graph, &acts, &roles, directory);
    let everything = Ranks::first(acts.len());
    let findings = court.findings(&everything);
    let reopeners = court.reopeners();
    let extensions = court.extensions(&everything);

    let register = roles.registers.first().map(|(_, register)| *register);
    let leads = lead_holders(&acts, &roles, &findings.live_assigns, directory);
    let field = |name| first(record.fields.get(name));
    let mut heads = graph.heads();
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
        stage: stage(&graph, &roles, &findings, &reopeners),
        closed: register.is_some() && findings.closed,
        handler: findings.first_assign(&leads, &graph, &roles).and_then(|assign| assign.handler),
        leads,
        deadlines: clocks::deadlines(&acts, &roles, &graph, extensions.days),
        claims: record
            .claims
            .iter()
            .map(|(id, claim)| ClaimView {
                id: *id,
                text: first(claim.get(fields::TEXT)),
                amount: first(claim.get(fields::AMOUNT)),
            })
            .collect(),
        timeline: timeline::timeline(&timeline::Story {
            acts: &acts,
            graph: &graph,
            roles: &roles,
            directory,
            findings: &findings,
            extensions: &extensions,
            reopeners: &reopeners,
        }),
        disputes: findings.disputes,
        conflicts: conflicts(record),
        notes: count(roles.notes.len()),
        visits: count(roles.visits.len()),
        replies: count(roles.replies.len()),
        contacts: count(roles.contacts.len()),
        last_activity: acts.last().map(|act| act.made_at),
        heads,
    }
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
fn lead_holders(acts: &[&Act], roles: &Roles<'_>, live: &[usize], directory: &Directory) -> Vec<LeadHolder> {
    let mut holders: Vec<LeadHolder> = Vec::new();
    let mut live: Vec<(usize, &Assign)> =
        roles.assigns.iter().filter(|(rank, _)| live.contains(rank)).map(|(rank, assign)| (*rank, *assign)).collect();
    live.sort_by_key(|(rank, _)| (directory.level(acts[*rank].office), *rank));
    for (rank, assign) in live {
        if let Some(same) = holders.iter_mut().find(|holder| (holder.staff, holder.unit) == assign.duty()) {
            same.due = [same.due, assign.due].into_iter().flatten().min();
            continue;
        }
        holders.push(LeadHolder {
            staff: assign.lead,
            office: acts[rank].office,
            unit: assign.unit,
            act: acts[rank].id,
            due: assign.due,
        });
    }
    holders
}

fn stage(graph: &ActGraph, roles: &Roles<'_>, findings: &court::Findings, reopeners: &[usize]) -> Stage {
    let answers = |reply: &usize| reopeners.iter().all(|contact| graph.seen(*reply).has(*contact));
    let worked = |assign: &usize| {
        let work = [&roles.notes, &roles.visits].into_iter().flatten().copied().chain(ranks(&roles.extends));
        work.into_iter().any(|work| !graph.seen(*assign).has(work))
    };
    if roles.registers.is_empty() {
        Stage::Draft
    } else if findings.closed {
        Stage::Closed
    } else if roles.replies.iter().any(answers) {
        Stage::Replied
    } else if !reopeners.is_empty() || findings.live_assigns.iter().any(worked) {
        Stage::Handling
    } else if !findings.live_assigns.is_empty() {
        Stage::Assigned
    } else if !roles.accepts.is_empty() {
        Stage::Accepted
    } else {
        Stage::Registered
    }
}

#[cfg(test)]
pub(crate) mod tests;
