mod handling;

use serde_json::json;

use super::*;
use crate::{
    DisputeId,
    fold::tests::{Book, TOWN, close, contact, duty, extend, intake_acts, note, register, reply, supervision, visit},
};

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
        close(&[ActId([1; 16])]),
        contact(),
        ActBody::Settle(settle),
    ];
    let mut bodies = ActBody::blanks();
    let groups = [handling::written(), intake_acts::examples(), duty::examples(), supervision::examples()];
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
        let close = Close { summary: short.clone(), covers: vec![ActId([1; 16]); limits::COVERS], ..Close::default() };
        let others = handling::largest(fill);
        for body in [ActBody::Visit(visit), ActBody::Close(close)].into_iter().chain(others) {
            act.body = body;
            assert!(act.to_json().len() <= limits::ACT_BYTES, "{} takes {}", act.body.kind(), act.to_json().len());
        }
    }
}
