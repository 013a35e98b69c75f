//! 交办与包案: leads, plans, promises, what goes up.

use super::*;
use crate::{
    DutyView, OfficeKind, PromiseState, PromiseView, RaiseState,
    act::{
        Agreement, AnswerRaise, Audit, CancelPromise, Confirm, Delist, Deliver, Instance, Join, List, Meet, Milestone,
        Plan, Progress, ProgressKind, Promise, Raise, RaiseKind, Recuse, Step, Term, Undertaking,
    },
};

pub(crate) fn plan(steps: u16) -> ActBody {
    let step = |number| Step {
        text: format!("第{number}步"),
        office: office(TOWN),
        due: Some(date(2026, 6, 20)),
        undertaking: Some(Undertaking::Resolve),
    };
    ActBody::Plan(Plan {
        text: "先核账，再兑付".to_owned(),
        steps: (1..=steps).map(step).collect(),
        problem: "补偿款未到位".to_owned(),
        team: [clerk(TOWN), clerk(VILLAGE)].into(),
    })
}

pub(crate) fn milestone(plan: ActId, step: u16) -> ActBody {
    ActBody::Milestone(Milestone { plan, step, text: "账目已核".to_owned() })
}

pub(crate) fn promise(of: u8) -> ActBody {
    let text = "6月底前兑付补偿款".to_owned();
    ActBody::Promise(Promise { text, office: office(of), due: date(2026, 6, 30), of: None })
}

pub(crate) fn deliver(promise: ActId, term: Option<u16>) -> ActBody {
    ActBody::Deliver(Deliver { promise, proof: "收据第18号".to_owned(), term })
}

pub(crate) fn change_promise(promise: ActId, new_due: Option<jiff::civil::Date>) -> ActBody {
    let (reason, agreed_words) = ("资金到账推迟".to_owned(), "同意推迟".to_owned());
    ActBody::CancelPromise(CancelPromise { promise, reason, agreed_words, new_due, term: None })
}

pub(crate) fn raise(to: u8, kind: RaiseKind) -> ActBody {
    ActBody::Raise(Raise { to: office(to), kind, reason: "涉及多个部门".to_owned() })
}

pub(crate) fn answer_raise(raise: ActId, taken: bool) -> ActBody {
    ActBody::AnswerRaise(AnswerRaise { raise, taken, reason: "情况属实".to_owned() })
}

pub(crate) fn list() -> ActBody {
    ActBody::List(List { reason: "久拖不决".to_owned(), due: Some(date(2026, 12, 31)) })
}

pub(crate) fn delist(list: ActId) -> ActBody {
    ActBody::Delist(Delist { list, reason: "已审核化解".to_owned() })
}

pub(crate) fn audit(resolved: bool) -> ActBody {
    ActBody::Audit(Audit { resolved, reason: "回访满意".to_owned() })
}

pub(crate) fn progress(to: u8) -> ActBody {
    let text = "已与双方见面".to_owned();
    ActBody::Progress(Progress { to: office(to), kind: ProgressKind::OneCase, text })
}

pub(crate) fn recuse(staff: StaffId) -> ActBody {
    ActBody::Recuse(Recuse { staff, reason: "与当事人有亲属关系".to_owned() })
}

pub(crate) fn confirm(act: ActId, declined: bool) -> ActBody {
    ActBody::Confirm(Confirm { act, reason: "情况属实".to_owned(), declined })
}

/// One written act of each kind of this group, as golden files pin it.
pub(crate) fn examples() -> Vec<ActBody> {
    let act = ActId([1; 16]);
    let full = Assign {
        co_leads: [head(VILLAGE)].into(),
        assist_units: [office(VILLAGE)].into(),
        letter_no: Some("交字〔2026〕3号".to_owned()),
        feedback_by: Some(date(2026, 6, 20)),
        due: Some(date(2026, 7, 15)),
        reason: Some("原包案领导调离".to_owned()),
        ..unpack(assign(head(TOWN), TOWN))
    };
    vec![
        ActBody::Assign(full),
        plan(2),
        milestone(act, 1),
        promise(TOWN),
        deliver(act, Some(2)),
        change_promise(act, Some(date(2026, 7, 31))),
        raise(COUNTY, RaiseKind::Screening),
        answer_raise(act, true),
        list(),
        delist(act),
        progress(COUNTY),
        recuse(clerk(TOWN)),
        confirm(act, true),
    ]
}

