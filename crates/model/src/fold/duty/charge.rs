//! Who carries the duty now, and who did before.

use std::collections::BTreeSet;

use crate::{
    ActId, Dispute, DisputeRule, FeedbackView, FormerLead, Holding, InCharge, PlanView, StaffId,
    act::{Assign, Join, Progress},
    causality::Ranks,
    config::LeadRules,
    flag,
    fold::{
        court::{Court, Findings},
        docket::Docket,
        rules::live_assigns,
        standing::Standing,
    },
};

/// What the assignments come to.
pub(super) struct Charge {
    pub(super) in_charge: Vec<InCharge>,
    pub(super) former: Vec<FormerLead>,
    pub(super) holdings: Vec<Holding>,
}

pub(super) fn fold(docket: &Docket<'_>, court: &Court<'_>, findings: &Findings, standing: &mut Standing) -> Charge {
    let directory = docket.context.directory;
    for (rank, assign) in docket.of::<Assign>() {
        if !assign.co_leads.is_empty() && !shares(docket, rank) {
            standing.flag(rank, flag::CO_LEADS_NOT_ALLOWED);
        }
    }
    let everything = Ranks::first(docket.acts.len());
    let mut live = live_assigns(court, &everything, &findings.settled);
    live.sort_by_key(|rank| (directory.level(docket.office(*rank)), *rank));
    let in_charge: Vec<InCharge> = live.iter().filter_map(|rank| in_charge(docket, court, *rank)).collect();
    let leads: BTreeSet<StaffId> = in_charge.iter().map(|charge| charge.lead).collect();
    Charge { former: former(docket, court, findings, &leads), holdings: holdings(docket, court), in_charge }
}

/// Whether leaders may share the case, by the configuration that an assignment was judged by and the campaigns its
/// author had seen it join.
fn shares(docket: &Docket<'_>, rank: usize) -> bool {
    let joined = docket.of::<Join>().filter(|(join, _)| docket.saw(rank, *join));
    let config = docket.config(rank);
    config.is_none_or(|config| LeadRules::of(config, joined.map(|(_, join)| join.campaign.as_str())).co_leads)
}

fn in_charge(docket: &Docket<'_>, court: &Court<'_>, rank: usize) -> Option<InCharge> {
    let assign = docket.at::<Assign>(rank)?;
    Some(InCharge {
        act: docket.id(rank),
        office: docket.office(rank),
        decided_by: court.decided(rank)?,
        on: docket.acts[rank].effective_on,
        lead: assign.lead,
        co_leads: assign.co_leads.clone(),
        unit: assign.unit,
        assist_units: assign.assist_units.clone(),
        handler: assign.handler,
        measures: assign.measures.clone(),
        due: assign.due,
        letter_no: assign.letter_no.clone(),
        instance: assign.instance,
    })
}

/// Who led it under an assignment that no longer holds, each once: by the last that named them.
fn former(docket: &Docket<'_>, court: &Court<'_>, findings: &Findings, leads: &BTreeSet<StaffId>) -> Vec<FormerLead> {
    let assigns = court.assigns();
    let mut told = leads.clone();
    let mut former = Vec::new();
    for (at, rank) in assigns.iter().enumerate().rev() {
        let Some(assign) = docket.at::<Assign>(*rank).filter(|assign| told.insert(assign.lead)) else { continue };
        let later = assigns[at + 1..].iter().copied().find(|later| docket.saw(*later, *rank));
        let reassigned = later.and_then(|later| docket.at::<Assign>(later));
        let settled = findings.disputes.iter().find(|dispute| lost(dispute, docket.id(*rank)));
        former.push(FormerLead {
            lead: assign.lead,
            unit: assign.unit,
            act: docket.id(*rank),
            replaced_by: later.map(|later| docket.id(later)).or_else(|| settled.and_then(|lost| lost.settled_by)),
            reason: match reassigned {
                Some(assign) => assign.reason.clone(),
                None => settled.and_then(|lost| lost.reason.clone()),
            },
        });
    }
    former.reverse();
    former
}

/// Whether a settlement chose against this assignment.
fn lost(dispute: &Dispute, act: ActId) -> bool {
    dispute.rule == DisputeRule::K1 && dispute.acts.contains(&act) && dispute.chosen.is_some_and(|chosen| chosen != act)
}

/// Each change of the unit in charge, in the order of the timeline.
fn holdings(docket: &Docket<'_>, court: &Court<'_>) -> Vec<Holding> {
    let mut holdings: Vec<Holding> = Vec::new();
    for rank in court.assigns() {
        let Some(assign) = docket.at::<Assign>(rank) else { continue };
        if holdings.last().is_none_or(|last| last.unit != assign.unit) {
            holdings.push(Holding { unit: assign.unit, act: docket.id(rank), from: docket.acts[rank].effective_on });
        }
    }
    holdings
}

/// What is missing of the five ones and the three elements (DOMAIN A03, A08).
pub(super) fn missing(in_charge: &[InCharge], plans: &[PlanView]) -> Vec<String> {
    let any = |has: fn(&InCharge) -> bool| in_charge.iter().any(has);
    let team = any(|charge| !charge.co_leads.is_empty() || !charge.assist_units.is_empty());
    let elements = [
        ("lead", !in_charge.is_empty()),
        ("team", team || plans.iter().any(|plan| !plan.team.is_empty())),
        ("plan", !plans.is_empty()),
        ("handler", any(|charge| charge.handler.is_some())),
        ("measures", any(|charge| !charge.measures.trim().is_empty())),
        ("due", any(|charge| charge.due.is_some())),
    ];
    elements.into_iter().filter(|(_, there)| !there).map(|(name, _)| name.to_owned()).collect()
}

/// The answers that assignments asked for: given by a report of the unit, or of one below it, that had seen the
/// assignment and went to the office that assigned or to one above it.
pub(super) fn feedback(docket: &Docket<'_>, court: &Court<'_>) -> Vec<FeedbackView> {
    let directory = docket.context.directory;
    let reports: Vec<(usize, &Progress)> = docket.of::<Progress>().collect();
    let of = |rank: usize| {
        let assign = docket.at::<Assign>(rank)?;
        let (due, office) = (assign.feedback_by?, docket.office(rank));
        let gives = |(report, progress): &&(usize, &Progress)| {
            docket.saw(*report, rank)
                && directory.is_ancestor_or_self(assign.unit, docket.office(*report))
                && directory.is_ancestor_or_self(progress.to, office)
        };
        let given_by = reports.iter().find(gives).map(|(report, _)| docket.id(*report));
        Some(FeedbackView { act: docket.id(rank), to: office, unit: assign.unit, due, given_by })
    };
    court.assigns().into_iter().filter_map(of).collect()
}
