//! 办结与回访: closing and all that comes after.

use taizhang_model::{
    ActBody, OfficeKind,
    act::{
        Audit, Close, ExternalMark, FirstReview, LookBack, LookBackResult, Rate, RatedBy, Reopen, ReopenCause,
        ReportClosed,
    },
};

use super::desk::Desk;

/// Closing, audit, rating, look-back, reopening.
pub(super) fn closing(desk: &mut Desk<'_>) -> Vec<ActBody> {
    let mark = ExternalMark { system: "国家信访信息系统".into(), mark: desk.word(), audited_by: None };
    let mut offers = vec![ActBody::ExternalMark(mark), ActBody::Rate(rate(desk))];
    let audits = desk.directory.offices.get(&desk.office).is_some_and(|own| own.kind == OfficeKind::PetitionOffice);
    if audits {
        let defects = if desk.chance(2) { vec![desk.word()] } else { Vec::new() };
        offers.push(ActBody::FirstReview(FirstReview { passed: defects.is_empty(), defects }));
    }
    if !desk.view.closed {
        if desk.view.answer.served_on.is_some() {
            offers.push(close(desk));
        }
        return offers;
    }
    let to_name = Some(desk.word());
    let result = desk.one(&[LookBackResult::Holds, LookBackResult::Relapsed]);
    offers.extend([
        ActBody::ReportClosed(ReportClosed { to: None, to_name, number: None }),
        ActBody::Audit(Audit { resolved: !desk.chance(4), reason: desk.word() }),
        ActBody::LookBack(LookBack { result, text: desk.word() }),
        reopen(desk),
    ]);
    offers
}

/// Opened again: for a further contact or a relapse, where there is one, else for something new.
pub(super) fn reopen(desk: &mut Desk<'_>) -> ActBody {
    let text = desk.word();
    let (cause, act) = match desk.rng.below(3) {
        0 => (ReopenCause::Repeat, desk.id(&["contact"])),
        1 => (ReopenCause::FailedLookBack, desk.id(&["look_back"])),
        _ => (ReopenCause::NewFact, None),
    };
    let cause = if act.is_some() { cause } else { ReopenCause::NewFact };
    ActBody::Reopen(Reopen { cause, act, case: None, text })
}

/// The petitioner's own word, by a code of the case or dictated.
fn rate(desk: &mut Desk<'_>) -> Rate {
    let scale: Vec<_> = desk.config().satisfaction.iter().map(|step| step.id.clone()).collect();
    let codes: Vec<_> = desk.view.intake.contacts.iter().map(|contact| contact.receipt_code.clone()).collect();
    let receipt_code = desk.rng.pick(&codes).cloned();
    let by = if desk.chance(3) { RatedBy::Dictated } else { RatedBy::Code };
    Rate { rating: desk.one(&scale), words: desk.word(), by, receipt_code, read_back: by == RatedBy::Dictated }
}

/// A closing that names one act for every item of the checklist.
pub(super) fn close(desk: &mut Desk<'_>) -> ActBody {
    let items = desk.config().checklist(None).iter();
    let checklist = items.filter_map(|item| Some((item.id.clone(), desk.view.answer.current_reply?))).collect();
    ActBody::Close(Close { summary: desk.word(), cause: desk.word(), covers: desk.view.heads.clone(), checklist })
}
