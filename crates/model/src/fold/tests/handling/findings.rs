//! Findings and votes (H01, H02, H04, K10).

use super::*;
use crate::act::{FinishFinding, Vote};

/// Participants are the heads of these offices.
pub(crate) fn finding(of: &[u8], replaces: Option<ActId>) -> ActBody {
    ActBody::Finding(Finding {
        participants: of.iter().map(|of| head(*of)).collect(),
        methods: [FindingMethod::FileReview, FindingMethod::Hearing].into(),
        text: "款项已拨付到村".to_owned(),
        substance_cause: "分配有误".to_owned(),
        procedure_cause: "未公示".to_owned(),
        replaces,
    })
}

pub(crate) fn finish(finding: ActId) -> ActBody {
    ActBody::FinishFinding(FinishFinding { finding })
}

impl Book {
    /// The head of an office votes on a finding as it stands.
    fn vote(&mut self, of: u8, saw: &[ActId], finding: ActId, concur: bool) -> ActId {
        let over = self.act(finding).content_hash();
        let text = if concur { String::new() } else { "账目不全，不同意。".to_owned() };
        self.add(of, saw, ActBody::Vote(Vote { finding, concur, text, over }))
    }

    fn state(&self) -> (FindingState, u32, u32) {
        let finding = self.done().findings.remove(0);
        (finding.state, finding.concurring, finding.dissenting)
    }
}

/// A finding of three participants, and the votes of the first two: one concurs, one dissents.
fn voted() -> (Book, ActId, ActId, ActId) {
    let (mut book, accepted) = Book::accepted();
    let found = book.add(TOWN, &[accepted], finding(&[TOWN, VILLAGE, OTHER_TOWN], None));
    let concurs = book.vote(TOWN, &[found], found, true);
    let dissents = book.vote(VILLAGE, &[found], found, false);
    (book, found, concurs, dissents)
}

#[test]
fn h01_h04_a_finding_says_how_and_why() {
    let (book, found, ..) = voted();
    let finding = book.done().findings.remove(0);
    assert_eq!((finding.act, finding.methods.len(), finding.participants.len()), (found, 2, 3));
    assert_eq!((finding.substance_cause.as_str(), finding.procedure_cause.as_str()), ("分配有误", "未公示"));
}

#[test]
fn h02_a_finding_is_valid_when_more_than_half_concur_and_dissent_is_kept_word_by_word() {
    let (mut book, found, concurs, dissents) = voted();
    assert_eq!(book.state(), (FindingState::Open, 1, 1));
    assert_eq!(book.done().findings[0].needed, 2);
    let third = book.vote(OTHER_TOWN, &[found], found, true);
    let finished = book.add(TOWN, &[concurs, dissents, third], finish(found));
    assert_eq!(book.state(), (FindingState::Valid, 2, 1));
    let finding = book.done().findings.remove(0);
    assert_eq!(finding.finished_by, [finished]);
    let dissent = finding.votes.iter().find(|vote| !vote.concur).unwrap();
    assert_eq!((dissent.act, dissent.by, dissent.text.as_str()), (dissents, head(VILLAGE), "账目不全，不同意。"));
    assert!(dissent.counts && book.view().disputes.is_empty());
    assert!(book.done().three.cause_found);
}

#[test]
fn h02_half_is_not_a_majority() {
    let (mut book, accepted) = Book::accepted();
    let found = book.add(TOWN, &[accepted], finding(&[TOWN, VILLAGE], None));
    let concurs = book.vote(TOWN, &[found], found, true);
    book.add(TOWN, &[concurs], finish(found));
    assert_eq!(book.state(), (FindingState::NotCarried, 1, 0));
    assert!(!book.done().three.cause_found, "it is not valid");
}

#[test]
fn h02_only_participants_vote_and_only_on_this_text() {
    let (mut book, found, concurs, _) = voted();
    let stranger = book.vote(COUNTY, &[found], found, true);
    let other = Vote { finding: found, concur: true, over: "0".repeat(64), ..Vote::default() };
    let other = book.add(OTHER_TOWN, &[found], ActBody::Vote(other));
    let nothing = book.vote(OTHER_TOWN, &[found], concurs, true);
    for (vote, why) in
        [(stranger, flag::NOT_A_PARTICIPANT), (other, flag::OVER_ANOTHER_TEXT), (nothing, flag::NAMES_NO_SUCH_ACT)]
    {
        book.assert_void(vote, why);
    }
    assert_eq!(book.state(), (FindingState::Open, 1, 1));
}

#[test]
fn h02_a_later_vote_of_the_same_person_takes_the_place_of_the_earlier() {
    let (mut book, found, _, dissents) = voted();
    book.vote(VILLAGE, &[dissents], found, true);
    assert_eq!(book.state(), (FindingState::Open, 2, 0));
    assert_eq!(book.effect(dissents), Effect::Superseded);
}

