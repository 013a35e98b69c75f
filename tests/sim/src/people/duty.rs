//! 交办与包案、督办: who has the case, what they plan and promise, and what is asked of them from above.

use taizhang_model::{
    ActBody, Dispute, DisputeRule, RaiseState,
    act::{
        AnswerRaise, AnswerSupervision, Assign, CancelPromise, Confirm, Delist, Deliver, Extend, InspectionKind,
        InspectionScope, Instance, List, Milestone, Plan, Progress, ProgressKind, Promise, Raise, RaiseKind, Recuse,
        Settle, Step, Supervise, SupervisionKind, SupervisionTrigger, Undertaking,
    },
};

use super::desk::Desk;

/// Who has the case, for how long, and by which plan.
pub(super) fn charge(desk: &mut Desk<'_>) -> Vec<ActBody> {
    let unit = desk.any_office();
    let step = |desk: &mut Desk<'_>| Step {
        text: desk.word(),
        office: desk.any_office(),
        due: desk.perhaps_day(30),
        undertaking: Some(desk.one(Undertaking::ALL)),
    };
    let has_lead = !desk.view.duty.in_charge.is_empty();
    let mut offers = vec![ActBody::Assign(Assign {
        lead: if desk.chance(2) { desk.head(unit) } else { desk.any_staff() },
        unit,
        handler: desk.chance(3).then(|| desk.any_staff()),
        measures: desk.word(),
        due: desk.perhaps_day(40),
        co_leads: if desk.chance(8) { desk.some_staff() } else { Default::default() },
        assist_units: if desk.chance(3) { [desk.any_office()].into() } else { Default::default() },
        letter_no: Some("交字第1号".into()),
        feedback_by: Some(desk.day(20)),
        instance: if desk.chance(6) { Instance::Raised } else { Instance::Assigned },
        policy: Some(desk.word()),
        reason: Some(desk.word()),
    })];
    if desk.view.intake.is_accepted() {
        offers.push(ActBody::Extend(Extend { days: desk.rng.between(1, 15) as u16, reason: desk.word() }));
    }
    if has_lead {
        offers.push(ActBody::Plan(Plan {
            text: desk.word(),
            steps: (0..desk.rng.between(1, 3)).map(|_| step(desk)).collect(),
            problem: desk.word(),
            team: desk.some_staff(),
        }));
    }
    if desk.chance(4) {
        offers.push(ActBody::Recuse(Recuse { staff: desk.any_staff(), reason: desk.word() }));
    }
    let plans = &desk.view.duty.plans;
    if let Some((plan, steps)) = desk.rng.pick(plans).map(|plan| (plan.act, plan.steps.len())) {
        let step = desk.rng.between(1, steps.max(1) as u64) as u16;
        offers.push(ActBody::Milestone(Milestone { plan, step, text: desk.word() }));
    }
    offers
}

/// A decision on something that is disputed, where anything is. What somebody did who had lost their function is
/// confirmed as often as it is settled.
pub(super) fn settled(desk: &mut Desk<'_>) -> Option<ActBody> {
    let may = |open: &&Dispute| open.settler().may(desk.directory, desk.office, desk.directory.staff.get(&desk.staff));
    let open: Vec<_> = desk.view.open_disputes().filter(may).collect();
    let waits = open.iter().find(|open| open.rule == DisputeRule::K12).copied();
    let dispute = waits.or_else(|| desk.rng.pick(&open).copied())?;
    if dispute.rule == DisputeRule::K12 && desk.chance(2) {
        let (act, reason, declined) = (dispute.acts[0], desk.word(), desk.chance(3));
        return Some(ActBody::Confirm(Confirm { act, reason, declined }));
    }
    let choose = desk.one(&dispute.acts);
    Some(ActBody::Settle(Settle { dispute: dispute.id, choose, reason: desk.word() }))
}

/// What was promised, and what became of it.
pub(super) fn promises(desk: &mut Desk<'_>) -> Vec<ActBody> {
    let mut offers = vec![ActBody::Promise(Promise {
        text: desk.word(),
        office: desk.office,
        due: desk.day(30),
        of: desk.perhaps_id("visit"),
    })];
    let open: Vec<_> = desk.view.duty.open_promises().map(|promise| (promise.act, promise.term)).collect();
    if let Some((promise, term)) = desk.rng.pick(&open).copied() {
        offers.push(ActBody::Deliver(Deliver { promise, proof: desk.word(), term }));
        offers.push(ActBody::CancelPromise(CancelPromise {
            promise,
            reason: desk.word(),
            agreed_words: "同意".into(),
            new_due: desk.perhaps_day(60),
            term,
        }));
    }
    offers
}

/// What goes up, and what comes down: raising, listing, reports, supervision.
pub(super) fn above(desk: &mut Desk<'_>) -> Vec<ActBody> {
    let kinds = [RaiseKind::Escalate, RaiseKind::RaiseLevel, RaiseKind::LeadDepartment, RaiseKind::Screening];
    let reports = [ProgressKind::Progress, ProgressKind::OneCase, ProgressKind::Prompt];
    let mut offers = vec![
        ActBody::Raise(Raise { to: desk.office_above(), kind: desk.one(&kinds), reason: desk.word() }),
        ActBody::Progress(Progress { to: desk.other_office(), kind: desk.one(&reports), text: desk.word() }),
    ];
    if desk.is_above() {
        offers.push(ActBody::List(List { reason: desk.word(), due: desk.perhaps_day(90) }));
        offers.push(ActBody::Supervise(supervise(desk)));
    }
    let (directory, own) = (desk.directory, desk.office);
    let below = |to| directory.is_ancestor_or_self(own, to);
    let raises = desk.view.duty.raises.iter();
    let raised: Vec<_> = raises.filter(|raise| raise.state == RaiseState::Waiting && below(raise.to)).collect();
    if let Some(raise) = desk.rng.pick(&raised).map(|raise| raise.act) {
        offers.push(ActBody::AnswerRaise(AnswerRaise { raise, taken: desk.chance(2), reason: desk.word() }));
    }
    let listed: Vec<_> = desk.view.duty.listings.iter().filter(|listing| listing.cleared_by.is_none()).collect();
    if let Some(list) = desk.rng.pick(&listed).map(|listing| listing.act) {
        offers.push(ActBody::Delist(Delist { list, reason: desk.word() }));
    }
    let open = desk.view.supervision.open().filter(|item| below(item.to));
    let open: Vec<_> = open.map(|item| item.act).collect();
    if let Some(supervision) = desk.rng.pick(&open).copied() {
        let (text, adopted) = (desk.word(), desk.chance(2));
        offers.push(ActBody::AnswerSupervision(AnswerSupervision { supervision, text, adopted }));
    }
    offers
}

fn supervise(desk: &mut Desk<'_>) -> Supervise {
    let kind = desk.one(&[SupervisionKind::Letter, SupervisionKind::Inspection, SupervisionKind::ImproveWork]);
    let inspects = kind == SupervisionKind::Inspection;
    Supervise {
        kind,
        to: desk.other_office(),
        trigger: desk.one(&[SupervisionTrigger::Late, SupervisionTrigger::NotCarriedOut]),
        demand: desk.word(),
        due: Some(desk.day(30)),
        number: Some("督字第1号".into()),
        inspection: inspects.then_some(InspectionKind::Joint),
        scope: inspects.then_some(InspectionScope::WideReach),
    }
}
