//! One case from its registration to its resolution (化解), told act by act. Every act of it passes its check; what the
//! case then owes, and to whom, is the last page.

use std::fmt::Write;

use super::*;
use crate::{
    Config, Office, OfficeKind,
    act::{
        AnswerObjection, AnswerSupervision, AssessClaim, Audit, ClaimMerit, ClaimOutcome, ClaimTrack, Clarify, Deliver,
        Mediate, MediationKind, MediationResult, Object, OutcomeKind, PathNotice, Pause, PauseReason, Progress,
        Promise, Rate, RatedBy, ReportClosed, Resume, Review, ReviewDecision, ReviewResult, ReviewTier, Serve, Sign,
        Supervise, Transfer, VisitKind,
    },
};

/// The petition bureau of the county.
const BUREAU: u8 = 10;

/// Somebody of an office, on a day of June 2026 or after it.
struct Teller {
    book: Book,
    /// What was told, a line an act.
    page: String,
    /// What was refused: nothing is.
    refused: Vec<String>,
}

impl Teller {
    fn new() -> Self {
        let mut book = Book::new();
        book.set(fields::TITLE, &["关于征地补偿"]);
        book.set(fields::PETITIONER, &["王某"]);
        let text = vec![value("补偿款未到位", VILLAGE)];
        book.record.claims.insert(ClaimId([1; 16]), [(fields::TEXT.to_owned(), text)].into());
        let (id, kind) = (office(BUREAU), OfficeKind::PetitionOffice);
        let (parent, name, code) = (Some(office(COUNTY)), "信访局".to_owned(), "O10".to_owned());
        book.directory.offices.insert(id, Office { id, kind, parent, name, code });
        let clerk = crate::Staff { id: head(BUREAU), office: id, ..book.directory.staff[&head(COUNTY)].clone() };
        book.directory.staff.insert(clerk.id, clerk);
        Self { book, page: String::new(), refused: Vec::new() }
    }

    /// The head of an office records an act, having seen everything.
    fn tell(&mut self, day: i64, of: u8, body: ActBody) -> ActId {
        self.tell_by(day, of, head(of), body)
    }

    fn tell_by(&mut self, day: i64, of: u8, by: StaffId, body: ActBody) -> ActId {
        let today = date(2026, 6, 1).saturating_add(jiff::Span::new().days(day - 1));
        let author = Author { staff: by, ..author(of) };
        let before = self.book.view();
        if let Err(refusal) = crate::check(&self.book.record, &before, &body, &author, self.book.context(), today) {
            self.refused.push(format!("{today} {}: {} {:?}", body.kind(), refusal.code, refusal.missing));
        }
        let kind = body.kind().to_owned();
        let id = self.book.add(of, &before.heads, body);
        let act = self.book.act(id);
        act.by = by;
        act.effective_on = today;
        act.made_at += jiff::SignedDuration::from_hours(24 * (day - 1) + 8)
            - jiff::SignedDuration::from_mins(59 * i64::from(id.0[0]));
        let name = ActBody::label_zh(&kind).unwrap_or_default();
        let stage = serde_json::to_value(self.book.view().stage).unwrap();
        writeln!(self.page, "{today} {name} ({kind}), office {of}: {}", stage.as_str().unwrap()).unwrap();
        id
    }

    fn sign(&mut self, day: i64, of: u8, by: StaffId, act: ActId, role: SignRole) {
        let over = self.book.act(act).content_hash();
        self.tell_by(day, of, by, ActBody::Sign(Sign { act, over, role }));
    }
}

/// The deadlines, a line each.
fn deadlines(view: &CaseView) -> String {
    let mut page = String::new();
    for deadline in &view.deadlines {
        let due = deadline.due.map_or("?".to_owned(), |due| due.to_string());
        let met = deadline.met_on.map_or("open".to_owned(), |met| format!("met {met}"));
        let (from, days, paused) = (deadline.starts_on, deadline.extended_days, deadline.paused_days);
        let by = deadline.office.0[0];
        writeln!(page, "{} (office {by}): {from} to {due}, +{days} days, {paused} not counted, {met}", deadline.rule)
            .unwrap();
    }
    page
}

