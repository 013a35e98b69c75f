use std::sync::atomic::Ordering;

use taizhang_relay::log::conformance::county::{self, COUNTY, OTHER, VILLAGE, claim, invite, spare_device};
use taizhang_wire::{ControlBody, Enrolled, Item, limits};
use tokio::net::TcpSocket;

use crate::served::{Answered, NOW_MS, Served, exchange_on, text};

async fn enrol(served: &Served, control: taizhang_wire::Control) -> Answered {
    served.send("POST", "/v1/enrol", None, &Item::Control(control).encode()).await
}

#[tokio::test]
async fn a_code_lets_one_device_in() {
    let served = Served::start().await;
    assert_eq!(enrol(&served, claim(VILLAGE, 1)).await.code(), (404, "code_unknown".into()));
    served.push(COUNTY, &[Item::Control(invite(VILLAGE, 1))]).await;
    let device = spare_device(VILLAGE, 1);
    assert_eq!(served.ask_as(&device, "GET", "/v1/feed", b"").await.code(), (401, "not_enrolled".into()));
    let mut forged = claim(VILLAGE, 1);
    forged.signature.0[0] ^= 1;
    assert_eq!(enrol(&served, forged).await.code(), (404, "code_unknown".into()), "as if there were no such code");
    for _ in 0..2 {
        let answer = enrol(&served, claim(VILLAGE, 1)).await;
        let ControlBody::Invite(invite) = invite(VILLAGE, 1).body else { unreachable!() };
        assert_eq!(Enrolled::decode(&answer.body), Ok(Enrolled { office: invite.office, keys: invite.keys }));
    }
    assert_eq!(served.ask_as(&device, "GET", "/v1/feed", b"").await.status, 200);
    let thief = county::claim_by(VILLAGE, 1, &spare_device(OTHER, 2));
    assert_eq!(enrol(&served, thief).await.code(), (409, "code_used".into()));
}

#[tokio::test]
async fn a_code_ends_with_its_time_and_with_five_wrong_secrets() {
    let served = Served::start().await;
    served.push(COUNTY, &[Item::Control(county::invite_until(VILLAGE, 1, NOW_MS + 1))]).await;
    served.push(COUNTY, &[Item::Control(invite(VILLAGE, 2))]).await;
    let mut forged = claim(VILLAGE, 2);
    forged.signature.0[0] ^= 1;
    for _ in 0..limits::CODE_TRIES_MAX {
        assert_eq!(enrol(&served, forged.clone()).await.code(), (404, "code_unknown".into()));
    }
    assert_eq!(enrol(&served, claim(VILLAGE, 2)).await.code(), (410, "code_burnt".into()));
    served.now_ms.fetch_add(2, Ordering::Relaxed);
    assert_eq!(enrol(&served, claim(VILLAGE, 1)).await.code(), (410, "code_expired".into()));
    // It is on disk: a relay that starts again has not forgotten.
    let again = served.restart().await;
    assert_eq!(enrol(&again, claim(VILLAGE, 2)).await.code(), (410, "code_burnt".into()));
}

#[tokio::test]
async fn who_guesses_wrongly_waits_and_others_enrol() {
    let served = Served::start_with(|config| config.wrong_codes_per_minute = 2).await;
    served.push(COUNTY, &[Item::Control(invite(VILLAGE, 1))]).await;
    for _ in 0..2 {
        assert_eq!(enrol(&served, claim(OTHER, 1)).await.code(), (404, "code_unknown".into()));
    }
    assert_eq!(enrol(&served, claim(VILLAGE, 1)).await.code(), (429, "busy".into()));
    let elsewhere = TcpSocket::new_v4().unwrap();
    elsewhere.bind("127.0.0.2:0".parse().unwrap()).unwrap();
    let mut stream = elsewhere.connect(served.address()).await.unwrap();
    let bytes = Item::Control(claim(VILLAGE, 1)).encode();
    assert_eq!(exchange_on(&mut stream, &text("POST", "/v1/enrol", None, &bytes)).await.status, 200);
    served.now_ms.fetch_add(30_000, Ordering::Relaxed);
    assert_eq!(enrol(&served, claim(OTHER, 1)).await.code(), (404, "code_unknown".into()));
}

#[tokio::test]
async fn nothing_else_comes_in_this_way() {
    let served = Served::start().await;
    assert_eq!(enrol(&served, invite(VILLAGE, 1)).await.code(), (403, "not_allowed".into()));
    let noise = served.send("POST", "/v1/enrol", None, &[1, 2, 3]).await;
    assert_eq!(noise.code(), (400, "malformed".into()));
    let large = vec![1; limits::CONTROL_BYTES_MAX + 3];
    assert_eq!(served.send("POST", "/v1/enrol", None, &large).await.code(), (413, "too_large".into()));
}

#[tokio::test]
async fn guessing_is_slow() {
    let served = Served::start_with(|config| config.enrolments_per_minute = 3).await;
    let mut codes = Vec::new();
    for _ in 0..4 {
        codes.push(enrol(&served, claim(VILLAGE, 1)).await.code());
    }
    assert_eq!(codes.pop(), Some((429, "busy".into())), "the set-up and two guesses are a minute's worth");
    served.now_ms.fetch_add(20_000, Ordering::Relaxed);
    assert_eq!(enrol(&served, claim(VILLAGE, 1)).await.code(), (404, "code_unknown".into()));
    assert_eq!(enrol(&served, claim(VILLAGE, 1)).await.code(), (429, "busy".into()));
}
