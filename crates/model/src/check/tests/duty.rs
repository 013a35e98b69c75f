//! What the acts of duty and supervision need.

use super::*;
use crate::{
    Office, OfficeKind,
    act::{
        Assign, Channel, Classify, Difficulty, InspectionKind, Instance, Join, Milestone, Plan, Progress, RaiseKind,
        Register, Supervise, SupervisionKind,
    },
    fold::tests::{
        duty::{
            answer_raise, audit, campaign, change_promise, confirm, delist, deliver, list, milestone, plan, progress,
            promise, raise, recuse, unpack,
        },
        office,
        supervision::{answer, supervise},
    },
};

/// Assigned by the township to itself.
fn assigned() -> (Book, ActId) {
    let (mut book, accepted) = Book::accepted();
    let assigned = book.add(TOWN, &[accepted], assign(head(TOWN), TOWN));
    (book, assigned)
}

fn by_clerk(book: &Book, of: u8, body: &ActBody) -> &'static str {
    code(ask_on(book, &Author { staff: clerk(of), ..author(of) }, body, date(2026, 6, 2)))
}

fn with(edit: impl FnOnce(&mut Assign)) -> ActBody {
    let mut body = unpack(assign(head(TOWN), TOWN));
    edit(&mut body);
    ActBody::Assign(body)
}

#[test]
fn a01_the_assigning_level_assigns() {
    let (book, _) = Book::accepted();
    let refusal = ask(&book, VILLAGE, &assign(head(VILLAGE), VILLAGE)).unwrap_err();
    assert_eq!(
        (refusal.code, refusal.who_could),
        ("not_the_assigning_level", vec![format!("office {TOWN}"), format!("office {COUNTY}")])
    );
    for of in [TOWN, COUNTY, crate::fold::tests::JOINT_MEETING] {
        let body = with(|body| body.feedback_by = Some(date(2026, 6, 20)));
        assert_eq!(code(ask(&book, of, &body)), "ok", "{of}");
    }
}

#[test]
fn a01_another_lead_needs_a_reason_and_no_lower_level() {
    let (mut book, assigned) = assigned();
    let other = |reason: Option<&str>| {
        with(|body| {
            body.lead = clerk(TOWN);
            body.reason = reason.map(str::to_owned);
        })
    };
    let refusal = ask(&book, TOWN, &other(None)).unwrap_err();
    assert_eq!((refusal.code, refusal.missing), ("change_of_lead", vec!["reason".to_owned()]));
    assert_eq!(code(ask(&book, TOWN, &other(Some(" ")))), "change_of_lead");
    assert_eq!(code(ask(&book, TOWN, &other(Some("调离")))), "ok");
    assert_eq!(code(ask(&book, TOWN, &assign(head(TOWN), TOWN))), "ok", "the same lead and unit need none");
    book.add(COUNTY, &[assigned], assign(head(COUNTY), COUNTY));
    let refusal = ask(&book, TOWN, &other(Some("调离"))).unwrap_err();
    assert_eq!((refusal.code, refusal.who_could), ("lower_level", vec![format!("office {COUNTY}")]));
}

#[test]
fn a02_further_leads_only_where_the_rules_allow_them() {
    let (mut book, accepted) = Book::accepted();
    let shared = with(|body| body.co_leads = [head(VILLAGE)].into());
    let twice = with(|body| body.co_leads = [head(TOWN)].into());
    let mut config = Config::builtin().clone();
    config.lead_rules.co_leads = false;
    config.campaigns = vec![campaign()];
    config.campaigns[0].lead_rules.co_leads = true;
    let version = book.configs.learn(config);
    assert!(book.configs.make_current(version));
    assert_eq!(code(ask(&book, TOWN, &shared)), "single_lead");
    book.add(TOWN, &[accepted], ActBody::Join(Join { campaign: "c1".to_owned(), batch: None }));
    assert_eq!(code(ask(&book, TOWN, &shared)), "ok");
    assert_eq!(code(ask(&book, TOWN, &twice)), "single_lead");
}