/// Registered in a village, passed to the wrong township and back, taken on by the right one, assigned by the county.
fn taken_on(story: &mut Teller) -> ActId {
    let ActBody::Register(registration) = register() else { unreachable!("a registration") };
    story.tell(2, VILLAGE, ActBody::Register(registration));
    let passed = |to| {
        let reason = "属该镇管辖".to_owned();
        ActBody::Transfer(Transfer { to: Some(office(to)), reason, ..Transfer::default() })
    };
    let sent = story.tell(3, VILLAGE, passed(OTHER_TOWN));
    let object = Object { transfer: sent, reason: "地块在邻镇".to_owned(), ..Object::default() };
    let objected = story.tell(5, OTHER_TOWN, ActBody::Object(object));
    let answer = AnswerObjection { objection: objected, agreed: true, reason: "核实无误".to_owned() };
    story.tell(8, VILLAGE, ActBody::AnswerObjection(answer));
    story.tell(8, VILLAGE, passed(TOWN));
    let notice_no = Some("受字〔2026〕7号".to_owned());
    story.tell(10, TOWN, ActBody::Accept(Accept { notice_no, ..Accept::default() }));
    let (policy, opinion) = ("征地补偿安置办法".to_owned(), "核实后补发".to_owned());
    story.tell(11, TOWN, ActBody::Clarify(Clarify { policy, opinion, lead_unit: Some(office(TOWN)) }));
    let ActBody::Assign(assign) = assign(head(TOWN), TOWN) else { unreachable!("an assignment") };
    let (due, feedback_by) = (Some(date(2026, 7, 31)), Some(date(2026, 6, 25)));
    story.tell(12, COUNTY, ActBody::Assign(Assign { due, feedback_by, ..assign }))
}

/// A mediation that fails, a supervision, a hearing, an extension; then the promise.
fn handled(story: &mut Teller) -> ActId {
    let session = |result| {
        let (organisation, mediator) = ("镇调委会".to_owned(), "调解员".to_owned());
        let kind = MediationKind::Peoples;
        ActBody::Mediate(Mediate { kind, organisation, mediator, result, ..Mediate::default() })
    };
    story.tell_by(15, TOWN, clerk(TOWN), visit());
    story.tell_by(16, TOWN, clerk(TOWN), session(MediationResult::Continuing));
    story.tell_by(22, TOWN, clerk(TOWN), session(MediationResult::Failed));
    let notice = PathNotice { text: "可依法申请复查".to_owned(), ..PathNotice::default() };
    story.tell_by(22, TOWN, clerk(TOWN), ActBody::PathNotice(notice));
    let report = Progress { to: office(COUNTY), text: "正在核账".to_owned(), ..Progress::default() };
    story.tell_by(24, TOWN, clerk(TOWN), ActBody::Progress(report));
    let demand = Supervise { to: office(TOWN), demand: "加快办理".to_owned(), ..Supervise::default() };
    let supervised = story.tell(30, COUNTY, ActBody::Supervise(demand));
    let answer = AnswerSupervision { supervision: supervised, text: "七月底前办结".to_owned(), adopted: false };
    story.tell(35, TOWN, ActBody::AnswerSupervision(answer));
    let pause = Pause { kind: PauseReason::Hearing, reason: "听证".to_owned() };
    let paused = story.tell(40, TOWN, ActBody::Pause(pause));
    story.tell(46, TOWN, ActBody::Resume(Resume { pause: paused, text: "听证结束".to_owned() }));
    story.tell(50, TOWN, extend(15));
    let (claim, reason) = (ClaimId([1; 16]), "账目有据".to_owned());
    let (merit, track) = (ClaimMerit::Clear, ClaimTrack::Solve);
    story.tell_by(52, TOWN, clerk(TOWN), ActBody::AssessClaim(AssessClaim { claim, merit, track, reason, unit: None }));
    let promise =
        Promise { text: "补发三万元".to_owned(), office: office(TOWN), due: date(2026, 8, 20), of: None };
    story.tell(53, TOWN, ActBody::Promise(promise))
}

