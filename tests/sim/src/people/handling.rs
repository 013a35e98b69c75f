//! 办理: the work on the case itself, and findings with their votes.

use taizhang_model::{
    ActBody, FindingState,
    act::{
        AssessClaim, ClaimMerit, ClaimOutcome, ClaimSaid, ClaimTrack, Finding, FindingMethod, FinishFinding, Meet,
        MeetingKind, Note, OpinionSaid, OutcomeKind, Pause, PauseReason, Resume, Term, Visit, VisitKind, Vote,
    },
};

use super::desk::Desk;

/// Notes, visits, meetings, claims, pauses.
pub(super) fn work(desk: &mut Desk<'_>) -> Vec<ActBody> {
    let visits = [VisitKind::WithCase, VisitKind::VisitDown, VisitKind::Return, VisitKind::Courtesy];
    let pauses = [PauseReason::Hearing, PauseReason::Appraisal, PauseReason::AwaitingOther, PauseReason::Mediation];
    let mut offers = vec![
        ActBody::Note(Note { text: desk.word() }),
        ActBody::Visit(Visit {
            place: "家中".into(),
            text: desk.word(),
            petitioner_words: Some("希望尽快处理".into()),
            kind: desk.one(&visits),
            team: desk.some_staff(),
            missed: desk.chance(6),
            next_visit: desk.perhaps_day(20),
        }),
        ActBody::Meet(meeting(desk)),
        ActBody::Pause(Pause { kind: desk.one(&pauses), reason: desk.word() }),
    ];
    if let Some(claim) = desk.claim() {
        let merits = [ClaimMerit::Clear, ClaimMerit::Excessive, ClaimMerit::Unfounded, ClaimMerit::Mixed];
        let tracks = [ClaimTrack::Solve, ClaimTrack::Explain, ClaimTrack::Assist, ClaimTrack::LegalPath];
        let (merit, track) = (desk.one(&merits), desk.one(&tracks));
        let unit = desk.chance(2).then(|| desk.any_office());
        offers.push(ActBody::AssessClaim(AssessClaim { claim, merit, track, reason: desk.word(), unit }));
        let outcomes = [OutcomeKind::Full, OutcomeKind::Part, OutcomeKind::Explained, OutcomeKind::Referred];
        let outcome = desk.one(&outcomes);
        let (quantity, unit) = (Some("1500.50".into()), Some("元".into()));
        offers.push(ActBody::ClaimOutcome(ClaimOutcome { claim, outcome, text: desk.word(), quantity, unit }));
    }
    let paused: Vec<_> = desk.view.handling.pauses.iter().filter(|pause| pause.to.is_none()).collect();
    if let Some(pause) = desk.rng.pick(&paused).map(|pause| pause.act) {
        offers.push(ActBody::Resume(Resume { pause, text: desk.word() }));
    }
    offers
}

fn meeting(desk: &mut Desk<'_>) -> Meet {
    let kinds =
        [MeetingKind::Conference, MeetingKind::Hearing, MeetingKind::LeaderReception, MeetingKind::Coordination];
    let task = Term { text: desk.word(), by: Some(desk.any_office()), due: Some(desk.day(20)) };
    let office = desk.office;
    Meet {
        kind: desk.one(&kinds),
        place: "镇政府会议室".into(),
        leader: Some(desk.head(office)),
        attendees: desk.some_staff(),
        units: vec![desk.any_office()],
        petitioner_present: desk.chance(2),
        text: desk.word(),
        causes: desk.word(),
        opinions: vec![OpinionSaid { by: "司法所".into(), text: desk.word() }],
        outcomes: vec![ClaimSaid { claim: None, text: desk.word() }],
        tasks: vec![task],
    }
}

/// Findings: written by few, so that votes meet; voted on; finished.
pub(super) fn inquiry(desk: &mut Desk<'_>) -> Vec<ActBody> {
    let mut offers = Vec::new();
    let open = |state| matches!(state, FindingState::Open | FindingState::Unsettled);
    let open: Vec<_> = desk.view.handling.findings.iter().filter(|finding| open(finding.state)).collect();
    if open.is_empty() || desk.chance(6) {
        let above = desk.office_above();
        let (own, above) = (desk.staff, desk.head(above));
        offers.push(ActBody::Finding(Finding {
            participants: desk.one(&[vec![own], vec![above], vec![own, above]]).into_iter().collect(),
            methods: [desk.one(&[FindingMethod::FileReview, FindingMethod::Evidence])].into(),
            text: desk.word(),
            substance_cause: desk.word(),
            procedure_cause: String::new(),
            replaces: desk.perhaps_id("finding"),
        }));
    }
    if let Some(open) = desk.rng.pick(&open).copied() {
        let (finding, over) = (open.act, open.content_hash.clone());
        let takes_part = open.participants.contains(&desk.staff);
        if takes_part {
            offers.push(ActBody::Vote(Vote { finding, concur: !desk.chance(3), text: desk.word(), over }));
        }
        // Mostly somebody else finishes it, who may not have seen the last vote.
        if open.concurring >= open.needed && (!takes_part || desk.chance(6)) {
            offers.push(ActBody::FinishFinding(FinishFinding { finding }));
        }
    }
    offers
}