/// Acts of this group and of supervision that stand by themselves.
pub(crate) fn plain() -> Vec<ActBody> {
    let mut bodies =
        vec![plan(2), promise(TOWN), raise(COUNTY, RaiseKind::Escalate), list(), audit(true), audit(false)];
    bodies.extend([progress(COUNTY), recuse(head(TOWN)), recuse(clerk(VILLAGE))]);
    bodies.extend([
        supervision::supervise(TOWN, Default::default()),
        supervision::supervise(VILLAGE, Default::default()),
    ]);
    let asked = Assign { feedback_by: Some(date(2026, 6, 20)), ..unpack(assign(head(VILLAGE), VILLAGE)) };
    bodies.push(ActBody::Assign(asked));
    let terms = vec![Term { text: "修复道路".to_owned(), by: Some(office(TOWN)), due: None }];
    let parties_signed = true;
    bodies.push(ActBody::Agreement(Agreement {
        text: "和解".to_owned(),
        terms,
        parties_signed,
        ..Agreement::default()
    }));
    bodies
}

/// Whether acts of this group or of supervision name acts of this kind.
pub(crate) fn is_named(act: &Act) -> bool {
    let kinds = ["plan", "promise", "agreement", "raise", "list", "extend", "supervise"];
    kinds.contains(&act.body.kind())
}

/// An act that names this one; which, where there are several, is the number's business.
pub(crate) fn naming(number: u8, act: &Act) -> (Option<u8>, ActBody) {
    let (id, even) = (act.id, number.is_multiple_of(2));
    let body = match act.body.kind() {
        "plan" => milestone(id, u16::from(number % 3)),
        "promise" if even => deliver(id, None),
        "promise" => change_promise(id, (number % 4 == 1).then_some(date(2026, 7, 31))),
        "agreement" => deliver(id, Some(1)),
        "raise" => answer_raise(id, even),
        "list" => delist(id),
        "supervise" => supervision::answer(id),
        _ => confirm(id, even),
    };
    (None, body)
}

pub(crate) fn unpack(body: ActBody) -> Assign {
    let ActBody::Assign(assign) = body else { unreachable!("an assignment") };
    assign
}

/// Assigned by the county to the township, which had the case before by itself.
fn reassigned() -> (Book, [ActId; 2]) {
    let (mut book, accepted) = Book::accepted();
    let first = book.add(TOWN, &[accepted], assign(head(TOWN), TOWN));
    let reason = Some("提级办理".to_owned());
    let by_county = Assign { reason, ..unpack(assign(head(COUNTY), COUNTY)) };
    let second = book.add(COUNTY, &[first], ActBody::Assign(by_county));
    (book, [first, second])
}

impl Book {
    fn duty(&self) -> DutyView {
        self.view().duty
    }

    fn only_promise(&self) -> PromiseView {
        let mut promises = self.duty().promises;
        assert_eq!(promises.len(), 1, "{promises:#?}");
        promises.remove(0)
    }

    /// The clerk's entry changed on 1 June at 04:00: before that they were head of the office too.
    pub(crate) fn demote(&mut self, staff: StaffId) {
        let entry = self.directory.staff.get_mut(&staff).expect("known");
        let before = crate::Staff { is_head: true, active: true, revision: 1, ..entry.clone() };
        entry.is_head = false;
        entry.revision = 2;
        entry.since = "2026-06-01T04:00:00+08:00".parse().expect("a timestamp");
        self.directory.former.insert(staff, vec![before]);
    }
}

