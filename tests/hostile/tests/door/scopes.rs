//! What another office has, and what is not there: one answer, byte for byte, and in the same time.

use taizhang_relay::log::conformance::county::{
    self, COUNTY, OTHER, VILLAGE, audience, device, envelope, hash, open, snapshot,
};
use taizhang_wire::{Answer, Code, ControlId, DocId, Item};

use crate::{
    asking::{Line, asked, state},
    served::{Answered, Served, case, request},
};

/// Pairs of requests, one right after the other. Which comes first alternates, so that neither has the warmer relay.
const PAIRS: usize = 600;
/// Of equal distributions, either is the slower one in half of the pairs. In 600 pairs, 60 in 100 is five standard
/// deviations from that, whatever else the machine is busy with: that hits both alike. It is sharp enough to have found that
/// a row more was read of what is another's than of nothing.
const SLOWER_MAX: f64 = 0.6;

/// A document that nobody has.
fn absent() -> DocId {
    DocId::from_hash(&[9; 32])
}

/// How often the first of two requests took longer than the second.
async fn slower(line: &mut Line, mut ask: impl FnMut(bool) -> Vec<u8>, status: u16) -> f64 {
    let mut slower = 0;
    for pair in 0..PAIRS {
        let mut took = [std::time::Duration::ZERO; 2];
        for turn in 0..2 {
            let is_first = (pair + turn) % 2 == 0;
            let (answer, time) = line.timed(&ask(is_first)).await;
            assert!(answer.status == status || is_first, "{answer:?}");
            took[usize::from(!is_first)] = time;
        }
        slower += usize::from(took[0] > took[1]);
    }
    slower as f64 / PAIRS as f64
}

/// Takes what tells each answer from every other out of it: its time, and the random name of the request.
fn unnamed(answer: &Answered) -> (u16, Vec<&str>, &[u8]) {
    let is_its_own = |line: &&str| line.starts_with("date: ") || line.starts_with("x-request-id: ");
    (answer.status, answer.head.lines().filter(|line| !is_its_own(line)).collect(), &answer.body)
}

async fn served() -> Served {
    Served::start_with(|config| config.device_requests_per_minute = 0).await
}

#[tokio::test]
async fn reading_anothers_document_tells_nothing_by_its_time() {
    let served = served().await;
    let theirs = case(&served, 100).await;
    let mut line = Line::open(served.address()).await;
    for what in ["items", "receipts"] {
        let path = |foreign: bool| format!("/v1/docs/{}/{what}", if foreign { theirs } else { absent() });
        let answers = [true, false].map(|foreign| asked(OTHER, "GET", &path(foreign), b""));
        let [foreign, nothing] = [line.timed(&answers[0]).await.0, line.timed(&answers[1]).await.0];
        assert_eq!(unnamed(&foreign), unnamed(&nothing));
        assert_eq!(foreign.code(), (404, "not_found".into()));
        let share = slower(&mut line, |foreign| asked(OTHER, "GET", &path(foreign), b""), 404).await;
        assert!(
            (1.0 - SLOWER_MAX..=SLOWER_MAX).contains(&share),
            "{what}: another's took longer in {share} of all pairs"
        );
        // The comparison is one that sees a difference where there is one.
        let share =
            slower(&mut line, |own| asked(if own { VILLAGE } else { OTHER }, "GET", &path(own), b""), 404).await;
        assert!(share > SLOWER_MAX, "{what}: what is one's own took longer in only {share} of all pairs");
    }
}

#[tokio::test]
async fn writing_to_anothers_document_tells_nothing_by_its_time() {
    let served = served().await;
    let theirs = case(&served, 100).await;
    let before = state(served.address()).await;
    let mut line = Line::open(served.address()).await;
    let push = |foreign: bool| {
        let item = envelope(OTHER, if foreign { theirs } else { absent() }, 1, &[]);
        asked(OTHER, "POST", "/v1/push", &request(&[item]))
    };
    let share = slower(&mut line, push, 200).await;
    assert!((1.0 - SLOWER_MAX..=SLOWER_MAX).contains(&share), "another's took longer in {share} of all pairs");
    assert_eq!(state(served.address()).await, before);
}

#[tokio::test]
async fn whatever_is_brought_to_anothers_document_is_answered_as_if_it_were_not_there() {
    let served = served().await;
    let theirs = case(&served, 3).await;
    let opened = open(VILLAGE, &[COUNTY, county::TOWNSHIP, VILLAGE], 1).1;
    assert_eq!(opened.doc(), Some(theirs));
    let before = state(served.address()).await;
    let attempts = |doc: DocId, record: ControlId| {
        [
            envelope(OTHER, doc, 1, &[]),
            envelope(OTHER, doc, 2, &[hash(VILLAGE, 1)]),
            // What the village wrote itself, brought by somebody who should not have it.
            envelope(VILLAGE, doc, 3, &[hash(VILLAGE, 2)]),
            snapshot(doc, &[(VILLAGE, 3)]),
            snapshot(doc, &[(OTHER, 1)]),
            Item::Control(audience(OTHER, doc, record, &[], &[VILLAGE])),
            Item::Control(audience(VILLAGE, doc, record, &[], &[county::TOWNSHIP])),
        ]
    };
    let foreign = served.push(OTHER, &attempts(theirs, opened.id())).await;
    assert_eq!(foreign, served.push(OTHER, &attempts(absent(), ControlId([9; 32]))).await);
    assert!(foreign.iter().all(|answer| *answer == Answer::refused(Code::UnknownDocument)), "{foreign:?}");
    let live = served.ask_as(&device(OTHER), "GET", &format!("/v1/docs/{theirs}/live"), b"").await;
    assert_eq!(live.code(), (404, "not_found".into()));
    assert_eq!(state(served.address()).await, before);
}
