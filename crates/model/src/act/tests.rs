mod handling;

use serde_json::json;

use super::*;
use crate::{
    DisputeId,
    fold::tests::{Book, TOWN, contact, duty, extend, intake_acts, note, reading, register, reply, supervision, visit},
};

/// Written examples of what is said to the petitioner.
fn answers() -> Vec<ActBody> {
    let (one, two) = (ActId([1; 16]), ActId([2; 16]));
    vec![
        ActBody::Document(Document {
            kind: DocumentKind::Investigation,
            title: "关于补偿款的查办报告".to_owned(),
            number: Some("信发〔2026〕3号".to_owned()),
            body: "经核实，少发两笔。".to_owned(),
            replaces: Some(one),
        }),
        ActBody::Sign(Sign { act: one, over: "0f".repeat(32), role: SignRole::Lead }),
        ActBody::Serve(Serve { act: one, method: ServeMethod::Mail, proof: "EMS1234".to_owned() }),
        ActBody::Revoke(Revoke { act: one, reason: "依据有误".to_owned() }),
        ActBody::Review(Review {
            tier: ReviewTier::Reexamination,
            requested_on: jiff::civil::date(2026, 7, 1),
            organ: "市人民政府".to_owned(),
            reason: "面积不符".to_owned(),
        }),
        ActBody::ReviewResult(ReviewResult {
            review: one,
            result: ReviewDecision::Redo,
            text: "责令重新测量".to_owned(),
            number: Some("复查〔2026〕1号".to_owned()),
        }),
        ActBody::Finalise(Finalise { basis: "复核意见已送达".to_owned() }),
        ActBody::Attach(Attach {
            sha256: "0f".repeat(32),
            name: "现场照片".to_owned(),
            mime: "image/jpeg".to_owned(),
            bytes: 70_000,
        }),
        ActBody::Redact(Redact { sha256: "0f".repeat(32), reason: "含他人信息".to_owned() }),
        ActBody::Number(Number {
            scheme: "official".to_owned(),
            number: "信〔2026〕7号".to_owned(),
            replaces: Some(two),
        }),
    ]
}

/// Written examples of closing and of what comes after.
fn closings() -> Vec<ActBody> {
    let (one, two) = (ActId([1; 16]), ActId([2; 16]));
    vec![
        ActBody::FirstReview(FirstReview { passed: false, defects: vec!["缺回访材料".to_owned()] }),
        ActBody::Close(Close {
            summary: "补偿款已补发".to_owned(),
            cause: "台账漏登".to_owned(),
            covers: vec![one],
            checklist: [("facts".to_owned(), two)].into(),
        }),
        ActBody::ReportClosed(ReportClosed {
            to: Some(OfficeId([1; 16])),
            to_name: Some("县联席办".to_owned()),
            number: Some("报〔2026〕2号".to_owned()),
        }),
        ActBody::Audit(Audit { resolved: true, reason: "已回访核实".to_owned() }),
        ActBody::Rate(Rate {
            rating: "satisfied".to_owned(),
            words: "问题解决了".to_owned(),
            by: RatedBy::Dictated,
            receipt_code: Some("K7Q2".to_owned()),
            read_back: true,
        }),
        ActBody::LookBack(LookBack { result: LookBackResult::Relapsed, text: "又起纠纷".to_owned() }),
        ActBody::Reopen(Reopen {
            cause: ReopenCause::BrokenPromise,
            act: Some(one),
            case: Some(crate::CaseId([9; 16])),
            text: "到期未付".to_owned(),
        }),
        ActBody::ExternalMark(ExternalMark {
            system: "全国信访信息系统".to_owned(),
            mark: "已化解".to_owned(),
            audited_by: Some("市信访局".to_owned()),
        }),
    ]
}

/// One act of each kind, as golden files pin it.
fn one_of_each() -> Vec<Act> {
    let settle = Settle { dispute: DisputeId([5; 16]), choose: ActId([1; 16]), reason: "属地管理".to_owned() };
    let written = [
        register(),
        ActBody::Accept(Accept { notice_no: Some("受字〔2026〕1号".to_owned()), ..Accept::default() }),
        note(),
        visit(),
        extend(15),
        reply(),
        contact(),
        ActBody::Settle(settle),
    ];
    let mut bodies = ActBody::blanks();
    let groups = [
        handling::written(),
        intake_acts::examples(),
        duty::examples(),
        supervision::examples(),
        answers(),
        closings(),
        reading::examples(),
    ];
    for body in written.into_iter().chain(groups.into_iter().flatten()) {
        let blank = bodies.iter_mut().find(|blank| blank.kind() == body.kind()).expect("a kind of the table");
        *blank = body;
    }
    let mut book = Book::new();
    bodies.into_iter().for_each(|body| {
        book.add(TOWN, &[ActId([1; 16])], body);
    });
    book.record.acts
}

/// These bytes stand in documents: a golden file that changes is a new version of the kind.
#[test]
fn golden_texts() {
    let acts = one_of_each();
    assert_eq!(acts.iter().map(|act| act.body.kind()).collect::<Vec<_>>(), ActBody::KINDS);
    for act in acts {
        insta::assert_snapshot!(act.body.kind(), act.to_json());
        assert_eq!(Act::from_json(act.id, &act.to_json()).unwrap(), act);
        assert_eq!(ActBody::from_kind(act.body.kind(), act.body.payload()).unwrap(), act.body);
    }
}