#[test]
fn h02_two_votes_of_one_person_that_contradict_are_a_dissent() {
    let (mut book, found, concurs, _) = voted();
    let other = book.vote(TOWN, &[found], found, false);
    assert_eq!(book.state(), (FindingState::Open, 0, 2));
    assert_eq!(book.flags(concurs), [flag::CONTRADICTS_ITSELF]);
    book.vote(TOWN, &[concurs, other], found, true);
    assert_eq!(book.state(), (FindingState::Open, 1, 1), "they said it again, having seen both");
}

#[test]
fn h02_a_new_version_is_voted_on_anew() {
    let (mut book, found, concurs, dissents) = voted();
    let version = book.add(TOWN, &[concurs, dissents], finding(&[TOWN, VILLAGE, OTHER_TOWN], Some(found)));
    let findings = book.done().findings;
    assert_eq!((findings[0].state, findings[0].votes.len()), (FindingState::Replaced, 2));
    assert_eq!((findings[1].act, findings[1].state, findings[1].votes.len()), (version, FindingState::Open, 0));
    assert_eq!(book.effect(found), Effect::Superseded);
}

#[test]
fn a_vote_after_the_finish_changes_nothing() {
    let (mut book, found, concurs, dissents) = voted();
    let third = book.vote(OTHER_TOWN, &[found], found, true);
    let finished = book.add(TOWN, &[concurs, dissents, third], finish(found));
    let late = book.vote(OTHER_TOWN, &[finished], found, false);
    assert_eq!(book.state(), (FindingState::Valid, 2, 1));
    book.assert_void(late, flag::AFTER_THE_FINISH);
}

/// Finished with two of three, while the third participant who concurred changes their vote.
fn turned() -> (Book, ActId, ActId, ActId) {
    let (mut book, found, concurs, dissents) = voted();
    let third = book.vote(OTHER_TOWN, &[found], found, true);
    let finished = book.add(TOWN, &[concurs, dissents, third], finish(found));
    let turned = book.vote(OTHER_TOWN, &[third], found, false);
    (book, found, finished, turned)
}

#[test]
fn k10_a_vote_beside_the_finish_that_turns_the_majority_unsettles_it() {
    let (mut book, found, finished, turned) = turned();
    assert_eq!(book.state(), (FindingState::Unsettled, 1, 2));
    let dispute = book.only_dispute();
    assert_eq!((dispute.rule, dispute.interim, dispute.is_open()), (DisputeRule::K10, Interim::FindingUnsettled, true));
    assert_eq!(dispute.acts, [finished, turned]);
    assert_eq!(book.effect(finished), Effect::Disputed);
    assert!(!book.done().three.cause_found);
    let again = book.add(TOWN, &[finished, turned], finish(found));
    assert_eq!(book.state(), (FindingState::NotCarried, 1, 2));
    assert_eq!(book.only_dispute().settled_by, Some(again));
}

#[test]
fn k10_a_vote_beside_the_finish_that_turns_nothing_is_counted() {
    let (mut book, found, concurs, dissents) = voted();
    let third = book.vote(OTHER_TOWN, &[found], found, true);
    book.add(TOWN, &[concurs, dissents, third], finish(found));
    book.vote(VILLAGE, &[dissents], found, true);
    assert_eq!(book.state(), (FindingState::Valid, 3, 0));
    assert!(book.view().disputes.is_empty());
}

#[test]
fn k10_is_settled_for_the_finish_or_for_the_vote() {
    let (mut book, _, finished, turned) = turned();
    let dispute = book.only_dispute();
    let mut kept = book.clone();
    kept.add(COUNTY, &[finished, turned], settle(&dispute, finished));
    assert_eq!(kept.state(), (FindingState::Valid, 2, 1));
    assert_eq!(kept.effect(turned), Effect::Superseded);
    book.add(COUNTY, &[finished, turned], settle(&dispute, turned));
    assert_eq!(book.state(), (FindingState::Open, 1, 2), "it has to be finished again");
    assert_eq!(book.effect(finished), Effect::Superseded);
}

#[test]
fn k10_ends_with_a_version_and_not_with_the_finish_of_another_finding() {
    let (mut book, found, finished, turned) = turned();
    let other = book.add(TOWN, &[finished, turned], finding(&[TOWN], None));
    let voted = book.vote(TOWN, &[other], other, true);
    let elsewhere = book.add(TOWN, &[voted], finish(other));
    assert!(book.only_dispute().is_open());
    let version = book.add(TOWN, &[elsewhere], finding(&[TOWN, VILLAGE], Some(found)));
    assert_eq!(book.only_dispute().settled_by, Some(version));
}
