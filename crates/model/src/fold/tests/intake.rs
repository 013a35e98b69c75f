//! 登记与受理: contacts and their owners, what the matter is, whose it is (K6, K16), and what is shown for a code.

use super::{
    intake_acts::{
        answer_objection, classify, decline, examples, hand_over, no_longer, object, other_case, party, take_over,
        transfer, urgency, withdraw,
    },
    *,
};
use crate::{
    Config, Outcome, UnitProposal,
    act::{
        CaseKind, Clarify, Classify, Crossing, Difficulty, Finalise, HandlingPath, MatterClass, PriorityIssue,
        ProcessDefect, Review, ReviewResult, ReviewTier, Secrecy, Serve, Source, SourceLevel, Transfer, TransferKind,
        Trend, Triage,
    },
    config::{AreaRoute, Principle, RouteTarget},
    propose_unit, public_status,
};

/// Registered by the village, with nothing decided.
fn registered() -> (Book, ActId) {
    let mut book = Book::new();
    let registered = book.add(VILLAGE, &[], register());
    (book, registered)
}

fn outcome(book: &Book) -> Option<(Outcome, OfficeId)> {
    book.view().intake.decision.map(|decision| (decision.outcome, decision.office))
}

#[test]
fn i01_i13_i18_every_channel_is_registered_with_code_batch_and_persons() {
    let (mut book, mut last) = registered();
    for channel in Channel::ALL {
        let contact = RepeatContact {
            channel: *channel,
            received_on: date(2026, 6, 2),
            summary: "再次反映".to_owned(),
            persons: 4,
            batches: 2,
            receipt_code: format!("K-{}", channel.as_str()),
            ..RepeatContact::default()
        };
        last = book.add(VILLAGE, &[last], ActBody::Contact(contact));
    }
    let view = book.view();
    assert_eq!((view.intake.contacts.len(), view.intake.batches, view.intake.persons), (8, 15, 31));
    assert!(
        view.answers_to("K-online")
            && view.answers_to("K7Q2")
            && view.answers_to(" k7-q2")
            && view.answers_to("Ｋ７－ｑ２")
            && view.answers_to("K7—Q　2")
            && !view.answers_to("K-fax")
            && !view.answers_to("")
    );
    assert_eq!(view.intake.unanswered().count(), 8);
}

#[test]
fn i13_f23_a_contact_is_answered_by_what_saw_it_and_told_by_its_service() {
    let (mut book, accepted) = Book::accepted();
    let replied = book.add(TOWN, &[accepted], reply());
    let came = book.add(VILLAGE, &[accepted], contact());
    let served = book.add(TOWN, &[replied], ActBody::Serve(Serve { act: replied, ..Serve::default() }));
    let contacts = book.view().intake.contacts;
    assert_eq!((contacts[0].answered_by, contacts[0].told_by), (Some(replied), Some(served)));
    assert_eq!((contacts[1].act, contacts[1].answered_by), (came, None), "the reply had not seen it");
    let again = book.add(TOWN, &[came, served], reply());
    assert_eq!(book.view().intake.contacts[1].answered_by, Some(again));
    assert_eq!(book.view().intake.unanswered().count(), 0);
}

#[test]
fn i18_more_than_five_representatives_are_flagged_and_never_refused() {
    let (mut book, registered) = registered();
    let names = |count: usize| (0..count).map(|at| format!("代表{at}")).collect();
    let contact = |count| RepeatContact { representatives: names(count), persons: 20, ..RepeatContact::default() };
    let five = book.add(VILLAGE, &[registered], ActBody::Contact(contact(5)));
    let six = book.add(VILLAGE, &[five], ActBody::Contact(contact(6)));
    assert_eq!((book.flags(five), book.flags(six)), (vec![], vec![flag::TOO_MANY_REPRESENTATIVES.to_owned()]));
    assert_eq!(book.effect(six), Effect::Live);
}

