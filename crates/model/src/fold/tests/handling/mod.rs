//! What is done about the matter: claims, findings, meetings, mediation, help and money.

mod aid;
mod findings;
mod mediation;
pub(crate) mod stories;

use super::*;
use crate::{
    FindingState, HandlingView, Stopped, ThreeChecks,
    act::{
        AssessClaim, ClaimMerit, ClaimOutcome, ClaimSaid, ClaimTrack, Finding, FindingMethod, Meet, MeetingKind,
        OpinionSaid, OutcomeKind, Pause, PauseReason, Resume, Term, VisitKind,
    },
};

pub(crate) const CLAIM: ClaimId = ClaimId([1; 16]);

impl Book {
    /// What was done, as people read it.
    pub(super) fn done(&self) -> HandlingView {
        self.view().handling
    }

    /// The act has no effect, and this is why.
    pub(super) fn assert_void(&self, act: ActId, why: &str) {
        let flags = self.flags(act);
        assert_eq!((self.effect(act), flags.iter().any(|word| word == why)), (Effect::NoEffect, true), "{flags:?}");
    }

    /// As [`Book::add`], declared for a day of 2026.
    pub(super) fn add_on(&mut self, of: u8, saw: &[ActId], (month, day): (i8, i8), body: ActBody) -> ActId {
        let id = self.add(of, saw, body);
        self.act(id).effective_on = date(2026, month, day);
        id
    }
}

pub(crate) fn assess(merit: ClaimMerit) -> ActBody {
    let reason = "依政策".to_owned();
    ActBody::AssessClaim(AssessClaim { claim: CLAIM, merit, track: ClaimTrack::Solve, reason, unit: None })
}

pub(crate) fn outcome(outcome: OutcomeKind) -> ActBody {
    ActBody::ClaimOutcome(ClaimOutcome { claim: CLAIM, outcome, text: "已办".to_owned(), quantity: None, unit: None })
}

pub(crate) fn pause(kind: PauseReason) -> ActBody {
    ActBody::Pause(Pause { kind, reason: "听证".to_owned() })
}

pub(crate) fn resume(pause: ActId) -> ActBody {
    ActBody::Resume(Resume { pause, text: String::new() })
}

fn task(text: &str) -> Term {
    Term { text: text.to_owned(), by: Some(office(TOWN)), due: Some(date(2026, 7, 1)) }
}

#[test]
fn c17_a_claim_is_assessed_with_reasons_and_the_latest_holds() {
    let (mut book, accepted) = Book::accepted();
    let first = book.add(TOWN, &[accepted], assess(ClaimMerit::Unfounded));
    let second = book.add(TOWN, &[first], assess(ClaimMerit::Clear));
    let claim = book.done().claims.remove(0);
    assert_eq!((claim.claim, claim.contested, claim.assessments.len()), (CLAIM, false, 1));
    let said = &claim.assessments[0];
    assert_eq!(
        (said.act, said.merit, said.track, said.reason.as_str()),
        (second, ClaimMerit::Clear, ClaimTrack::Solve, "依政策")
    );
    assert_eq!(book.effect(first), Effect::Superseded);
}

#[test]
fn c17_two_assessments_that_differ_stay_visible_both() {
    let (mut book, accepted) = Book::accepted();
    let one = book.add(TOWN, &[accepted], assess(ClaimMerit::Unfounded));
    let same = book.add(VILLAGE, &[accepted], assess(ClaimMerit::Unfounded));
    assert!(!book.done().claims[0].contested, "they say the same");
    let other = book.add(COUNTY, &[accepted], assess(ClaimMerit::Clear));
    let claim = book.done().claims.remove(0);
    assert_eq!(claim.assessments.iter().map(|said| said.act).collect::<Vec<_>>(), [one, same, other]);
    assert!(claim.contested && claim.blocks_closing, "one view has it as a clear entitlement");
    book.add(COUNTY, &[one, same, other], assess(ClaimMerit::Excessive));
    let claim = book.done().claims.remove(0);
    assert!(!claim.contested && !claim.blocks_closing);
}

#[test]
fn h29_several_units_each_own_a_claim() {
    let (mut book, accepted) = Book::accepted();
    let second = ClaimId([2; 16]);
    book.record.claims.insert(second, Default::default());
    for (claim, unit) in [(CLAIM, TOWN), (second, OTHER_TOWN)] {
        let said =
            AssessClaim { claim, reason: "分工".to_owned(), unit: Some(office(unit)), ..AssessClaim::default() };
        book.add(COUNTY, &[accepted], ActBody::AssessClaim(said));
    }
    let units: Vec<_> = book.done().claims.iter().map(|claim| claim.assessments[0].unit).collect();
    assert_eq!(units, [Some(office(TOWN)), Some(office(OTHER_TOWN))]);
}