#[test]
fn channels_have_one_name() {
    for channel in Channel::ALL {
        assert_eq!(serde_json::to_value(channel).unwrap(), json!(channel.as_str()));
        assert_eq!(channel.as_str().parse(), Ok(*channel));
    }
    assert_eq!("fax".parse::<Channel>().map_err(|refusal| refusal.code), Err("unknown_channel"));
}

/// A newer version's kind, a newer version's field and a kind with a damaged payload are all kept as they came.
#[test]
fn what_cannot_be_read_is_kept() {
    for (kind, payload) in [
        ("divine", json!({"tier": 2})),
        ("note", json!({"text": "x", "tone": "calm"})),
        ("note", json!(null)),
        ("extend", json!({"days": -1, "reason": ""})),
    ] {
        let mut act = one_of_each().remove(0);
        act.body = ActBody::Unknown { kind: kind.to_owned(), payload: payload.clone() };
        let read = Act::from_json(act.id, &act.to_json()).unwrap();
        assert_eq!(read, act);
        assert_eq!((read.body.kind(), read.body.payload()), (kind, payload.clone()));
        assert!(ActBody::from_kind(kind, payload).is_err(), "what is to be recorded is read strictly");
    }
}

#[test]
fn errors_have_codes() {
    let read = |text: &str| Act::from_json(ActId([1; 16]), text).map_err(|error| error.code());
    assert_eq!(read(""), Err("act_malformed"));
    assert_eq!(read("{}"), Err("act_malformed"));
    assert_eq!(read(&" ".repeat(limits::ACT_BYTES + 1)), Err("act_too_large"));
    let mut act = one_of_each().remove(0);
    act.based_on = vec![ActId([1; 16]); limits::BASED_ON];
    assert!(read(&act.to_json()).is_ok());
    act.based_on.push(ActId([1; 16]));
    assert_eq!(read(&act.to_json()), Err("act_sees_too_many"));
    for kind in ["", "Note", "a b", "\u{1b}[2J", &"k".repeat(41)] {
        act.based_on.clear();
        act.body = ActBody::Unknown { kind: kind.to_owned(), payload: json!(null) };
        assert_eq!(read(&act.to_json()), Err("act_malformed"), "{kind:?}");
    }
    let code = |kind, payload| ActBody::from_kind(kind, payload).map_err(|error| error.code());
    assert_eq!(code("nope", json!({})), Err("unknown_act_kind"));
    assert_eq!(code("note", json!({})), Err("act_payload_malformed"));
}

/// The largest texts that a check lets pass still fit an act, with 256 seen acts: four-byte characters, or two bytes
/// for each line break.
#[test]
fn the_limits_fit_together() {
    let mut book = Book::new();
    book.add(TOWN, &[ActId([1; 16]); limits::BASED_ON], register());
    let mut act = book.record.acts.remove(0);
    for fill in ["𠅤", "\n"] {
        let long = fill.repeat(limits::TEXT_CHARS);
        let short = fill.repeat(limits::REASON_CHARS);
        let line = "𠅤".repeat(limits::LINE_CHARS);
        let visit = Visit {
            place: line.clone(),
            text: long.clone(),
            petitioner_words: Some(short.clone()),
            ..Visit::default()
        };
        let items = crate::config::limits::ITEMS;
        let item = |at: usize| (format!("{at:0>width$}", width = crate::config::limits::ID_CHARS), ActId([1; 16]));
        let close = Close {
            summary: short.clone(),
            cause: line.clone(),
            covers: vec![ActId([1; 16]); limits::COVERS],
            checklist: (0..items).map(item).collect(),
        };
        let document = Document {
            title: line.clone(),
            number: Some(line.clone()),
            body: long.clone(),
            replaces: Some(ActId([1; 16])),
            ..Document::default()
        };
        let said = fill.repeat(Reply::OPINION_CHARS / Reply::OPINIONS / 3);
        let opinion =
            ClaimOpinion { facts: said.clone(), opinion: said.clone(), basis: said.clone(), ..ClaimOpinion::default() };
        let reply = Reply {
            text: long.clone(),
            number: Some(line.clone()),
            opinions: vec![opinion; Reply::OPINIONS],
            remedy: Some(Remedy { organ: line.clone(), days: u16::MAX }),
            replaces: Some(ActId([1; 16])),
            ..Reply::default()
        };
        let defects = vec![line.clone(); FirstReview::DEFECTS];
        let bodies = [
            ActBody::Visit(visit),
            ActBody::Close(close),
            ActBody::Document(document),
            ActBody::Reply(reply),
            ActBody::FirstReview(FirstReview { passed: false, defects }),
        ];
        let others = handling::largest(fill);
        for body in bodies.into_iter().chain(others) {
            act.body = body;
            assert!(act.to_json().len() <= limits::ACT_BYTES, "{} takes {}", act.body.kind(), act.to_json().len());
        }
    }
}