#[test]
fn a06_r09_a_major_matter_is_led_by_the_head() {
    let (mut book, accepted) = Book::accepted();
    let major = Classify { difficulty: Some(Difficulty::Major), ..Classify::default() };
    book.add(TOWN, &[accepted], ActBody::Classify(major));
    let refusal = ask(&book, TOWN, &assign(clerk(TOWN), TOWN)).unwrap_err();
    assert_eq!((refusal.code, refusal.rule), ("head_takes_major", "A06"));
    assert_eq!(refusal.who_could, [format!("head of {TOWN}")]);
    assert_eq!(code(ask(&book, TOWN, &assign(head(TOWN), TOWN))), "ok");
    assert_eq!(code(ask(&book, TOWN, &assign(head(COUNTY), TOWN))), "ok", "a head above");
}

#[test]
fn r13_a_superior_assigned_matter_is_led_by_a_member_of_the_team() {
    let (mut book, _) = Book::accepted();
    let registered = Register { channel: Channel::Assigned, ..Register::default() };
    book.record.acts[0].body = ActBody::Register(registered);
    let refusal = ask(&book, TOWN, &assign(clerk(TOWN), TOWN)).unwrap_err();
    assert_eq!((refusal.code, refusal.who_could), ("lead_of_the_team", vec![format!("head of {TOWN}")]));
    book.directory.staff.get_mut(&clerk(TOWN)).unwrap().is_team_member = true;
    assert_eq!(code(ask(&book, TOWN, &assign(clerk(TOWN), TOWN))), "ok");
}

#[test]
fn r14_one_unit_is_in_charge() {
    let (book, _) = Book::accepted();
    assert_eq!(code(ask(&book, TOWN, &with(|body| body.assist_units = [office(TOWN)].into()))), "one_unit_in_charge");
    assert_eq!(code(ask(&book, TOWN, &with(|body| body.assist_units = [office(VILLAGE)].into()))), "ok");
    assert_eq!(code(ask(&book, TOWN, &with(|body| body.assist_units = [office(66)].into()))), "unknown_office");
}

#[test]
fn r15_nobody_who_left_or_stands_aside_is_assigned() {
    let (mut book, accepted) = Book::accepted();
    book.directory.staff.get_mut(&clerk(TOWN)).unwrap().active = false;
    let refusal = ask(&book, TOWN, &assign(head(TOWN), TOWN)).unwrap_err();
    assert_eq!((refusal.code, refusal.missing), ("no_longer_here", vec![format!("clerk of {TOWN}")]));
    book.add(TOWN, &[accepted], recuse(clerk(TOWN)));
    assert_eq!(code(ask(&book, TOWN, &assign(head(TOWN), TOWN))), "recused");
}

#[test]
fn i16_an_assignment_to_another_office_sets_a_date_for_its_answer() {
    let (book, _) = Book::accepted();
    assert_eq!(code(ask(&book, COUNTY, &assign(head(TOWN), TOWN))), "feedback_date");
    let dated = with(|body| {
        body.feedback_by = Some(date(2026, 6, 20));
        body.letter_no = Some("交字〔2026〕3号".to_owned());
    });
    assert_eq!(code(ask(&book, COUNTY, &dated)), "ok");
    let long = with(|body| body.letter_no = Some("交".repeat(limits::LINE_CHARS + 1)));
    assert_eq!(code(ask(&book, TOWN, &long)), "text_too_long");
}

#[test]
fn a10_only_a_higher_level_raises_the_level() {
    let (book, _) = assigned();
    let raised = |of: u8| {
        let reason = Some("久拖不决".to_owned());
        let body = Assign { instance: Instance::Raised, reason, ..unpack(assign(head(of), of)) };
        code(ask(&book, of, &ActBody::Assign(body)))
    };
    assert_eq!([raised(TOWN), raised(COUNTY)], ["not_raised", "ok"]);
}

#[test]
fn a03_h05_a_plan_needs_a_lead_a_text_and_known_offices() {
    let (book, _) = Book::accepted();
    assert_eq!(code(ask(&book, TOWN, &plan(1))), "no_lead");
    let (book, _) = assigned();
    assert_eq!(code(ask(&book, TOWN, &plan(40))), "ok");
    assert_eq!(code(ask(&book, TOWN, &plan(41))), "too_many_steps");
    let refusal = ask(&book, OTHER_TOWN, &plan(1)).unwrap_err();
    assert_eq!((refusal.code, refusal.who_could), ("not_your_office", vec![format!("office {TOWN}")]));
    assert_eq!(code(ask(&book, TOWN, &ActBody::Plan(Plan::default()))), "text_missing");
    let ActBody::Plan(mut strange) = plan(1) else { unreachable!() };
    strange.steps[0].office = office(66);
    assert_eq!(code(ask(&book, TOWN, &ActBody::Plan(strange))), "unknown_office");
}

