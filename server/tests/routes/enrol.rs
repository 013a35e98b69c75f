use taizhang_relay::log::conformance::county::{self, COUNTY, OTHER, VILLAGE, claim, invite, spare_device};
use taizhang_wire::{ControlBody, Enrolled, Item, limits};

use crate::served::{Answered, Served};

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
    assert_eq!(enrol(&served, forged).await.code(), (401, "bad_signature".into()));
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
    served.now_ms.fetch_add(20_000, std::sync::atomic::Ordering::Relaxed);
    assert_eq!(enrol(&served, claim(VILLAGE, 1)).await.code(), (404, "code_unknown".into()));
    assert_eq!(enrol(&served, claim(VILLAGE, 1)).await.code(), (429, "busy".into()));
}