#[test]
fn i02_i03_i25_i26_source_screening_and_early_signs_are_kept() {
    let mut book = Book::new();
    let source =
        Source {
            level: SourceLevel::Province, office: "省信访局".to_owned(), number: "交〔2026〕7号".to_owned()
        };
    let ActBody::Register(mut register) = register() else { unreachable!() };
    register.source = Some(source.clone());
    register.screening = Some(crate::EntryId([4; 16]));
    register.kind = CaseKind::EarlyIssue;
    register.secrecy = Secrecy::Accusation;
    register.accused = [office(OTHER_TOWN)].into();
    let registered = book.add(VILLAGE, &[], ActBody::Register(register));
    let view = book.view().intake;
    assert_eq!(
        (view.source, view.screening, view.kind),
        (Some(source), Some(crate::EntryId([4; 16])), CaseKind::EarlyIssue)
    );
    assert_eq!((view.secrecy, view.accused), (Secrecy::Accusation, [office(OTHER_TOWN)].into()));
    book.add(TOWN, &[registered], ActBody::Accept(Accept::default()));
    assert_eq!(book.view().intake.kind, CaseKind::Petition, "an early sign becomes a case");
}

#[test]
fn r19_a_contact_is_owned_until_it_is_taken_over() {
    let (mut book, registered) = registered();
    let owner = |book: &Book| book.view().intake.contacts[0].owner;
    let handed = book.add(VILLAGE, &[registered], hand_over(registered, TOWN));
    assert_eq!(owner(&book), office(VILLAGE));
    assert_eq!(
        book.view().intake.contacts[0].handed_over.as_ref().map(|open| (open.act, open.to)),
        Some((handed, office(TOWN)))
    );
    let wrong = book.add(OTHER_TOWN, &[handed], take_over(handed));
    assert_eq!((book.effect(wrong), book.flags(wrong)), (Effect::NoEffect, vec![flag::NOT_COMPETENT.to_owned()]));
    let taken = book.add(TOWN, &[handed], take_over(handed));
    assert_eq!((owner(&book), book.view().intake.contacts[0].handed_over.clone()), (office(TOWN), None));
    assert_eq!(book.view().intake.contacts[0].office, office(VILLAGE), "the receiver stays known");
    let late = book.add(VILLAGE, &[taken], hand_over(registered, OTHER_TOWN));
    assert_eq!((book.effect(late), book.flags(late)), (Effect::NoEffect, vec![flag::NOT_THE_OWNER.to_owned()]));
    let onward = book.add(TOWN, &[taken], hand_over(registered, COUNTY));
    book.add(COUNTY, &[onward], take_over(onward));
    assert_eq!(owner(&book), office(COUNTY));
}

#[test]
fn r19_a_second_handing_over_takes_the_place_of_the_first() {
    let (mut book, registered) = registered();
    let first = book.add(VILLAGE, &[registered], hand_over(registered, TOWN));
    let second = book.add(VILLAGE, &[first], hand_over(registered, OTHER_TOWN));
    assert_eq!([book.effect(first), book.effect(second)], [Effect::Superseded, Effect::Live]);
    book.add(OTHER_TOWN, &[second], take_over(second));
    assert_eq!(book.view().intake.contacts[0].owner, office(OTHER_TOWN));
    for body in [hand_over(ActId([99; 16]), TOWN), take_over(ActId([99; 16])), take_over(registered)] {
        let void = book.add(VILLAGE, &[second], body);
        assert_eq!((book.effect(void), book.flags(void)), (Effect::NoEffect, vec![flag::NAMES_NO_SUCH_ACT.to_owned()]));
    }
}

#[test]
fn i08_the_five_clarities_say_what_is_missing() {
    let (mut book, registered) = registered();
    let missing = |book: &Book| book.view().intake.clarities.missing();
    assert_eq!(missing(&book), ["petitioner", "claim", "policy", "opinion", "lead_unit"]);
    let entered = book.add(VILLAGE, &[registered], party("王某"));
    book.record.narrative = "补偿款未到位".to_owned();
    assert_eq!(missing(&book), ["policy", "opinion", "lead_unit"]);
    let policy = Clarify { policy: "土地管理法".to_owned(), ..Clarify::default() };
    let part = book.add(VILLAGE, &[entered], ActBody::Clarify(policy));
    assert_eq!(missing(&book), ["opinion", "lead_unit"]);
    let opinion = Clarify { opinion: "补发".to_owned(), lead_unit: Some(office(TOWN)), ..Clarify::default() };
    book.add(VILLAGE, &[part], ActBody::Clarify(opinion));
    let view = book.view().intake;
    assert!(view.clarities.missing().is_empty());
    assert_eq!(
        (view.clarified.policy.as_str(), view.clarified.lead_unit),
        ("土地管理法", Some(office(TOWN))),
        "parts add up"
    );
}

