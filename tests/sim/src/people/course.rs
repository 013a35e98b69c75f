//! The course of a case from acceptance to its resolution and behind it: what somebody would do next who means to get
//! the case done, and who that is. People who do anything at all seldom get a case closed, signed by three and audited.

use taizhang_model::{
    ActBody, DisputeRule, OfficeId, OfficeKind, StaffId,
    act::{
        Accept, Assign, Audit, ClaimOutcome, Delist, Deliver, List, LookBack, LookBackResult, OutcomeKind,
        ReportClosed, Review, ReviewDecision, ReviewResult, ReviewTier, Serve, SignRole,
    },
};

use super::{
    closing::{close, reopen},
    desk::Desk,
    duty::settled,
    papers::{reply, sign},
};

/// Who takes a step: one office or one person, so that nobody takes it twice.
#[derive(Clone, Copy, Debug)]
enum Who {
    Office(OfficeId),
    Person(StaffId),
}

impl Who {
    fn is_at(self, desk: &Desk<'_>) -> bool {
        match self {
            Self::Office(office) => desk.office == office,
            Self::Person(staff) => desk.staff == staff,
        }
    }
}

/// The next step of the case, where the person at this desk is the one to take it.
pub(super) fn next(desk: &mut Desk<'_>) -> Option<ActBody> {
    let (who, body) = decided(desk).or_else(|| answered(desk)).or_else(|| closed(desk))?;
    who.is_at(desk).then_some(body)
}

/// Disputes settled, accepted, assigned.
fn decided(desk: &mut Desk<'_>) -> Option<(Who, ActBody)> {
    let view = desk.view;
    if let Some(dispute) = view.open_disputes().find(|dispute| dispute.rule != DisputeRule::K2) {
        return Some((Who::Office(dispute.settle_at.unwrap_or_else(|| top(desk))), settled(desk)?));
    }
    if !view.intake.is_accepted() {
        let passed_on = view.intake.decision.as_ref().and_then(|decision| decision.to);
        let who = Who::Office(passed_on.unwrap_or(view.home));
        return Some((who, ActBody::Accept(Accept { notice_no: Some(desk.word()), simple: false })));
    }
    if view.duty.in_charge.is_empty() {
        let above = desk.directory.ancestors(view.home).first().copied().unwrap_or(view.home);
        let assign = Assign {
            lead: desk.head(above),
            unit: view.home,
            measures: desk.word(),
            feedback_by: Some(desk.day(20)),
            policy: Some(desk.word()),
            reason: Some(desk.word()),
            ..Assign::default()
        };
        return Some((Who::Office(above), ActBody::Assign(assign)));
    }
    // Now and then the county gives a case to the unit above, which the unit in charge may not have heard of.
    let charge = &view.duty.in_charge[0];
    if charge.unit == view.home && !view.closed && desk.chance(8) {
        let reason = Some(desk.word());
        let lead = desk.head(view.home);
        let unit = desk.directory.ancestors(view.home).first().copied()?;
        let assign = Assign { lead, unit, feedback_by: Some(desk.day(20)), reason, ..Assign::default() };
        return Some((Who::Office(top(desk)), ActBody::Assign(assign)));
    }
    // Some cases are put on the list, so that there is one to be cleared.
    if view.duty.listings.is_empty() && view.id.0[0].is_multiple_of(2) {
        let list = ActBody::List(List { reason: desk.word(), due: desk.perhaps_day(90) });
        return Some((Who::Office(top(desk)), list));
    }
    None
}