#[test]
fn h07_a_clear_entitlement_is_settled_in_full_before_closing() {
    let (mut book, accepted) = Book::accepted();
    assert!(!book.done().blocks_closing(), "nobody says that it is one");
    let mut last = book.add(TOWN, &[accepted], assess(ClaimMerit::Clear));
    assert!(book.done().blocks_closing(), "nothing was done about it");
    for (end, blocks) in [
        (OutcomeKind::Part, true),
        (OutcomeKind::Explained, true),
        (OutcomeKind::None, true),
        (OutcomeKind::Referred, false),
        (OutcomeKind::Full, false),
    ] {
        last = book.add(TOWN, &[last], outcome(end));
        assert_eq!(book.done().blocks_closing(), blocks, "{end:?}");
    }
    book.add(VILLAGE, &[accepted], outcome(OutcomeKind::Part));
    let claim = book.done().claims.remove(0);
    assert!(claim.contested && claim.blocks_closing, "one says in full, another in part");
}

#[test]
fn h06_every_claim_has_its_own_track() {
    let (mut book, accepted) = Book::accepted();
    let tracks = [ClaimTrack::Solve, ClaimTrack::Explain, ClaimTrack::Assist, ClaimTrack::LegalPath];
    for (number, track) in (10u8..).zip(tracks) {
        let claim = ClaimId([number; 16]);
        book.record.claims.insert(claim, Default::default());
        let said = AssessClaim { claim, track, reason: "依法".to_owned(), ..AssessClaim::default() };
        book.add(TOWN, &[accepted], ActBody::AssessClaim(said));
    }
    let shown: Vec<_> = book.done().claims.iter().skip(1).map(|claim| claim.assessments[0].track).collect();
    assert_eq!(shown, tracks);
}

#[test]
fn h30_a_result_is_counted_in_its_unit() {
    let (mut book, accepted) = Book::accepted();
    let (quantity, unit) = (Some("3.5".to_owned()), Some("亩".to_owned()));
    let said = ClaimOutcome { claim: CLAIM, text: "退还".to_owned(), quantity, unit, ..ClaimOutcome::default() };
    book.add(TOWN, &[accepted], ActBody::ClaimOutcome(said));
    let end = book.done().claims[0].outcomes[0].clone();
    assert_eq!(
        (end.outcome, end.quantity.as_deref(), end.unit.as_deref()),
        (OutcomeKind::Full, Some("3.5"), Some("亩"))
    );
}

#[test]
fn what_names_no_claim_has_no_effect() {
    let (mut book, accepted) = Book::accepted();
    let claim = ClaimId([99; 16]);
    let said = AssessClaim { claim, reason: "无".to_owned(), ..AssessClaim::default() };
    let void = book.add(TOWN, &[accepted], ActBody::AssessClaim(said));
    book.assert_void(void, flag::NAMES_NO_SUCH_CLAIM);
    assert!(book.done().claims[0].assessments.is_empty());
}

#[test]
fn h10_visits_stand_with_the_case_by_kind_and_f07_with_the_petitioners_words() {
    let (mut book, accepted) = Book::accepted();
    for (kind, words) in [(VisitKind::WithCase, None), (VisitKind::Return, Some("满意")), (VisitKind::Courtesy, None)]
    {
        let petitioner_words = words.map(ToOwned::to_owned);
        let visit = Visit { kind, petitioner_words, team: vec![clerk(TOWN)], ..Visit::default() };
        book.add(TOWN, &[accepted], ActBody::Visit(visit));
    }
    let visits = book.done().visits;
    assert_eq!(
        visits.iter().map(|visit| visit.kind).collect::<Vec<_>>(),
        [VisitKind::WithCase, VisitKind::Return, VisitKind::Courtesy]
    );
    assert_eq!((visits[1].petitioner_words.as_deref(), visits[1].office), (Some("满意"), office(TOWN)));
    assert_eq!(visits[1].team, [clerk(TOWN)]);
}

#[test]
fn h11_the_day_the_petitioner_was_last_met() {
    let (mut book, accepted) = Book::accepted();
    assert_eq!(book.done().last_met_on, None);
    let missed = ActBody::Visit(Visit { missed: true, ..Visit::default() });
    book.add_on(TOWN, &[accepted], (6, 5), missed);
    book.add_on(TOWN, &[accepted], (6, 6), ActBody::Meet(Meet::default()));
    assert_eq!(book.done().last_met_on, None, "nobody was met, and the petitioner was not at the meeting");
    book.add_on(TOWN, &[accepted], (6, 3), visit());
    assert_eq!(book.done().last_met_on, Some(date(2026, 6, 3)));
    book.add_on(TOWN, &[accepted], (6, 7), ActBody::Meet(Meet { petitioner_present: true, ..Meet::default() }));
    assert_eq!(book.done().last_met_on, Some(date(2026, 6, 7)));
}