#[test]
fn c01_c20_i17_a_classification_takes_the_place_of_those_it_saw() {
    let (mut book, registered) = registered();
    let [_, _, _, whole, ..] = &examples()[..] else { unreachable!() };
    let first = book.add(VILLAGE, &[registered], classify("wages"));
    let second = book.add(TOWN, &[first], whole.clone());
    let view = book.view().intake;
    let what = view.classification.expect("classified").what;
    assert_eq!((what.matter_class, what.difficulty), (Some(MatterClass::Livelihood), Some(Difficulty::Major)));
    assert_eq!((what.path, what.triage), (Some(HandlingPath::Group), Some(Triage::HigherLevel)));
    assert_eq!(what.priority, Some(PriorityIssue::Legacy), "历年积案");
    assert_eq!(what.crossings, [Crossing::Region, Crossing::PersonFromHousehold].into(), "listed separately");
    assert_eq!(what.defects, [ProcessDefect::Overdue].into(), "listed separately");
    assert_eq!((what.tags, what.funds_needed), (["无头案".to_owned()].into(), Some(12_000_000)));
    assert_eq!([book.effect(first), book.effect(second)], [Effect::Superseded, Effect::Live]);
    let beside = book.add(COUNTY, &[first], classify("education"));
    let view = book.view().intake;
    assert_eq!(view.classification.map(|last| last.act), Some(beside));
    assert_eq!(view.classified_otherwise.iter().map(|other| other.act).collect::<Vec<_>>(), [second], "both are shown");
}

#[test]
fn c03_the_order_of_work_is_personnel_then_livelihood_then_legacy() {
    let mut order = [MatterClass::Legacy, MatterClass::Personnel, MatterClass::Livelihood];
    order.sort();
    assert_eq!(order, [MatterClass::Personnel, MatterClass::Livelihood, MatterClass::Legacy]);
}

#[test]
fn c14_i10_urgency_holds_until_its_day_and_the_most_urgent_of_two_is_shown() {
    let (mut book, registered) = registered();
    let blue = book.add(VILLAGE, &[registered], urgency("blue", 20));
    book.add(TOWN, &[registered], urgency("orange", 7));
    let on = |book: &Book, day| {
        let intake = book.view().intake;
        intake.urgency_on(date(2026, 6, day), Config::builtin()).map(|urgency| urgency.what.colour.clone())
    };
    assert_eq!([on(&book, 7), on(&book, 8), on(&book, 21)], [Some("orange".to_owned()), Some("blue".to_owned()), None]);
    let heads = book.view().heads;
    book.add(TOWN, &heads, urgency("yellow", 10));
    assert_eq!((on(&book, 5), book.effect(blue)), (Some("yellow".to_owned()), Effect::Superseded));
    let what = &book.view().intake.urgency[0].what;
    assert_eq!((what.reason.as_str(), what.trend), ("工期将至", Some(Trend::Growing)));
}

#[test]
fn i14_acceptance_and_refusal_are_kept_with_notice_and_day() {
    let (mut book, registered) = registered();
    let declined = book.add(TOWN, &[registered], decline());
    let decision = book.view().intake.decision.expect("declined");
    assert_eq!((decision.outcome, decision.on), (Outcome::NotAccepted, date(2026, 6, 1)));
    assert_eq!(decision.notice_no.as_deref(), Some("不受字〔2026〕1号"));
    let accepted =
        book.add(TOWN, &[declined], ActBody::Accept(Accept { notice_no: Some("受1".to_owned()), simple: false }));
    assert_eq!(outcome(&book), Some((Outcome::Accepted, office(TOWN))), "an office may think again in favour");
    assert_eq!([book.effect(declined), book.effect(accepted)], [Effect::Superseded, Effect::Live]);
    assert_eq!(book.view().disputes, []);
}

