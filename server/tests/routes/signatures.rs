//! Requests that are not what they say. Each is refused with a code that tells the device what to do, and leaves nothing.

use std::sync::atomic::Ordering;

use ed25519_dalek::SigningKey;
use taizhang_relay::log::conformance::county::{
    self, COUNTY, TOWNSHIP, VILLAGE, claim_by, device, invite_key, spare_device,
};
use taizhang_wire::{Claim, Control, ControlBody, Item, PublicKey, RequestHead, Signature, limits};

use crate::served::{NOW_MS, Served, county_key, exchange, head, lines, request, signed, text};

const PUSH: (&str, &str) = ("POST", "/v1/push");

/// A document that the village might open, as a push.
fn body(nonce: u8) -> Vec<u8> {
    request(&[Item::Control(county::open(VILLAGE, &[COUNTY, VILLAGE], nonce).1)])
}

fn refused(code: &str) -> (u16, String) {
    (if code == "malformed" { 400 } else { 401 }, code.to_owned())
}

impl Served {
    /// How many items the county's office could read.
    async fn stored(&self) -> usize {
        self.feed(COUNTY, 0).await.entries.len()
    }

    /// Sends this, expects this code, and nothing stored.
    async fn refuses(&self, why: &str, lines: &str, body: &[u8], code: &str) {
        let before = self.stored().await;
        assert_eq!(self.send(PUSH.0, PUSH.1, Some(lines), body).await.code(), refused(code), "{why}");
        assert_eq!(self.stored().await, before, "{why}");
    }
}

#[tokio::test]
async fn only_an_enrolled_device_may_and_only_with_its_own_key() {
    let served = Served::start().await;
    let body = body(1);
    served.refuses("unsigned", "", &body, "not_enrolled").await;
    served.refuses("a bearer secret", "authorization: Bearer x\r\n", &body, "not_enrolled").await;
    let stranger = signed(&spare_device(VILLAGE, 5), PUSH.0, PUSH.1, &body);
    served.refuses("a stranger", &stranger, &body, "not_enrolled").await;
    let mut forged = head(&device(VILLAGE), PUSH.0, PUSH.1, &body);
    forged.signature.0[9] ^= 1;
    served.refuses("a bad signature", &lines(&forged), &body, "bad_signature").await;
    let mut in_anothers_name = head(&device(TOWNSHIP), PUSH.0, PUSH.1, &body);
    in_anothers_name.device = PublicKey::of(&device(VILLAGE)).device();
    served.refuses("another's key", &lines(&in_anothers_name), &body, "bad_signature").await;
    assert_eq!(served.ask(VILLAGE, PUSH.0, PUSH.1, &body).await.status, 200);
}

/// The keys for which lax verification takes one signature for every message.
#[tokio::test]
async fn a_key_of_small_order_is_let_in_nowhere() {
    let served = Served::start().await;
    served.push(COUNTY, &[Item::Control(county::invite(VILLAGE, 1))]).await;
    let first_byte = |byte: u8, last: u8| -> [u8; 32] {
        std::array::from_fn(|at| match at {
            0 => byte,
            31 => last,
            _ => 0,
        })
    };
    let minus_one: [u8; 32] = std::array::from_fn(|at| match at {
        0 => 0xec,
        31 => 0x7f,
        _ => 0xff,
    });
    let mut everything = [0; 64];
    everything[0] = 1;
    let good = claim_by(VILLAGE, 1, &spare_device(VILLAGE, 1));
    let ControlBody::Claim(good) = good.body else { panic!("a claim") };
    for weak in [first_byte(1, 0), first_byte(0, 0), first_byte(0, 0x80), first_byte(1, 0x80), minus_one] {
        let claim = Claim { device: PublicKey(weak), proof: Signature(everything), ..good.clone() };
        let control: Control = ControlBody::Claim(claim).sign(&invite_key(VILLAGE, 1));
        let answer = served.send("POST", "/v1/enrol", None, &Item::Control(control).encode()).await;
        assert_eq!(answer.code(), refused("bad_signature"));
        let mut asked = head(&device(VILLAGE), PUSH.0, PUSH.1, &body(1));
        asked.device = PublicKey(weak).device();
        asked.signature = Signature(everything);
        served.refuses("a weak key", &lines(&asked), &body(1), "not_enrolled").await;
    }
    let enrolled = signed(&device(VILLAGE), PUSH.0, PUSH.1, &body(1));
    let mut asked = head(&device(VILLAGE), PUSH.0, PUSH.1, &body(1));
    asked.signature = Signature(everything);
    served.refuses("a signature of small order", &lines(&asked), &body(1), "bad_signature").await;
    assert_eq!(served.send(PUSH.0, PUSH.1, Some(&enrolled), &body(1)).await.status, 200);
}