#[test]
fn a09_a_milestone_needs_the_latest_plan_and_an_open_step() {
    let (mut book, assigned) = assigned();
    let planned = book.add(TOWN, &[assigned], plan(2));
    assert_eq!(by_clerk(&book, TOWN, &milestone(planned, 1)), "ok");
    assert_eq!(by_clerk(&book, TOWN, &milestone(planned, 3)), "no_such_step");
    assert_eq!(by_clerk(&book, TOWN, &milestone(assigned, 1)), "no_such_act");
    assert_eq!(by_clerk(&book, OTHER_TOWN, &milestone(planned, 1)), "not_your_office");
    let done = book.add(TOWN, &[planned], milestone(planned, 1));
    book.act(done).by = clerk(TOWN);
    assert_eq!(by_clerk(&book, TOWN, &milestone(planned, 1)), "step_done");
    assert_eq!(code(ask(&book, TOWN, &milestone(planned, 1))), "ok", "the lead signs it off");
    let signed = book.add(TOWN, &[done], ActBody::Milestone(Milestone { plan: planned, step: 1, text: String::new() }));
    assert_eq!(code(ask(&book, TOWN, &milestone(planned, 1))), "step_done");
    book.add(TOWN, &[signed], plan(1));
    assert_eq!(code(ask(&book, TOWN, &milestone(planned, 2))), "not_the_latest_plan");
}

#[test]
fn h26_promises_are_made_kept_and_changed_by_those_who_owe_them() {
    let (mut book, accepted) = Book::accepted();
    assert_eq!(code(ask(&book, TOWN, &promise(66))), "unknown_office");
    assert_eq!(code(ask(&book, VILLAGE, &promise(TOWN))), "not_your_office", "nobody promises for the office above");
    assert_eq!(code(ask(&book, TOWN, &promise(VILLAGE))), "ok");
    let ActBody::Promise(mut of) = promise(TOWN) else { unreachable!() };
    of.of = Some(ActId([99; 16]));
    assert_eq!(code(ask(&book, TOWN, &ActBody::Promise(of))), "no_such_act");
    let promised = book.add(TOWN, &[accepted], promise(TOWN));
    let refusal = ask(&book, TOWN, &deliver(accepted, None)).unwrap_err();
    assert_eq!((refusal.code, refusal.missing), ("no_such_promise", vec![promised.to_string()]));
    for body in [deliver(promised, None), change_promise(promised, None)] {
        assert_eq!(code(ask(&book, VILLAGE, &body)), "not_your_office");
        assert_eq!(code(ask(&book, TOWN, &body)), "ok");
    }
    let blank = |kind, payload| code(ask(&book, TOWN, &ActBody::from_kind(kind, payload).unwrap()));
    assert_eq!(blank("deliver", json!({"promise": promised, "proof": ""})), "text_missing");
    let silent = json!({"promise": promised, "reason": "无资金", "agreed_words": " "});
    assert_eq!(blank("cancel_promise", silent), "text_missing");
    book.add(TOWN, &[promised], deliver(promised, None));
    assert_eq!(code(ask(&book, TOWN, &change_promise(promised, None))), "promise_over");
}