/// Reply, service, review, the promise kept.
fn answered(story: &mut Teller, promised: ActId) -> ActId {
    let replied = story.tell(55, TOWN, reply());
    let served = |act| ActBody::Serve(Serve { act, proof: "回证12号".to_owned(), ..Serve::default() });
    story.tell_by(57, TOWN, clerk(TOWN), served(replied));
    let requested_on = date(2026, 8, 3);
    let review = Review { tier: ReviewTier::Review, requested_on, organ: "office 1".to_owned(), reason: String::new() };
    let asked = story.tell(65, COUNTY, ActBody::Review(review));
    let decision =
        ReviewResult { review: asked, result: ReviewDecision::Uphold, text: "予以维持".to_owned(), number: None };
    let decided = story.tell(75, COUNTY, ActBody::ReviewResult(decision));
    story.tell(76, COUNTY, served(decided));
    let (promise, proof) = (promised, "银行回单".to_owned());
    story.tell_by(79, TOWN, clerk(TOWN), ActBody::Deliver(Deliver { promise, term: None, proof }));
    let (claim, outcome, text) = (ClaimId([1; 16]), OutcomeKind::Full, "已补发".to_owned());
    story.tell_by(
        79,
        TOWN,
        clerk(TOWN),
        ActBody::ClaimOutcome(ClaimOutcome { claim, outcome, text, ..ClaimOutcome::default() }),
    );
    let ActBody::Visit(visit) = visit() else { unreachable!("a visit") };
    let petitioner_words = Some("钱收到了，满意".to_owned());
    story.tell_by(85, TOWN, clerk(TOWN), ActBody::Visit(Visit { kind: VisitKind::Return, petitioner_words, ..visit }))
}

/// 办结, 报结, 化解.
fn resolved(story: &mut Teller, shown: ActId) {
    let items = Config::builtin().checklist(None);
    let checklist = items.iter().map(|item| (item.id.clone(), shown)).collect();
    let (summary, cause) = ("已补发".to_owned(), "台账漏登".to_owned());
    let covers = story.book.view().heads;
    let closing = story.tell(88, TOWN, ActBody::Close(Close { summary, cause, covers, checklist }));
    story.sign(88, TOWN, clerk(TOWN), closing, SignRole::Handler);
    story.sign(89, TOWN, head(TOWN), closing, SignRole::Lead);
    story.sign(90, COUNTY, head(COUNTY), closing, SignRole::Head);
    let to = Some(office(COUNTY));
    story.tell(91, TOWN, ActBody::ReportClosed(ReportClosed { to, ..ReportClosed::default() }));
    let (rating, receipt_code) = ("satisfied".to_owned(), Some("K7Q2".to_owned()));
    let rate = Rate { rating, receipt_code, by: RatedBy::Code, ..Rate::default() };
    story.tell(92, VILLAGE, ActBody::Rate(rate));
    story.tell(95, BUREAU, ActBody::Audit(Audit { resolved: true, reason: "款已到账，本人满意".to_owned() }));
}

#[test]
fn a_case_from_registration_to_resolution() {
    let mut story = Teller::new();
    taken_on(&mut story);
    let promised = handled(&mut story);
    assert!(story.book.handling().met_by.is_none());
    let shown = answered(&mut story, promised);
    resolved(&mut story, shown);
    assert_eq!(story.refused, Vec::<String>::new());
    let view = story.book.view();
    assert_eq!((view.stage, view.disputes.len()), (Stage::Resolved, 0));
    insta::assert_snapshot!(format!("{}\n{}", story.page, deadlines(&view)));

    let mut backwards = story.book.clone();
    backwards.record.acts.reverse();
    assert_eq!(backwards.view(), view, "the order in which acts arrive does not matter");
}