/// S and S plus the group's order verify alike under the lax rules.
#[tokio::test]
async fn a_signature_has_one_form() {
    const ORDER: [u8; 32] = [
        0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
    ];
    let served = Served::start().await;
    let mut asked = head(&device(VILLAGE), PUSH.0, PUSH.1, &body(1));
    let mut carry = 0;
    for (byte, add) in asked.signature.0[32..].iter_mut().zip(ORDER) {
        let sum = u16::from(*byte) + u16::from(add) + carry;
        (*byte, carry) = (sum.to_le_bytes()[0], sum >> 8);
    }
    served.refuses("a second form", &lines(&asked), &body(1), "bad_signature").await;
}

#[tokio::test]
async fn a_request_is_taken_once() {
    let served = Served::start().await;
    let first = head(&device(VILLAGE), PUSH.0, PUSH.1, &body(1));
    let bytes = text(PUSH.0, PUSH.1, Some(&lines(&first)), &body(1));
    assert_eq!(exchange(served.address(), &bytes).await.status, 200);
    let stored = served.stored().await;
    assert_eq!(exchange(served.address(), &bytes).await.code(), refused("replayed"), "byte for byte");
    assert_eq!(served.stored().await, stored);
    let again = RequestHead::sign(&device(VILLAGE), &county_key(), PUSH, &body(2), NOW_MS + 1_000, first.nonce);
    served.refuses("an old nonce for a new body", &lines(&again), &body(2), "replayed").await;
    let others = RequestHead::sign(&device(TOWNSHIP), &county_key(), PUSH, &request(&[]), NOW_MS, first.nonce);
    assert_eq!(served.send(PUSH.0, PUSH.1, Some(&lines(&others)), &request(&[])).await.status, 200);
    let feed = signed(&device(COUNTY), "GET", "/v1/feed", b"");
    assert_eq!(served.send("GET", "/v1/feed", Some(&feed), b"").await.status, 200);
    assert_eq!(served.send("GET", "/v1/feed", Some(&feed), b"").await.code(), refused("replayed"), "reads too");
}

#[tokio::test]
async fn what_is_refused_before_it_was_verified_uses_no_nonce_up() {
    let served = Served::start().await;
    let good = head(&device(VILLAGE), PUSH.0, PUSH.1, &body(1));
    let mut forged = good;
    forged.signature.0[0] ^= 1;
    served.refuses("forged", &lines(&forged), &body(1), "bad_signature").await;
    assert_eq!(served.send(PUSH.0, PUSH.1, Some(&lines(&good)), &body(1)).await.status, 200);
}

#[tokio::test]
async fn a_request_to_another_county_is_nothing_here() {
    let served = Served::start().await;
    let other = PublicKey::of(&SigningKey::from_bytes(&[77; 32]));
    let asked = RequestHead::sign(&device(VILLAGE), &other, PUSH, &body(1), NOW_MS, [1; 16]);
    served.refuses("another county's", &lines(&asked), &body(1), "bad_signature").await;
    let mut renamed = asked;
    renamed.county = county_key();
    served.refuses("another county's, renamed", &lines(&renamed), &body(1), "bad_signature").await;
}