#[test]
fn a11_a12_a16_a_matter_is_raised_upwards_and_answered_once() {
    let (mut book, accepted) = Book::accepted();
    let department = Office {
        id: office(30),
        kind: OfficeKind::Department,
        parent: Some(office(COUNTY)),
        name: "民政局".to_owned(),
        code: "MZ".to_owned(),
    };
    book.directory.offices.insert(department.id, department);
    let refusal = ask(&book, TOWN, &raise(VILLAGE, RaiseKind::Escalate)).unwrap_err();
    assert_eq!((refusal.code, refusal.who_could), ("raise_upwards", vec![format!("office {COUNTY}")]));
    assert_eq!(code(ask(&book, TOWN, &raise(30, RaiseKind::Escalate))), "raise_upwards");
    assert_eq!(code(ask(&book, TOWN, &raise(30, RaiseKind::LeadDepartment))), "ok");
    assert_eq!(code(ask(&book, TOWN, &raise(COUNTY, RaiseKind::Screening))), "ok");
    assert_eq!(code(ask(&book, COUNTY, &raise(COUNTY, RaiseKind::RaiseLevel))), "raise_upwards", "nobody has it below");
    let raised = book.add(TOWN, &[accepted], raise(COUNTY, RaiseKind::Escalate));
    assert_eq!(code(ask(&book, TOWN, &answer_raise(raised, true))), "not_your_office");
    assert_eq!(code(ask(&book, COUNTY, &answer_raise(accepted, true))), "no_such_act");
    assert_eq!(code(ask(&book, COUNTY, &answer_raise(raised, true))), "ok");
    let answered = book.add(COUNTY, &[raised], answer_raise(raised, false));
    assert_eq!(code(ask(&book, COUNTY, &answer_raise(raised, true))), "raise_answered");
    book.add(TOWN, &[answered], assign(head(TOWN), TOWN));
    assert_eq!(code(ask(&book, COUNTY, &raise(COUNTY, RaiseKind::RaiseLevel))), "ok");
}

#[test]
fn a13_f16_listing_and_clearing_come_from_above() {
    let (mut book, accepted) = Book::accepted();
    assert_eq!(code(ask(&book, VILLAGE, &list())), "listed_from_above");
    assert_eq!(code(ask(&book, TOWN, &list())), "ok", "above the home office");
    let assigned = book.add(TOWN, &[accepted], assign(head(TOWN), TOWN));
    assert_eq!(code(ask(&book, TOWN, &list())), "listed_from_above", "now in charge itself");
    let listed = book.add(COUNTY, &[assigned], list());
    assert_eq!(code(ask(&book, COUNTY, &list())), "already_listed");
    assert_eq!(code(ask(&book, COUNTY, &delist(listed))), "not_audited");
    let audited = book.add(crate::fold::tests::JOINT_MEETING, &[listed], audit(true));
    assert_eq!(code(ask(&book, TOWN, &delist(listed))), "listed_from_above");
    assert_eq!(code(ask(&book, COUNTY, &delist(listed))), "ok");
    book.add(COUNTY, &[audited], delist(listed));
    assert_eq!(code(ask(&book, COUNTY, &delist(listed))), "not_listed");
}

#[test]
fn a14_a_report_goes_to_another_known_office() {
    let (book, _) = Book::accepted();
    assert_eq!(code(ask(&book, TOWN, &progress(TOWN))), "report_to_another");
    assert_eq!(code(ask(&book, TOWN, &progress(66))), "unknown_office");
    assert_eq!(code(ask(&book, TOWN, &progress(COUNTY))), "ok");
    assert_eq!(code(ask(&book, TOWN, &ActBody::Progress(Progress::default()))), "text_missing");
}

#[test]
fn art_28_a_person_stands_aside_by_themselves_or_by_their_head() {
    let (mut book, accepted) = Book::accepted();
    assert_eq!(by_clerk(&book, TOWN, &recuse(clerk(TOWN))), "ok");
    assert_eq!(by_clerk(&book, TOWN, &recuse(head(TOWN))), "recusal_by");
    assert_eq!(code(ask(&book, COUNTY, &recuse(head(TOWN)))), "ok");
    assert_eq!(code(ask(&book, OTHER_TOWN, &recuse(clerk(TOWN)))), "recusal_by");
    assert_eq!(code(ask(&book, TOWN, &recuse(StaffId([66; 16])))), "unknown_staff");
    book.add(TOWN, &[accepted], recuse(clerk(TOWN)));
    assert_eq!(by_clerk(&book, TOWN, &recuse(clerk(TOWN))), "already_recused");
}