#[test]
fn i15_i16_a_transfer_moves_the_decision_and_the_receiver_decides() {
    let (mut book, registered) = registered();
    let sent = book.add(TOWN, &[registered], transfer(OTHER_TOWN));
    let decision = book.view().intake.decision.expect("passed on");
    assert_eq!((decision.outcome, decision.to), (Outcome::Transferred, Some(office(OTHER_TOWN))));
    let accepted = book.add(OTHER_TOWN, &[sent], ActBody::Accept(Accept::default()));
    assert_eq!(outcome(&book), Some((Outcome::Accepted, office(OTHER_TOWN))));
    assert_eq!([book.effect(sent), book.effect(accepted)], [Effect::Live; 2], "the transfer was carried out");
    let refer = Transfer { kind: TransferKind::Refer, to_name: Some("市医保局".to_owned()), ..Transfer::default() };
    let late = book.add(TOWN, &[accepted], ActBody::Transfer(refer));
    assert_eq!((book.effect(late), book.flags(late)), (Effect::NoEffect, vec![flag::AFTER_ACCEPTANCE.to_owned()]));
    assert_eq!(outcome(&book), Some((Outcome::Accepted, office(OTHER_TOWN))), "the duty stays");
}

#[test]
fn i15_who_passed_a_matter_on_decides_no_more_about_it() {
    let (mut book, registered) = registered();
    let sent = book.add(TOWN, &[registered], transfer(OTHER_TOWN));
    let declined = book.add(TOWN, &[sent], decline());
    assert_eq!(book.flags(declined), [flag::NOT_COMPETENT]);
    let by_receiver = book.add(OTHER_TOWN, &[sent], decline());
    assert!(book.flags(by_receiver).is_empty());
}

#[test]
fn an_objection_sends_the_matter_back_only_when_the_sender_agrees() {
    let (mut book, registered) = registered();
    let sent = book.add(TOWN, &[registered], transfer(OTHER_TOWN));
    let objected = book.add(OTHER_TOWN, &[sent], object(sent));
    let view = book.view().intake;
    assert_eq!(
        (view.objections[0].sender, view.objections[0].until),
        (office(TOWN), Some(date(2026, 6, 8))),
        "five working days"
    );
    let by_other = book.add(OTHER_TOWN, &[objected], answer_objection(objected, true));
    assert_eq!((book.effect(by_other), book.flags(by_other)), (Effect::NoEffect, vec![flag::NOT_COMPETENT.to_owned()]));
    assert_eq!(outcome(&book), Some((Outcome::Transferred, office(TOWN))));
    let agreed = book.add(TOWN, &[objected], answer_objection(objected, true));
    let view = book.view().intake;
    assert_eq!((view.decision, view.decisions[0].returned_by), (None, Some(agreed)));
    assert!(view.objections[0].returned);
    assert_eq!(book.effect(sent), Effect::Superseded);
    book.add(COUNTY, &[objected], answer_objection(objected, false));
    assert!(!book.view().intake.objections[0].returned, "answers that contradict each other send nothing back");
    let last = book.view().heads;
    book.add(TOWN, &last, answer_objection(objected, true));
    assert!(book.view().intake.objections[0].returned);
}

#[test]
fn a_late_objection_is_flagged_and_a_strange_one_is_void() {
    let (mut book, registered) = registered();
    let sent = book.add(TOWN, &[registered], transfer(OTHER_TOWN));
    let late = book.add(OTHER_TOWN, &[sent], object(sent));
    book.act(late).effective_on = date(2026, 6, 9);
    assert!(book.flags(late).contains(&flag::LATE_OBJECTION.to_owned()));
    assert_eq!(book.effect(late), Effect::Live);
    let stranger = book.add(VILLAGE, &[sent], object(sent));
    assert_eq!((book.effect(stranger), book.flags(stranger)), (Effect::NoEffect, vec![flag::NOT_COMPETENT.to_owned()]));
    for body in [
        object(registered),
        object(ActId([99; 16])),
        answer_objection(sent, true),
        answer_objection(ActId([99; 16]), true),
    ] {
        let void = book.add(OTHER_TOWN, &[sent], body);
        assert_eq!((book.effect(void), book.flags(void)), (Effect::NoEffect, vec![flag::NAMES_NO_SUCH_ACT.to_owned()]));
    }
}