#[tokio::test]
async fn nothing_that_was_signed_can_be_altered() {
    let served = Served::start().await;
    let by = device(VILLAGE);
    for (why, method, path) in [
        ("path", "POST", "/v1/feed"),
        ("query", "POST", "/v1/push?a"),
        ("method", "GET", "/v1/push"),
        ("method's case", "post", "/v1/push"),
        ("slashes", "POST", "//v1/push"),
    ] {
        served.refuses(why, &signed(&by, method, path, &body(1)), &body(1), "bad_signature").await;
    }
    let push = signed(&by, PUSH.0, PUSH.1, &body(1));
    let elsewhere = served.send("POST", "/v1/push?again", Some(&push), &body(1)).await;
    assert_eq!(elsewhere.code(), refused("bad_signature"));
    served.refuses("body", &push, &body(2), "bad_signature").await;
    served.refuses("no body", &signed(&by, PUSH.0, PUSH.1, &body(1)), b"", "bad_signature").await;
    let digest = |body: &[u8]| head(&by, PUSH.0, PUSH.1, body).headers()[2].1.clone();
    let swapped = signed(&by, PUSH.0, PUSH.1, &body(1)).replace(&digest(&body(1)), &digest(&body(2)));
    served.refuses("body and digest", &swapped, &body(2), "bad_signature").await;
    for (why, from, to) in [("time", "created=18", "created=19"), ("nonce", "nonce=\"AAA", "nonce=\"BAA")] {
        let altered = signed(&by, PUSH.0, PUSH.1, &body(1)).replace(from, to);
        served.refuses(why, &altered, &body(1), "bad_signature").await;
    }
}

#[tokio::test]
async fn headers_come_once_whole_and_in_their_one_spelling() {
    let served = Served::start().await;
    let good = || signed(&device(VILLAGE), PUSH.0, PUSH.1, &body(1));
    for name in ["signature-input: ", "signature: ", "content-digest: "] {
        let without: String = good().split_inclusive("\r\n").filter(|line| !line.starts_with(name)).collect();
        served.refuses("one is missing", &without, &body(1), "malformed").await;
        let lines = good();
        let line = lines.split_inclusive("\r\n").find(|line| line.starts_with(name)).unwrap();
        served.refuses("one comes twice", &format!("{lines}{line}"), &body(1), "malformed").await;
        served
            .refuses("one is long", &lines.replace(name, &format!("{name}{}", "x".repeat(500))), &body(1), "malformed")
            .await;
    }
    for (from, to) in
        [("tz=", "sig="), ("created=", "created=0"), (";alg=\"ed25519\"", ""), ("taizhang-1:", "taizhang-0:")]
    {
        served.refuses(to, &good().replace(from, to), &body(1), "malformed").await;
    }
    let old = format!("authorization: Taizhang1 {}\r\n", "x".repeat(100));
    served.refuses("the scheme of before", &old, &body(1), "not_enrolled").await;
    // Beyond what a head may hold at all, the connection's own bound answers.
    let huge = format!("{}x: {}\r\n", good(), "y".repeat(64 * 1024));
    assert_eq!(exchange(served.address(), &text(PUSH.0, PUSH.1, Some(&huge), &body(1))).await.status, 431);
}

#[tokio::test]
async fn a_request_is_good_for_five_minutes_on_either_side() {
    let served = Served::start().await;
    let window_ms = limits::CLOCK_WINDOW_MS;
    let made = |now_ms: i64| {
        let nonce = u128::try_from(now_ms).unwrap().to_be_bytes();
        lines(&RequestHead::sign(&device(VILLAGE), &county_key(), PUSH, &body(1), now_ms, nonce))
    };
    served.refuses("before the relay's start", &made(NOW_MS - 1), &body(1), "clock_skew").await;
    served.refuses("too far ahead", &made(NOW_MS + window_ms + 1_000), &body(1), "clock_skew").await;
    served.refuses("ten years behind", &made(NOW_MS - 315_360_000_000), &body(1), "clock_skew").await;
    assert_eq!(served.send(PUSH.0, PUSH.1, Some(&made(NOW_MS + window_ms)), &body(1)).await.status, 200);
    let late = made(NOW_MS);
    served.now_ms.fetch_add(window_ms + 1_000, Ordering::Relaxed);
    let answer = served.send(PUSH.0, PUSH.1, Some(&late), &body(1)).await;
    assert_eq!(answer.code(), refused("clock_skew"));
    let told: serde_json::Value = serde_json::from_slice(&answer.body).unwrap();
    assert_eq!(told["now_ms"], NOW_MS + window_ms + 1_000, "by which the device can correct itself");
    let corrected = made(told["now_ms"].as_i64().unwrap());
    assert_eq!(served.send(PUSH.0, PUSH.1, Some(&corrected), &body(1)).await.status, 200);
}