#[test]
fn a04_r11_r14_r15_the_view_names_lead_unit_handler_measures_and_limit() {
    let (mut book, accepted) = Book::accepted();
    let assigned = Assign {
        assist_units: [office(VILLAGE)].into(),
        due: Some(date(2026, 7, 15)),
        letter_no: Some("交字〔2026〕3号".to_owned()),
        feedback_by: Some(date(2026, 6, 20)),
        ..unpack(assign(head(TOWN), TOWN))
    };
    let act = book.add(COUNTY, &[accepted], ActBody::Assign(assigned));
    let duty = book.duty();
    let charge = &duty.in_charge[0];
    assert_eq!(
        (charge.act, charge.lead, charge.unit, charge.handler),
        (act, head(TOWN), office(TOWN), Some(clerk(TOWN)))
    );
    assert_eq!((charge.measures.as_str(), charge.due), ("核实账目", Some(date(2026, 7, 15))));
    assert_eq!((charge.letter_no.as_deref(), charge.office), (Some("交字〔2026〕3号"), office(COUNTY)));
    assert_eq!(duty.offices(), [office(COUNTY), office(TOWN), office(VILLAGE)]);
    assert_eq!(
        duty.holdings.iter().map(|held| (held.unit, held.from)).collect::<Vec<_>>(),
        [(office(TOWN), date(2026, 6, 1))]
    );
}

#[test]
fn a03_a08_the_view_says_what_of_the_five_ones_is_missing() {
    let (mut book, accepted) = Book::accepted();
    assert_eq!(book.duty().missing, ["lead", "team", "plan", "handler", "measures", "due"]);
    let assigned = book.add(TOWN, &[accepted], assign(head(TOWN), TOWN));
    assert_eq!(book.duty().missing, ["team", "plan", "due"]);
    book.add(TOWN, &[assigned], plan(1));
    assert_eq!(book.duty().missing, ["due"]);
}

#[test]
fn a01_an_assignment_from_a_lower_level_that_saw_the_higher_one_has_no_effect() {
    let (mut book, [_, by_county]) = reassigned();
    let below = book.add(TOWN, &[by_county], assign(head(TOWN), TOWN));
    assert_eq!((book.effect(below), book.flags(below)), (Effect::NoEffect, vec![flag::FROM_A_LOWER_LEVEL.to_owned()]));
    assert_eq!((book.view().disputes, book.view().leads[0].staff), (Vec::new(), head(COUNTY)));
    assert_eq!(book.effect(by_county), Effect::Live);
}

#[test]
fn a01_a_lower_level_fills_in_what_the_higher_one_decided() {
    let (mut book, [_, by_county]) = reassigned();
    let detail = Assign { due: Some(date(2026, 7, 1)), ..unpack(assign(head(COUNTY), COUNTY)) };
    let detailed = book.add(TOWN, &[by_county], ActBody::Assign(detail));
    let charge = book.duty().in_charge.remove(0);
    assert_eq!((charge.act, charge.decided_by, charge.due), (detailed, office(COUNTY), Some(date(2026, 7, 1))));
    let below = book.add(TOWN, &[detailed], assign(head(TOWN), TOWN));
    assert_eq!(book.effect(below), Effect::NoEffect, "the county's decision it remains");
    let other = book.add(COUNTY, &[below], assign(head(OTHER_TOWN), OTHER_TOWN));
    assert_eq!(book.duty().in_charge[0].act, other);
}

#[test]
fn a01_a_lower_level_ends_no_dispute_about_the_lead() {
    let (mut book, accepted) = Book::accepted();
    let one = book.add(TOWN, &[accepted], assign(head(TOWN), TOWN));
    let two = book.add(COUNTY, &[accepted], assign(head(COUNTY), COUNTY));
    let dispute = book.only_dispute();
    let below = book.add(TOWN, &[one, two], assign(clerk(TOWN), TOWN));
    assert!(book.only_dispute().is_open());
    assert_eq!(book.effect(below), Effect::NoEffect);
    let settled = book.add(COUNTY, &[below], settle(&dispute, one));
    let after = book.add(TOWN, &[settled], assign(clerk(TOWN), TOWN));
    assert_eq!(book.duty().in_charge[0].act, after, "the county had left the matter to the township");
}