#[test]
fn k6_accepted_here_refused_there_is_accepted_until_the_common_superior_decides() {
    for refusal in [decline(), transfer(COUNTY)] {
        let (mut book, registered) = registered();
        let accepted = book.add(TOWN, &[registered], ActBody::Accept(Accept::default()));
        let refused = book.add(OTHER_TOWN, &[registered], refusal);
        let dispute = book.only_dispute();
        assert_eq!((dispute.rule, dispute.interim), (DisputeRule::K6, Interim::AcceptanceHolds));
        assert_eq!((dispute.acts.clone(), dispute.settle_at), (vec![accepted, refused], Some(office(COUNTY))));
        assert_eq!(outcome(&book), Some((Outcome::Accepted, office(TOWN))));
        assert_eq!([book.effect(accepted), book.effect(refused)], [Effect::Disputed; 2]);
        let own = book.add(TOWN, &[accepted, refused], settle(&dispute, accepted));
        assert_eq!(book.flags(own), [flag::LACKED_AUTHORITY]);

        let mut kept = book.clone();
        kept.add(COUNTY, &[accepted, refused], settle(&dispute, accepted));
        assert_eq!((outcome(&kept), kept.only_dispute().is_open()), (Some((Outcome::Accepted, office(TOWN))), false));
        assert_eq!([kept.effect(accepted), kept.effect(refused)], [Effect::Live, Effect::Superseded]);

        book.add(COUNTY, &[accepted, refused], settle(&dispute, refused));
        assert_ne!(outcome(&book).map(|(outcome, _)| outcome), Some(Outcome::Accepted));
        assert_eq!([book.effect(accepted), book.effect(refused)], [Effect::Superseded, Effect::Live]);
    }
}

#[test]
fn k6_without_an_acceptance_the_passing_on_holds_and_an_acceptance_that_saw_both_ends_it() {
    let (mut book, registered) = registered();
    let sent = book.add(TOWN, &[registered], transfer(OTHER_TOWN));
    let declined = book.add(COUNTY, &[registered], decline());
    assert_eq!(book.only_dispute().acts, [sent, declined]);
    assert_eq!(outcome(&book), Some((Outcome::Transferred, office(TOWN))));
    let accepted = book.add(OTHER_TOWN, &[sent, declined], ActBody::Accept(Accept::default()));
    assert_eq!(
        (book.only_dispute().settled_by, outcome(&book)),
        (Some(accepted), Some((Outcome::Accepted, office(OTHER_TOWN))))
    );
}

#[test]
fn k6_what_agrees_is_no_dispute_and_a_refusal_that_saw_the_acceptance_ends_nothing() {
    let (mut book, registered) = registered();
    book.add(TOWN, &[registered], transfer(OTHER_TOWN));
    let accepted = book.add(OTHER_TOWN, &[registered], ActBody::Accept(Accept::default()));
    assert_eq!(book.view().disputes, [], "it went to the office that accepted");
    let beside = book.add(VILLAGE, &[registered], decline());
    let late = book.add(COUNTY, &[accepted, beside], decline());
    assert_eq!((book.effect(late), book.flags(late)), (Effect::NoEffect, vec![flag::AFTER_ACCEPTANCE.to_owned()]));
    assert!(book.only_dispute().is_open());
    assert_eq!(outcome(&book), Some((Outcome::Accepted, office(OTHER_TOWN))));
}

#[test]
fn k6_ends_when_the_transfer_goes_back() {
    let (mut book, registered) = registered();
    let sent = book.add(TOWN, &[registered], transfer(OTHER_TOWN));
    let accepted = book.add(COUNTY, &[registered], ActBody::Accept(Accept::default()));
    assert!(book.only_dispute().is_open());
    let objected = book.add(OTHER_TOWN, &[sent, accepted], object(sent));
    let back = book.add(TOWN, &[objected], answer_objection(objected, true));
    assert_eq!(book.only_dispute().settled_by, Some(back));
}