#[test]
fn f18_f19_an_announced_visit_is_due_until_somebody_made_it() {
    let (mut book, accepted) = Book::accepted();
    let back = Visit { kind: VisitKind::Return, next_visit: Some(date(2026, 9, 1)), ..Visit::default() };
    let back = book.add(TOWN, &[accepted], ActBody::Visit(back));
    book.add(VILLAGE, &[accepted], visit());
    let due = book.done().visits_due;
    assert_eq!(
        due.iter().map(|due| (due.act, due.office, due.on)).collect::<Vec<_>>(),
        [(back, office(TOWN), date(2026, 9, 1))]
    );
    let missed = book.add(TOWN, &[back], ActBody::Visit(Visit { missed: true, ..Visit::default() }));
    assert_eq!(book.done().visits_due.len(), 1, "nobody was met");
    book.add(TOWN, &[missed], visit());
    assert!(book.done().visits_due.is_empty());
}

#[test]
fn h03_h12_a_meeting_keeps_its_minutes_causes_and_opinions_word_by_word() {
    let (mut book, accepted) = Book::accepted();
    let opinions = vec![OpinionSaid { by: "国土所".to_owned(), text: "应予补差。".to_owned() }];
    let causes = "政策衔接不够".to_owned();
    let text = "逐项研究".to_owned();
    let units = vec![office(TOWN), office(OTHER_TOWN)];
    let meet =
        Meet { kind: MeetingKind::Conference, text, causes, opinions: opinions.clone(), units, ..Meet::default() };
    book.add_on(TOWN, &[accepted], (6, 9), ActBody::Meet(meet));
    let meeting = book.done().meetings.remove(0);
    assert_eq!(
        (meeting.kind, meeting.on, meeting.text.as_str()),
        (MeetingKind::Conference, date(2026, 6, 9), "逐项研究")
    );
    assert_eq!((meeting.opinions, meeting.units.len(), meeting.causes.as_str()), (opinions, 2, "政策衔接不够"));
}

#[test]
fn h08_a_joint_reception_and_a_hearing_decide_claim_by_claim() {
    let (mut book, accepted) = Book::accepted();
    for kind in [MeetingKind::JointReception, MeetingKind::Hearing] {
        let outcomes = vec![ClaimSaid { claim: Some(CLAIM), text: "补差".to_owned() }];
        book.add(TOWN, &[accepted], ActBody::Meet(Meet { kind, outcomes, ..Meet::default() }));
    }
    let said: Vec<_> =
        book.done().meetings.into_iter().map(|meeting| (meeting.kind, meeting.outcomes[0].claim)).collect();
    assert_eq!(said, [(MeetingKind::JointReception, Some(CLAIM)), (MeetingKind::Hearing, Some(CLAIM))]);
}

#[test]
fn h09_a_leaders_reception_gives_tasks_that_offices_owe() {
    let (mut book, accepted) = Book::accepted();
    let by_party = Term { by: None, ..task("提供凭证") };
    let tasks = vec![by_party, task("核实账目")];
    let meet = Meet { kind: MeetingKind::InvitedByLeader, leader: Some(head(TOWN)), tasks, ..Meet::default() };
    let met = book.add(TOWN, &[accepted], ActBody::Meet(meet));
    let done = book.done();
    assert_eq!(done.meetings[0].leader, Some(head(TOWN)));
    let owed = &done.owed[..];
    assert_eq!((owed.len(), owed[0].act, owed[0].item, owed[0].text.as_str()), (1, met, 1, "核实账目"));
    assert_eq!((owed[0].by, owed[0].due), (office(TOWN), Some(date(2026, 7, 1))));
}

#[test]
fn v13_receptions_are_on_site_by_a_leader_or_invited() {
    let (mut book, accepted) = Book::accepted();
    let kinds = [MeetingKind::Reception, MeetingKind::LeaderReception, MeetingKind::InvitedByLeader];
    for kind in kinds {
        book.add(TOWN, &[accepted], ActBody::Meet(Meet { kind, ..Meet::default() }));
    }
    assert_eq!(book.done().meetings.iter().map(|meeting| meeting.kind).collect::<Vec<_>>(), kinds);
}