#[test]
fn a01_a_change_of_lead_keeps_the_former_one_with_the_reason() {
    let (mut book, [first, second]) = reassigned();
    let former = book.duty().former_leads;
    assert_eq!(former.len(), 1);
    assert_eq!((former[0].lead, former[0].act, former[0].replaced_by), (head(TOWN), first, Some(second)));
    assert_eq!(former[0].reason.as_deref(), Some("提级办理"));
    let back = book.add(COUNTY, &[second], assign(head(TOWN), TOWN));
    let former = book.duty().former_leads;
    assert_eq!((former.len(), former[0].lead, former[0].replaced_by), (1, head(COUNTY), Some(back)));
    let units: Vec<OfficeId> = book.duty().holdings.iter().map(|held| held.unit).collect();
    assert_eq!(units, [office(TOWN), office(COUNTY), office(TOWN)], "the holding clock starts anew each time");
}

#[test]
fn a01_the_lead_that_a_settlement_chose_against_is_told_by_it() {
    let (mut book, accepted) = Book::accepted();
    let one = book.add(TOWN, &[accepted], assign(head(TOWN), TOWN));
    let two = book.add(COUNTY, &[accepted], assign(head(COUNTY), COUNTY));
    let dispute = book.only_dispute();
    let settled = book.add(COUNTY, &[one, two], settle(&dispute, two));
    let former = book.duty().former_leads;
    assert_eq!((former[0].lead, former[0].replaced_by), (head(TOWN), Some(settled)));
    assert_eq!(former[0].reason.as_deref(), Some("属地管理"));
}

#[test]
fn a01_an_assignment_by_an_office_that_does_not_assign_has_no_effect() {
    let (mut book, accepted) = Book::accepted();
    let by_village = book.add(VILLAGE, &[accepted], assign(head(VILLAGE), VILLAGE));
    assert_eq!(
        (book.effect(by_village), book.flags(by_village)),
        (Effect::NoEffect, vec![flag::NOT_THE_ASSIGNING_LEVEL.to_owned()])
    );
    assert_eq!((book.view().leads, book.view().stage), (Vec::new(), Stage::Accepted));
}

#[test]
fn a02_further_leads_are_flagged_unless_the_campaign_allows_them() {
    let (mut book, accepted) = Book::accepted();
    let mut config = crate::Config::builtin().clone();
    config.lead_rules.co_leads = false;
    let mut campaign = campaign();
    campaign.lead_rules.co_leads = true;
    config.campaigns = vec![campaign];
    let version = book.configs.learn(config);
    assert!(book.configs.make_current(version));
    let two = Assign { co_leads: [head(VILLAGE)].into(), ..unpack(assign(head(TOWN), TOWN)) };
    let flagged = book.add(TOWN, &[accepted], ActBody::Assign(two.clone()));
    assert!(book.flags(flagged).contains(&flag::CO_LEADS_NOT_ALLOWED.to_owned()));
    assert_eq!(book.duty().leads().collect::<Vec<_>>(), [head(TOWN), head(VILLAGE)], "both keep the duty");
    let joined = book.add(TOWN, &[flagged], ActBody::Join(Join { campaign: "c1".to_owned(), batch: None }));
    let allowed = book.add(TOWN, &[joined], ActBody::Assign(two));
    assert!(!book.flags(allowed).contains(&flag::CO_LEADS_NOT_ALLOWED.to_owned()));
}

pub(crate) fn campaign() -> crate::config::Campaign {
    crate::config::Campaign {
        id: "c1".to_owned(),
        name: "积案化解".to_owned(),
        stages: Vec::new(),
        reports: Vec::new(),
        closing_checklist: Vec::new(),
        lead_rules: *crate::Config::builtin().lead_rules(None),
        routes: Vec::new(),
    }
}