#[test]
fn k16_a_reply_beside_a_withdrawal_stands_until_the_head_of_its_unit_decides() {
    let (mut book, accepted) = Book::accepted();
    let assigned = book.add(TOWN, &[accepted], assign(head(TOWN), TOWN));
    let replied = book.add(TOWN, &[assigned], reply());
    let withdrawn = book.add(VILLAGE, &[assigned], withdraw());
    let dispute = book.only_dispute();
    assert_eq!((dispute.rule, dispute.interim), (DisputeRule::K16, Interim::ReplyStands));
    assert_eq!((dispute.settle_at, dispute.settle_by), (Some(office(TOWN)), crate::SettleBy::Head));
    let intake = book.view().intake;
    assert_eq!((intake.withdrawn, intake.withdrawals_noted.len()), (None, 1), "noted, no more");
    let clerks = book.add(TOWN, &[replied, withdrawn], settle(&dispute, withdrawn));
    book.act(clerks).by = clerk(TOWN);
    assert!(book.flags(clerks).contains(&flag::LACKED_AUTHORITY.to_owned()));

    let mut stands = book.clone();
    stands.add(TOWN, &[replied, withdrawn], settle(&dispute, replied));
    assert_eq!((stands.view().intake.withdrawn, stands.effect(withdrawn)), (None, Effect::Superseded));

    let mut taken_back = book.clone();
    let came = taken_back.add(VILLAGE, &[replied, withdrawn], contact());
    assert_eq!((taken_back.only_dispute().settled_by, taken_back.view().intake.withdrawn), (Some(came), None));

    book.add(TOWN, &[replied, withdrawn], settle(&dispute, withdrawn));
    assert_eq!(book.view().intake.withdrawn.map(|withdrawal| withdrawal.act), Some(withdrawn));
    assert_eq!([book.effect(replied), book.effect(withdrawn)], [Effect::Live; 2], "the reply stays");
}

#[test]
fn a_withdrawal_is_the_petitioners_own_words_and_a_later_contact_takes_it_back() {
    let (mut book, accepted) = Book::accepted();
    let withdrawn = book.add(VILLAGE, &[accepted], withdraw());
    let view = book.view();
    assert_eq!(
        view.intake.withdrawn.map(|own| (own.words, own.in_writing)),
        Some(("问题已解决，我不再反映".to_owned(), true))
    );
    assert_eq!(view.disputes, []);
    book.add(VILLAGE, &[withdrawn], contact());
    assert_eq!((book.view().intake.withdrawn, book.effect(withdrawn)), (None, Effect::Superseded));
}

#[test]
fn f12_a_concluded_matter_is_no_longer_accepted_and_its_contacts_are_registered() {
    let (mut book, accepted) = Book::accepted();
    let early = book.add(TOWN, &[accepted], no_longer(None));
    assert_eq!((book.effect(early), book.flags(early)), (Effect::NoEffect, vec![flag::NOT_CONCLUDED.to_owned()]));
    let ended = book.add(TOWN, &[early], ActBody::Finalise(Finalise { basis: "复核维持".to_owned() }));
    let came = book.add(VILLAGE, &[ended], contact());
    let notice = book.add(TOWN, &[came], no_longer(None));
    assert_eq!((book.effect(came), book.effect(notice)), (Effect::Live, Effect::Live));
    let intake = book.view().intake;
    assert_eq!(intake.contacts[1].answered_by, Some(notice), "the notice answers it");
    assert!(intake.is_accepted(), "what was accepted stays accepted");
    assert_eq!(book.view().open_disputes().count(), 0);
    let mut new_case = Book::new();
    let registered = new_case.add(VILLAGE, &[], register());
    new_case.add(TOWN, &[registered], no_longer(Some(other_case(8))));
    assert_eq!(outcome(&new_case), Some((Outcome::NoLongerAccepted, office(TOWN))));
}