#[test]
fn art36_a_hearing_stops_the_clock_by_declared_days_and_pauses_that_overlap_are_one() {
    let (mut book, accepted) = Book::accepted();
    let hearing = book.add_on(TOWN, &[accepted], (6, 5), pause(PauseReason::Hearing));
    let appraisal = book.add_on(TOWN, &[hearing], (6, 8), pause(PauseReason::Appraisal));
    let one = book.add_on(TOWN, &[appraisal], (6, 10), resume(hearing));
    let mediation = book.add_on(TOWN, &[one], (6, 20), pause(PauseReason::Mediation));
    let done = book.done();
    let (hearings, all) =
        ([PauseReason::Hearing], [PauseReason::Hearing, PauseReason::Appraisal, PauseReason::Mediation]);
    let stopped = |from, to: Option<i8>| Stopped { from: date(2026, 6, from), to: to.map(|to| date(2026, 6, to)) };
    assert_eq!(done.stopped(&hearings), [stopped(5, Some(10))]);
    assert_eq!(done.stopped(&all), [stopped(5, None)], "the appraisal goes on");
    let two = book.add_on(TOWN, &[mediation], (6, 15), resume(appraisal));
    assert_eq!(book.done().stopped(&all), [stopped(5, Some(15)), stopped(20, None)]);
    let pause = book.done().pauses.remove(1);
    assert_eq!((pause.kind, pause.act, pause.ended_by), (PauseReason::Appraisal, appraisal, Some(two)));
}

#[test]
fn a_pause_that_ends_twice_ends_on_the_earlier_day() {
    let (mut book, accepted) = Book::accepted();
    let paused = book.add_on(TOWN, &[accepted], (6, 5), pause(PauseReason::Hearing));
    let late = book.add_on(TOWN, &[paused], (6, 20), resume(paused));
    let early = book.add_on(VILLAGE, &[paused], (6, 12), resume(paused));
    let again = book.add_on(TOWN, &[late, early], (6, 8), resume(paused));
    let pause = book.done().pauses.remove(0);
    assert_eq!((pause.to, pause.ended_by), (Some(date(2026, 6, 12)), Some(early)));
    assert_eq!([book.effect(late), book.effect(again)], [Effect::Superseded, Effect::NoEffect]);
    assert!(book.flags(again).contains(&flag::ALREADY_DONE.to_owned()));
}

#[test]
fn a_pause_never_ends_before_it_begins() {
    let (mut book, accepted) = Book::accepted();
    let paused = book.add_on(TOWN, &[accepted], (6, 5), pause(PauseReason::Hearing));
    let ended = book.add_on(TOWN, &[paused], (6, 2), resume(paused));
    assert_eq!(book.done().pauses[0].to, Some(date(2026, 6, 5)));
    assert!(book.flags(ended).contains(&flag::ENDS_BEFORE_IT_BEGINS.to_owned()));
    let nothing = book.add(TOWN, &[ended], resume(ended));
    book.assert_void(nothing, flag::NAMES_NO_SUCH_ACT);
}

#[test]
fn h28_cause_found_concerns_answered_problem_solved() {
    let (mut book, accepted) = Book::accepted();
    assert_eq!(book.done().three, ThreeChecks::default());
    let meet = Meet { causes: "未公示".to_owned(), ..Meet::default() };
    let met = book.add(TOWN, &[accepted], ActBody::Meet(meet));
    assert!(book.done().three.cause_found);
    let part = book.add(TOWN, &[met], outcome(OutcomeKind::Part));
    let three = book.done().three;
    assert!(three.concerns_answered && !three.problem_solved);
    book.add(TOWN, &[part], outcome(OutcomeKind::Full));
    assert!(book.done().three.problem_solved);
}

#[test]
fn h28_a_case_without_claims_is_answered_by_its_reply() {
    let (mut book, accepted) = Book::accepted();
    book.record.claims.clear();
    assert!(!book.done().three.concerns_answered);
    book.add(TOWN, &[accepted], reply());
    let three = book.done().three;
    assert!(three.concerns_answered && three.problem_solved);
}

/// Nothing here lets two replicas differ: acts that name each other across branches are judged by what they had seen.
#[test]
fn an_act_is_no_good_for_naming_what_its_author_had_not_seen() {
    let (mut book, accepted) = Book::accepted();
    let paused = book.add(TOWN, &[accepted], pause(PauseReason::Hearing));
    let unseen = book.add(VILLAGE, &[accepted], resume(paused));
    assert_eq!((book.effect(unseen), book.done().pauses[0].to), (Effect::NoEffect, None));
    let methods = [FindingMethod::Evidence].into();
    let finding = Finding { methods, text: "无".to_owned(), replaces: Some(paused), ..Finding::default() };
    let void = book.add(TOWN, &[paused], ActBody::Finding(finding));
    assert_eq!((book.effect(void), book.done().findings.len()), (Effect::NoEffect, 0));
    assert!(book.done().findings.iter().all(|finding| finding.state == FindingState::Open));
}