#[test]
fn a07_the_roster_of_leads_is_the_assignments_that_hold() {
    let (book, [_, second]) = reassigned();
    let roster = book.duty().in_charge;
    assert_eq!(
        roster.iter().map(|row| (row.lead, row.unit, row.act)).collect::<Vec<_>>(),
        [(head(COUNTY), office(COUNTY), second)]
    );
}

#[test]
fn a09_a_step_is_done_once_and_signed_off_by_the_lead_or_the_head() {
    let (mut book, accepted) = Book::accepted();
    let assigned = book.add(TOWN, &[accepted], assign(head(TOWN), TOWN));
    let planned = book.add(TOWN, &[assigned], plan(2));
    let done = book.add(TOWN, &[planned], milestone(planned, 1));
    book.act(done).by = clerk(TOWN);
    let again = book.add(TOWN, &[done], milestone(planned, 1));
    book.act(again).by = clerk(TOWN);
    assert_eq!((book.effect(again), book.flags(again)), (Effect::NoEffect, vec![flag::ALREADY_DONE.to_owned()]));
    let signed = book.add(TOWN, &[again], milestone(planned, 1));
    let nowhere = book.add(TOWN, &[signed], milestone(planned, 3));
    assert_eq!(book.flags(nowhere), [flag::NAMES_NO_SUCH_ACT]);
    let steps = book.duty().plans.remove(0).steps;
    assert_eq!((steps[0].done_by, steps[0].done_on), (Some(done), Some(date(2026, 6, 1))));
    assert_eq!((steps[0].signed_by, steps[1].done_by), (Some(signed), None));
    assert_eq!(book.effect(signed), Effect::Live);
}

#[test]
fn a05_steps_name_the_undertaking_of_the_lead_that_they_serve() {
    let (mut book, accepted) = Book::accepted();
    book.add(TOWN, &[accepted], plan(1));
    assert_eq!(book.duty().plans[0].steps[0].undertaking, Some(Undertaking::Resolve));
    assert_eq!(Undertaking::ALL.len(), 4);
}

#[test]
fn r23_a_plan_names_the_problem_and_the_members_of_the_task_force() {
    let (mut book, accepted) = Book::accepted();
    let force = office(30);
    let row = Office {
        id: force,
        kind: OfficeKind::TaskForce,
        parent: Some(office(TOWN)),
        name: "专班".to_owned(),
        code: "ZB".to_owned(),
    };
    book.directory.offices.insert(force, row);
    let with_force = Assign { assist_units: [force].into(), ..unpack(assign(head(TOWN), TOWN)) };
    let assigned = book.add(TOWN, &[accepted], ActBody::Assign(with_force));
    assert!(!book.duty().missing.contains(&"team".to_owned()));
    book.add(TOWN, &[assigned], plan(1));
    let plan = book.duty().plans.remove(0);
    assert_eq!((plan.problem.as_str(), plan.team), ("补偿款未到位", [clerk(TOWN), clerk(VILLAGE)].into()));
}

#[test]
fn a_later_plan_takes_the_place_of_those_its_author_had_seen() {
    let (mut book, accepted) = Book::accepted();
    let one = book.add(TOWN, &[accepted], plan(1));
    let beside = book.add(VILLAGE, &[accepted], plan(2));
    assert_eq!(book.duty().plans.len(), 2, "they had not seen each other");
    let both = book.add(TOWN, &[one, beside], plan(3));
    assert_eq!(book.duty().plans.iter().map(|plan| plan.act).collect::<Vec<_>>(), [both]);
    assert_eq!([book.effect(one), book.effect(both)], [Effect::Superseded, Effect::Live]);
}