/// Replied to, signed, served, reviewed.
fn answered(desk: &mut Desk<'_>) -> Option<(Who, ActBody)> {
    let (view, answer) = (desk.view, &desk.view.answer);
    let unit = view.duty.in_charge.first()?.unit;
    let current = answer.replies.iter().find(|reply| answer.current_reply == Some(reply.act));
    let Some(current) = current.filter(|_| view.intake.unanswered().next().is_none()) else {
        return Some((Who::Office(unit), reply(desk, answer.current_reply)));
    };
    if !current.approved {
        return Some((Who::Office(current.office), sign(current.act, SignRole::Head)));
    }
    if current.served.is_empty() {
        let serve = Serve { act: current.act, proof: desk.word(), ..Serve::default() };
        return Some((Who::Office(unit), ActBody::Serve(serve)));
    }
    if let Some(asked) = answer.reviews.iter().find(|review| review.result.is_none()) {
        let (review, result, text) = (asked.act, ReviewDecision::Uphold, desk.word());
        return Some((Who::Office(unit), ActBody::ReviewResult(ReviewResult { review, result, text, number: None })));
    }
    // In some cases the petitioner asks for a review, and then for a re-examination.
    if view.id.0[0].is_multiple_of(3) && answer.reviews.len() < 2 {
        let tier = if answer.reviews.is_empty() { ReviewTier::Review } else { ReviewTier::Reexamination };
        let (organ, reason) = ("清河县人民政府".into(), desk.word());
        return Some((Who::Office(unit), ActBody::Review(Review { tier, requested_on: desk.today, organ, reason })));
    }
    if let Some(open) = view.handling.claims.iter().find(|claim| claim.blocks_closing) {
        let outcome = ClaimOutcome { claim: open.claim, text: desk.word(), ..ClaimOutcome::default() };
        return Some((
            Who::Office(unit),
            ActBody::ClaimOutcome(ClaimOutcome { outcome: OutcomeKind::Full, ..outcome }),
        ));
    }
    if let Some(broken) = view.duty.broken_promises(desk.today).next() {
        let deliver = Deliver { promise: broken.act, proof: desk.word(), term: broken.term };
        return Some((Who::Office(broken.office), ActBody::Deliver(deliver)));
    }
    None
}

/// Closed, signed by three, reported, audited, cleared, looked back on.
fn closed(desk: &mut Desk<'_>) -> Option<(Who, ActBody)> {
    let (view, closing) = (desk.view, &desk.view.closing);
    let charge = view.duty.in_charge.first()?;
    if !view.closed {
        let Some(open) = closing.closings.iter().rfind(|closing| closing.holds && !closing.awaiting.is_empty()) else {
            return Some((Who::Office(charge.unit), close(desk)));
        };
        let role = desk.one(&open.awaiting);
        let who = match role {
            SignRole::Handler => Who::Person(charge.handler.unwrap_or(open.by)),
            SignRole::Lead => Who::Person(charge.lead),
            _ => Who::Office(top(desk)),
        };
        return Some((who, sign(open.act, role)));
    }
    if closing.audited.is_none() {
        let bureau = desk.directory.offices.values().find(|office| office.kind == OfficeKind::PetitionOffice);
        // Now and then somebody opens it again instead, who may not have heard of the audit.
        if desk.chance(3) {
            return Some((Who::Office(top(desk)), reopen(desk)));
        }
        let audit = ActBody::Audit(Audit { resolved: true, reason: desk.word() });
        return Some((Who::Office(bureau?.id), audit));
    }
    if let Some(list) = view.duty.listings.iter().find(|listing| listing.cleared_by.is_none()) {
        let delist = Delist { list: list.act, reason: desk.word() };
        return Some((Who::Office(top(desk)), ActBody::Delist(delist)));
    }
    if closing.reported.is_none() {
        let report = ReportClosed { to: Some(desk.office_above()), to_name: None, number: desk.perhaps_word() };
        return Some((Who::Office(charge.unit), ActBody::ReportClosed(report)));
    }
    let result = desk.one(&[LookBackResult::Holds, LookBackResult::Relapsed]);
    Some((Who::Office(top(desk)), ActBody::LookBack(LookBack { result, text: desk.word() })))
}

/// The office at the top of the county.
fn top(desk: &Desk<'_>) -> OfficeId {
    desk.directory.ancestors(desk.office).last().copied().unwrap_or(desk.office)
}
