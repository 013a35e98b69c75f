//! Who was never let in, and asks what there is: documents, devices, offices and people.

use taizhang_relay::log::conformance::county::{self, OTHER, VILLAGE, claim, device, invite, spare_device};
use taizhang_wire::{Answer, DocId, Item, PublicKey};

use crate::{
    asking::state,
    served::{Answered, Served, case, request, signed},
};

fn said(answer: &Answered) -> (u16, String, usize) {
    let (status, code) = answer.code();
    (status, code, answer.body.len())
}

/// Every route, for something that is there and for something that is not.
#[tokio::test]
async fn nothing_that_there_is_can_be_told_from_what_there_is_not() {
    let served = Served::start().await;
    let doc = case(&served, 2).await;
    let (nothing, known) = (DocId::from_hash(&[9; 32]), PublicKey::of(&device(VILLAGE)).device());
    let unknown = PublicKey::of(&spare_device(OTHER, 5)).device();
    let before = state(served.address()).await;
    let of_doc = |doc: DocId| ["items", "receipts"].map(|what| format!("/v1/docs/{doc}/{what}"));
    let mut pairs: Vec<_> = of_doc(doc).into_iter().zip(of_doc(nothing)).collect();
    pairs.push((format!("/v1/devices/{known}/tips"), format!("/v1/devices/{unknown}/tips")));
    let stranger = spare_device(VILLAGE, 5);
    for (there, absent) in &pairs {
        for key in [None, Some(&stranger)] {
            let mut heard = Vec::new();
            for path in [there, absent] {
                let lines = key.map(|key| signed(key, "GET", path, b""));
                heard.push(said(&served.send("GET", path, lines.as_deref(), b"").await));
            }
            assert_eq!(heard[0], heard[1], "{there}");
            assert_eq!((heard[0].0, heard[0].1.as_str()), (401, "not_enrolled"));
        }
    }
    // What everybody may ask names nobody and no document.
    for path in ["/v1/health", "/v1/openapi.json"] {
        let answer = String::from_utf8(served.send("GET", path, None, b"").await.body).unwrap();
        for word in ["单位", "张敏", "清河", "值班", &doc.to_string(), &known.to_string()] {
            assert!(!answer.contains(word), "{path}: {answer}");
        }
    }
    assert_eq!(state(served.address()).await, before);
}

/// A code's name is short. Whether there is one by that name is told to nobody who does not know its secret.
#[tokio::test]
async fn a_code_that_there_is_looks_like_one_that_there_is_not() {
    let served = Served::start().await;
    assert_eq!(served.push(county::COUNTY, &[Item::Control(invite(VILLAGE, 1))]).await, [Answer::Stored]);
    let before = state(served.address()).await;
    let mut wrong = claim(VILLAGE, 1);
    wrong.signature.0[0] ^= 1;
    let mut used = claim(VILLAGE, 0);
    used.signature.0[0] ^= 1;
    let mut heard = Vec::new();
    for control in [wrong, used, claim(OTHER, 7)] {
        heard.push(said(&served.send("POST", "/v1/enrol", None, &Item::Control(control).encode()).await));
    }
    assert!(heard.iter().all(|answer| *answer == heard[0]), "{heard:?}");
    assert_eq!((heard[0].0, heard[0].1.as_str()), (404, "code_unknown"));
    assert_eq!(state(served.address()).await, before);
}

/// Guessing at documents and codes, for as long as the relay listens: it soon does not.
#[tokio::test]
async fn who_guesses_is_soon_not_heard_and_devices_are() {
    let served = Served::start().await;
    let before = state(served.address()).await;
    let (mut heard, mut guess) = (0, 0_u32);
    loop {
        let mut hash = [0; 32];
        hash[..4].copy_from_slice(&guess.to_be_bytes());
        let path = format!("/v1/docs/{}/items", DocId::from_hash(&hash));
        match served.send("GET", &path, None, b"").await.status {
            401 => heard += 1,
            status => break assert_eq!(status, 429),
        }
        guess += 1;
        assert!(guess < 2_000, "it is heard for ever");
    }
    assert!(heard > 100, "{heard}: the bound is a generous one");
    for _ in 0..10 {
        assert_eq!(served.send("GET", "/v1/health", None, b"").await.status, 429);
        let stranger = signed(&spare_device(VILLAGE, 5), "POST", "/v1/push", &request(&[]));
        assert_eq!(served.send("POST", "/v1/push", Some(&stranger), &request(&[])).await.status, 429);
    }
    assert_eq!(state(served.address()).await, before, "and the offices are heard, from the same address");
}