#[test]
fn h26_a_promise_is_open_until_it_is_kept_with_proof() {
    let (mut book, accepted) = Book::accepted();
    let promised = book.add(TOWN, &[accepted], promise(TOWN));
    let open = book.only_promise();
    assert_eq!((open.act, open.state, open.due), (promised, PromiseState::Open, Some(date(2026, 6, 30))));
    let bare = ActBody::Deliver(Deliver { promise: promised, ..Deliver::default() });
    let bare = book.add(TOWN, &[promised], bare);
    assert_eq!((book.flags(bare), book.only_promise().is_open()), (vec![flag::WITHOUT_PROOF.to_owned()], true));
    let kept = book.add(TOWN, &[bare], deliver(promised, None));
    let promise = book.only_promise();
    assert_eq!((promise.state, promise.by, promise.kept_on), (PromiseState::Kept, Some(kept), Some(date(2026, 6, 1))));
    assert_eq!(promise.proof.as_deref(), Some("收据第18号"));
    let again = book.add(TOWN, &[kept], deliver(promised, None));
    assert_eq!(book.flags(again), [flag::ALREADY_DONE]);
    assert_eq!(book.duty().open_promises().count(), 0);
}

#[test]
fn h27_a_promise_whose_day_has_passed_is_broken() {
    let (mut book, accepted) = Book::accepted();
    let promised = book.add(TOWN, &[accepted], promise(TOWN));
    assert_eq!(book.duty().broken_promises(date(2026, 6, 30)).count(), 0, "its day is not over");
    assert_eq!(book.duty().broken_promises(date(2026, 7, 1)).map(|broken| broken.act).collect::<Vec<_>>(), [promised]);
    book.add(TOWN, &[promised], deliver(promised, None));
    assert_eq!(book.duty().broken_promises(date(2026, 7, 1)).count(), 0);
}

#[test]
fn h26_what_an_office_owes_by_an_agreement_or_from_a_meeting_is_a_promise() {
    let (mut book, accepted) = Book::accepted();
    let term = |by, due| Term { text: "修复道路".to_owned(), by, due };
    let terms = vec![term(None, None), term(Some(office(TOWN)), Some(date(2026, 8, 1)))];
    let agreement = Agreement { text: "和解".to_owned(), terms: terms.clone(), ..Agreement::default() };
    let unsigned = book.add(TOWN, &[accepted], ActBody::Agreement(agreement.clone()));
    assert_eq!(book.duty().promises, [], "not in force");
    let signed = Agreement { parties_signed: true, replaces: Some(unsigned), ..agreement };
    let agreed = book.add(TOWN, &[unsigned], ActBody::Agreement(signed));
    let owed = book.only_promise();
    assert_eq!((owed.act, owed.term, owed.office, owed.due), (agreed, Some(2), office(TOWN), Some(date(2026, 8, 1))));
    let party = book.add(TOWN, &[agreed], deliver(agreed, Some(1)));
    assert_eq!(book.flags(party), [flag::NAMES_NO_SUCH_ACT], "no office owes the first");
    let kept = book.add(TOWN, &[party], deliver(agreed, Some(2)));
    assert_eq!(book.only_promise().state, PromiseState::Kept);
    let met = Meet { text: "协调会".to_owned(), tasks: terms, ..Meet::default() };
    let met = book.add(TOWN, &[kept], ActBody::Meet(met));
    assert_eq!(book.duty().open_promises().map(|open| (open.act, open.term)).collect::<Vec<_>>(), [(met, Some(2))]);
}

#[test]
fn h26_a_promise_changes_only_with_the_petitioners_words() {
    let (mut book, accepted) = Book::accepted();
    let promised = book.add(TOWN, &[accepted], promise(TOWN));
    let silent = CancelPromise { promise: promised, reason: "无资金".to_owned(), ..CancelPromise::default() };
    let silent = book.add(TOWN, &[promised], ActBody::CancelPromise(silent));
    assert_eq!(
        (book.flags(silent), book.only_promise().state),
        (vec![flag::NOT_AGREED.to_owned()], PromiseState::Open)
    );
    let later = book.add(TOWN, &[silent], change_promise(promised, Some(date(2026, 8, 31))));
    let sooner = book.add(COUNTY, &[silent], change_promise(promised, Some(date(2026, 7, 31))));
    let strange = book.add(OTHER_TOWN, &[silent], change_promise(promised, Some(date(2026, 7, 1))));
    let none = book.add(COUNTY, &[silent], change_promise(promised, None));
    let promise = book.only_promise();
    assert_eq!(
        (promise.state, promise.due),
        (PromiseState::Changed, Some(date(2026, 7, 31))),
        "what leaves more holds"
    );
    assert_eq!(book.effect(later), Effect::Superseded);
    assert_eq!((book.effect(strange), book.flags(strange)), (Effect::NoEffect, vec![flag::NOT_ITS_OFFICE.to_owned()]));
    let given_up = book.add(TOWN, &[later, sooner, none], change_promise(promised, None));
    let promise = book.only_promise();
    assert_eq!((promise.state, promise.by, promise.is_open()), (PromiseState::Cancelled, Some(given_up), false));
    book.add(TOWN, &[later], deliver(promised, None));
    assert_eq!(book.only_promise().state, PromiseState::Kept, "kept beside it all the same");
}