#[test]
fn c05_c13_r27_units_are_proposed_by_place_level_and_function() {
    let (mut book, registered) = registered();
    let mut config = Config::builtin().clone();
    config.routes.by_area =
        vec![AreaRoute { area: "东".to_owned(), lead: RouteTarget::Name(format!("office {OTHER_TOWN}")) }];
    let units = |book: &Book, config: &Config| {
        let proposals = propose_unit(&book.view(), config, &book.directory);
        proposals.into_iter().map(|unit| (unit.why, unit.name, unit.office)).collect::<Vec<_>>()
    };
    let town = (Principle::Territory, format!("office {TOWN}"), Some(office(TOWN)));
    assert_eq!(units(&book, &config), std::slice::from_ref(&town), "the township above the home village");
    for (category, unit) in [
        ("education", "教管中心"),
        ("health-elderly", "民社办"),
        ("land-requisition", "规建办"),
        ("property", "规建办"),
        ("finance", "经发办"),
        ("neighbours", "司法所"),
        ("transport", "应急办"),
        ("family", "妇联"),
    ] {
        book.set(fields::SUBJECT, &[category]);
        assert_eq!(units(&book, &config), [town.clone(), (Principle::Function, unit.to_owned(), None)]);
    }
    book.set(fields::SUBJECT, &["涉企"]);
    assert_eq!(units(&book, &config)[1], (Principle::Function, String::new(), None), "a person chooses the department");
    let department = crate::Office {
        id: office(20),
        kind: OfficeKind::Department,
        parent: Some(office(COUNTY)),
        name: "妇联".to_owned(),
        code: "FL".to_owned(),
    };
    book.directory.offices.insert(office(20), department);
    book.set(fields::AREA, &["东村"]);
    let higher =
        Classify { subject: Some("family".to_owned()), triage: Some(Triage::HigherLevel), ..Classify::default() };
    book.add(VILLAGE, &[registered], ActBody::Classify(higher));
    let all = propose_unit(&book.view(), &config, &book.directory);
    let offices: Vec<_> = all.iter().map(|unit| unit.office).collect();
    assert_eq!(offices, [Some(office(OTHER_TOWN)), Some(office(COUNTY)), Some(office(20))]);
    assert_eq!(all.iter().map(|unit| unit.route.as_str()).collect::<Vec<_>>(), ["东", "", "family"]);
    rename(&mut book, 20, "妇女联合会");
    let renamed: Vec<_> = propose_unit(&book.view(), &config, &book.directory);
    assert_eq!(renamed[2].office, Some(office(20)), "a route that names it by its old name still leads there");
    config.routes.tie_break = vec![Principle::Function, Principle::Territory];
    let first: Option<UnitProposal> = propose_unit(&book.view(), &config, &book.directory).into_iter().next();
    assert_eq!(first.and_then(|unit| unit.office), Some(office(20)), "the county says which principle comes first");
}

#[test]
fn art_46_an_accused_office_is_never_proposed() {
    let mut book = Book::new();
    let ActBody::Register(mut register) = register() else { unreachable!() };
    register.accused = [office(TOWN)].into();
    book.add(VILLAGE, &[], ActBody::Register(register));
    assert_eq!(propose_unit(&book.view(), Config::builtin(), &book.directory), []);
}

#[test]
fn i23_f25_the_public_status_shows_dates_notices_and_opinions_and_nothing_else() {
    let (mut book, registered) = registered();
    let sent = book.add(TOWN, &[registered], transfer(OTHER_TOWN));
    let accept = Accept { notice_no: Some("受1".to_owned()), simple: false };
    let accepted = book.add(OTHER_TOWN, &[sent], ActBody::Accept(accept));
    let assigned = book.add(OTHER_TOWN, &[accepted], assign(head(OTHER_TOWN), OTHER_TOWN));
    let extended = book.add(OTHER_TOWN, &[assigned], extend(10));
    let noted = book.add(OTHER_TOWN, &[extended], note());
    let replied = book.add(OTHER_TOWN, &[noted], reply());
    let asked =
        |tier| Review { tier, requested_on: date(2026, 6, 1), organ: "县政府".to_owned(), ..Review::default() };
    let result = |review| ReviewResult { review, text: "维持".to_owned(), ..ReviewResult::default() };
    let review = book.add(VILLAGE, &[replied], ActBody::Review(asked(ReviewTier::Review)));
    let reviewed = book.add(COUNTY, &[review], ActBody::ReviewResult(result(review)));
    let again = book.add(VILLAGE, &[reviewed], ActBody::Review(asked(ReviewTier::Reexamination)));
    book.add(COUNTY, &[again], ActBody::ReviewResult(result(again)));
    let status = public_status(&book.record, &book.view());
    let day = date(2026, 6, 1);
    assert_eq!((status.registered_on, status.forwarded_on.clone()), (Some(day), vec![day, day]));
    assert_eq!((status.accepted[0].number.as_deref(), status.not_accepted.len()), (Some("受1"), 0));
    assert_eq!(
        (status.extended[0].text.as_str(), status.handling_opinions[0].text.as_str()),
        ("案情复杂", "款项已核实")
    );
    assert_eq!((status.review_opinions.len(), status.reexamination_opinions.len()), (1, 1));
    let keys: Vec<String> = serde_json::to_value(&status).unwrap().as_object().unwrap().keys().cloned().collect();
    let fields = [
        "accepted",
        "extended",
        "forwarded_on",
        "handling_opinions",
        "not_accepted",
        "reexamination_opinions",
        "registered_on",
        "review_opinions",
    ];
    let mut sorted = keys;
    sorted.sort();
    assert_eq!(sorted, fields);
    let text = serde_json::to_string(&status).unwrap();
    assert!(!text.contains("已联系"), "no note of the office");
}