#[test]
fn k12_the_head_confirms_what_waits_for_it() {
    let (mut book, accepted) = Book::accepted();
    book.demote(clerk(TOWN));
    assert_eq!(code(ask(&book, TOWN, &confirm(accepted, false))), "nothing_to_confirm");
    let extended = book.add(TOWN, &[accepted], extend(5));
    book.act(extended).by = clerk(TOWN);
    book.act(extended).made_at = "2026-06-02T00:00:00+08:00".parse().unwrap();
    let refusal = ask(&book, VILLAGE, &confirm(extended, false)).unwrap_err();
    assert_eq!((refusal.code, refusal.who_could), ("confirm_by_head", vec![format!("head of {TOWN}")]));
    assert_eq!(by_clerk(&book, TOWN, &confirm(extended, false)), "confirm_by_head");
    assert_eq!(code(ask(&book, TOWN, &confirm(extended, true))), "ok");
    book.add(TOWN, &[extended], confirm(extended, false));
    assert_eq!(code(ask(&book, TOWN, &confirm(extended, false))), "nothing_to_confirm");
}

#[test]
fn s01_s04_supervision_comes_from_above_with_kind_and_date() {
    let (book, _) = Book::accepted();
    let refusal = ask(&book, VILLAGE, &supervise(TOWN, SupervisionKind::Letter)).unwrap_err();
    assert_eq!((refusal.code, refusal.who_could), ("may_not_supervise", vec![format!("office {COUNTY}")]));
    assert_eq!(code(ask(&book, TOWN, &supervise(TOWN, SupervisionKind::Letter))), "may_not_supervise");
    for kind in [SupervisionKind::Letter, SupervisionKind::Inspection, SupervisionKind::HoldToAccount] {
        assert_eq!(code(ask(&book, COUNTY, &supervise(TOWN, kind))), "ok");
        assert_eq!(code(ask(&book, crate::fold::tests::JOINT_MEETING, &supervise(COUNTY, kind))), "ok");
    }
    let edit = |edit: fn(&mut Supervise)| {
        let ActBody::Supervise(mut body) = supervise(TOWN, SupervisionKind::Inspection) else { unreachable!() };
        edit(&mut body);
        code(ask(&book, COUNTY, &ActBody::Supervise(body)))
    };
    assert_eq!(edit(|body| body.inspection = None), "inspection_kind");
    assert_eq!(edit(|body| body.due = None), "inspection_date");
    assert_eq!(edit(|body| body.due = Some(date(2026, 5, 1))), "supervision_due");
    assert_eq!(edit(|body| body.demand.clear()), "text_missing");
    let phone =
        |body: &mut Supervise| (body.kind, body.inspection) = (SupervisionKind::Phone, Some(InspectionKind::Joint));
    assert_eq!(edit(phone), "inspection_kind");
}

#[test]
fn s02_the_office_that_was_urged_answers_once() {
    let (mut book, accepted) = Book::accepted();
    let urged = book.add(COUNTY, &[accepted], supervise(TOWN, SupervisionKind::Letter));
    assert_eq!(code(ask(&book, VILLAGE, &answer(urged))), "answer_by_the_supervised");
    assert_eq!(code(ask(&book, TOWN, &answer(accepted))), "no_such_act");
    assert_eq!(code(ask(&book, TOWN, &answer(urged))), "ok");
    book.add(TOWN, &[urged], answer(urged));
    assert_eq!(code(ask(&book, TOWN, &answer(urged))), "supervision_answered");
}

/// Acts of one kind whose texts are as long as a check lets them be still fit an act.
#[test]
fn the_longest_plan_fits_an_act() {
    let ActBody::Plan(mut long) = plan(u16::try_from(Plan::STEPS).unwrap()) else { unreachable!() };
    long.text = "𠅤".repeat(limits::REASON_CHARS);
    long.problem = "𠅤".repeat(limits::LINE_CHARS);
    long.steps.iter_mut().for_each(|step| step.text = "𠅤".repeat(limits::LINE_CHARS));
    long.team = (0..u8::try_from(Plan::TEAM).unwrap()).map(|number| StaffId([number; 16])).collect();
    let mut book = Book::new();
    book.add(TOWN, &[ActId([1; 16]); limits::BASED_ON], ActBody::Plan(long));
    let bytes = book.record.acts[0].to_json().len();
    assert!(bytes <= limits::ACT_BYTES, "{bytes}");
}
