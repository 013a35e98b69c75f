//! Plans and how far their steps are.

use std::collections::BTreeMap;

use crate::{
    PlanView, StepView,
    act::{Assign, Milestone, Plan},
    flag,
    fold::{docket::Docket, standing::Standing},
};

pub(super) fn fold(docket: &Docket<'_>, standing: &mut Standing) -> Vec<PlanView> {
    let live = docket.latest(docket.ranks::<Plan>());
    let mut plans: BTreeMap<usize, PlanView> = BTreeMap::new();
    for (rank, plan) in docket.of::<Plan>() {
        if !live.contains(&rank) {
            standing.supersede(rank);
        }
        plans.insert(rank, view(docket, rank, plan));
    }
    for (rank, milestone) in docket.of::<Milestone>() {
        let of = docket.seen_by::<Plan>(rank, milestone.plan).and_then(|(plan, _)| plans.get_mut(&plan));
        let number = usize::from(milestone.step);
        let Some(step) = of.and_then(|plan| plan.steps.get_mut(number.checked_sub(1)?)) else {
            standing.void(rank, flag::NAMES_NO_SUCH_ACT);
            continue;
        };
        let signs = signs_off(docket, rank);
        if step.done_by.is_none() {
            (step.done_by, step.done_on) = (Some(docket.id(rank)), Some(docket.acts[rank].effective_on));
        } else if !signs || step.signed_by.is_some() {
            standing.void(rank, flag::ALREADY_DONE);
        }
        if signs && step.signed_by.is_none() {
            step.signed_by = Some(docket.id(rank));
        }
    }
    plans.retain(|rank, _| live.contains(rank));
    plans.into_values().collect()
}

fn view(docket: &Docket<'_>, rank: usize, plan: &Plan) -> PlanView {
    let steps = plan.steps.iter().zip(1..).map(|(step, number)| StepView {
        number,
        text: step.text.clone(),
        office: step.office,
        due: step.due,
        undertaking: step.undertaking,
        done_by: None,
        done_on: None,
        signed_by: None,
    });
    PlanView {
        act: docket.id(rank),
        office: docket.office(rank),
        text: plan.text.clone(),
        problem: plan.problem.clone(),
        team: plan.team.clone(),
        steps: steps.collect(),
    }
}

/// Whether a milestone comes from a lead, or from a head of a unit in charge, by the latest assignments its author had
/// seen.
fn signs_off(docket: &Docket<'_>, rank: usize) -> bool {
    let act = docket.acts[rank];
    let head = docket.author_as_seen(rank);
    let signs = |assign: &Assign| {
        let leads = assign.lead == act.by || assign.co_leads.contains(&act.by);
        leads || head.is_some_and(|staff| docket.context.directory.heads_over(staff, act.office, assign.unit))
    };
    let seen: Vec<usize> =
        docket.ranks::<Assign>().iter().copied().filter(|assign| docket.saw(rank, *assign)).collect();
    docket.latest(&seen).into_iter().filter_map(|assign| docket.at::<Assign>(assign)).any(signs)
}