/// As an administrator does: the old name is kept beside the new one.
fn rename(book: &mut Book, of: u8, name: &str) {
    let known = book.directory.offices.get_mut(&office(of)).unwrap();
    let before = std::mem::replace(&mut known.name, name.to_owned());
    book.directory.former_names.entry(office(of)).or_default().insert(before);
}

#[test]
fn an_office_that_is_renamed_owes_the_review_that_it_was_asked_for() {
    let (mut book, accepted) = Book::accepted();
    let assigned = book.add(TOWN, &[accepted], assign(head(TOWN), TOWN));
    let replied = book.add(TOWN, &[assigned], reply());
    let organ = book.directory.office_name(office(COUNTY));
    let asked = Review { tier: ReviewTier::Review, requested_on: date(2026, 6, 1), organ, ..Review::default() };
    book.add(VILLAGE, &[replied], ActBody::Review(asked));
    let before = book.view().deadlines;
    assert!(before.iter().any(|deadline| deadline.office == office(COUNTY)), "{before:?}");
    for name in ["清河市", "清河新区"] {
        rename(&mut book, COUNTY, name);
        assert_eq!(book.view().deadlines, before, "{name}");
    }
    // Whoever is called so today is meant before who was.
    book.directory.offices.get_mut(&office(OTHER_TOWN)).unwrap().name = "清河市".to_owned();
    assert_eq!(book.directory.office_called("清河市").map(|office| office.id), Some(office(OTHER_TOWN)));
    assert_eq!(book.directory.office_called("office 1").map(|office| office.id), Some(office(COUNTY)));
}

#[test]
fn the_public_status_tells_no_refusal_beside_an_acceptance() {
    let (mut book, registered) = registered();
    book.add(TOWN, &[registered], ActBody::Accept(Accept::default()));
    book.add(OTHER_TOWN, &[registered], decline());
    let status = public_status(&book.record, &book.view());
    assert_eq!((status.accepted.len(), status.not_accepted.len()), (1, 0));
}

/// What a township's and a bureau's ledger list for a case (I10, I11), and the screening form (I12), all stands in the view.
#[test]
fn i09_i10_i11_i12_a_ledger_row_is_read_off_the_view() {
    let (mut book, accepted) = Book::accepted();
    let urgent = book.add(TOWN, &[accepted], urgency("orange", 7));
    let ActBody::Assign(mut assign) = assign(head(TOWN), TOWN) else { unreachable!() };
    assign.due = Some(date(2026, 7, 1));
    book.add(TOWN, &[urgent], ActBody::Assign(assign));
    let view = book.view();
    let urgency = view.intake.urgency_on(date(2026, 6, 2), Config::builtin()).expect("urgent");
    assert_eq!((view.title.as_str(), urgency.what.trend), ("关于征地补偿", Some(Trend::Growing)));
    assert_eq!(
        (view.leads[0].staff, view.leads[0].unit, view.leads[0].due),
        (head(TOWN), office(TOWN), Some(date(2026, 7, 1)))
    );
    assert_eq!(view.handler, Some(clerk(TOWN)));
    assert_eq!((view.intake.contacts[0].summary.as_str(), view.intake.contacts[0].persons), ("补偿款未到位", 3));
}