#[test]
fn a10_a11_a12_a16_what_is_raised_waits_for_the_office_above() {
    let (mut book, accepted) = Book::accepted();
    let raised = book.add(TOWN, &[accepted], raise(COUNTY, RaiseKind::Screening));
    let due = book.handling().due;
    assert_eq!(book.duty().raises[0].state, RaiseState::Waiting);
    let own = book.add(TOWN, &[raised], answer_raise(raised, true));
    assert_eq!((book.effect(own), book.flags(own)), (Effect::NoEffect, vec![flag::LACKED_AUTHORITY.to_owned()]));
    let back = book.add(COUNTY, &[raised], answer_raise(raised, false));
    assert_eq!(book.duty().raises[0].state, RaiseState::Returned);
    let taken = book.add(JOINT_MEETING, &[raised], answer_raise(raised, true));
    let view = book.duty().raises.remove(0);
    assert_eq!((view.state, view.answer), (RaiseState::Taken, Some(taken)), "taken up wins beside sent back");
    assert_eq!(book.effect(back), Effect::Superseded);
    assert_eq!(book.handling().due, due, "the legal clock runs on");
}

#[test]
fn a10_the_level_of_an_assignment_can_be_raised() {
    let (mut book, accepted) = Book::accepted();
    let first = book.add(TOWN, &[accepted], assign(head(TOWN), TOWN));
    let raised = Assign { instance: Instance::Raised, ..unpack(assign(head(COUNTY), COUNTY)) };
    book.add(COUNTY, &[first], ActBody::Assign(raised));
    assert_eq!(book.duty().in_charge[0].instance, Instance::Raised);
    assert_eq!(book.handling().starts_on, date(2026, 6, 1), "the legal clock is not reset");
}

#[test]
fn a13_f16_a_listed_case_is_cleared_only_after_an_audit_that_nothing_undid() {
    let (mut book, accepted) = Book::accepted();
    let listed = book.add(COUNTY, &[accepted], list());
    assert!(book.duty().listed());
    let blind = book.add(COUNTY, &[listed], delist(listed));
    assert_eq!((book.effect(blind), book.flags(blind)), (Effect::NoEffect, vec![flag::NOT_AUDITED.to_owned()]));
    let audited = book.add(JOINT_MEETING, &[listed], audit(true));
    assert!(book.duty().may_be_cleared);
    let came = book.add(VILLAGE, &[audited], contact());
    assert!(!book.duty().may_be_cleared, "the petitioner came again");
    let undone = book.add(COUNTY, &[came], delist(listed));
    assert_eq!(book.flags(undone), [flag::NOT_AUDITED]);
    let cleared = book.add(COUNTY, &[audited], delist(listed));
    assert_eq!(book.duty().listings[0].cleared_by, Some(cleared), "its author could not know of the contact");
    assert!(!book.duty().listed());
    let again = book.add(COUNTY, &[cleared], delist(listed));
    assert_eq!(book.flags(again), [flag::ALREADY_DONE]);
}

#[test]
fn a14_i16_a_report_gives_the_answer_an_assignment_asked_for() {
    let (mut book, accepted) = Book::accepted();
    let asked = Assign { feedback_by: Some(date(2026, 6, 20)), ..unpack(assign(head(TOWN), TOWN)) };
    let asked = book.add(COUNTY, &[accepted], ActBody::Assign(asked));
    assert_eq!((book.duty().feedback[0].due, book.duty().feedback[0].given_by), (date(2026, 6, 20), None));
    let early = book.add(TOWN, &[accepted], progress(COUNTY));
    let stranger = book.add(OTHER_TOWN, &[asked], progress(COUNTY));
    assert_eq!(book.duty().feedback[0].given_by, None);
    let given = book.add(VILLAGE, &[asked, early, stranger], progress(COUNTY));
    assert_eq!(book.duty().feedback[0].given_by, Some(given));
    assert_eq!(book.duty().reports.len(), 3);
}

#[test]
fn a15_a17_reports_say_what_kind_they_are() {
    let (mut book, accepted) = Book::accepted();
    let prompt = Progress { to: office(COUNTY), kind: ProgressKind::Prompt, text: "突发情况".to_owned() };
    let prompt = book.add(TOWN, &[accepted], ActBody::Progress(prompt));
    book.add(TOWN, &[prompt], progress(COUNTY));
    let reports = book.duty().reports;
    assert_eq!(
        reports.iter().map(|report| report.kind).collect::<Vec<_>>(),
        [ProgressKind::Prompt, ProgressKind::OneCase]
    );
    assert_eq!((reports[0].from, reports[0].to, reports[0].on), (office(TOWN), office(COUNTY), date(2026, 6, 1)));
}

#[test]
fn art_28_who_stands_aside_is_marked_when_they_go_on() {
    let (mut book, accepted) = Book::accepted();
    let assigned = book.add(TOWN, &[accepted], assign(head(TOWN), TOWN));
    let before = book.add(TOWN, &[assigned], visit());
    book.act(before).by = clerk(TOWN);
    let aside = book.add(TOWN, &[before], recuse(clerk(TOWN)));
    let duty = book.duty();
    assert_eq!((duty.recusals[0].staff, duty.recusals[0].act), (clerk(TOWN), aside));
    assert_eq!(duty.to_replace, [clerk(TOWN)], "still the handler");
    let after = book.add(TOWN, &[aside], visit());
    book.act(after).by = clerk(TOWN);
    assert_eq!((book.flags(before), book.flags(after)), (Vec::new(), vec![flag::BY_ONE_STANDING_ASIDE.to_owned()]));
    let again = book.add(TOWN, &[after], assign(head(TOWN), TOWN));
    assert_eq!(book.flags(again), [flag::NAMES_ONE_STANDING_ASIDE]);
    let of_head = book.add(TOWN, &[again], recuse(head(TOWN)));
    book.act(of_head).by = clerk(TOWN);
    assert_eq!(book.flags(of_head), [flag::LACKED_AUTHORITY], "a clerk cannot set the head aside");
}

#[test]
fn extensions_are_cut_at_what_the_county_allows() {
    let (mut book, accepted) = Book::accepted();
    let mut config = crate::Config::builtin().clone();
    let handle = config.deadlines.iter_mut().find(|rule| rule.id == crate::Deadline::HANDLE);
    handle.expect("a rule of handling").extendable = 10;
    let version = book.configs.learn(config);
    assert!(book.configs.make_current(version));
    let long = book.add(TOWN, &[accepted], extend(20));
    assert_eq!((book.handling().extended_days, book.flags(long)), (10, vec![flag::BEYOND_THE_CAP.to_owned()]));
    assert_eq!(crate::act::Extend::most_days(None), 30);
}

#[test]
fn an_extension_by_somebody_who_was_no_head_does_not_count() {
    let (mut book, accepted) = Book::accepted();
    let clerks = book.add(TOWN, &[accepted], extend(20));
    book.act(clerks).by = clerk(TOWN);
    assert_eq!((book.effect(clerks), book.flags(clerks)), (Effect::NoEffect, vec![flag::NOT_BY_A_HEAD.to_owned()]));
    assert_eq!((book.handling().extended_days, book.view().disputes), (0, Vec::new()));
}
