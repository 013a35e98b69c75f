//! A device that stays away is not let in again, unless somebody renews it.

use std::sync::atomic::Ordering;

use taizhang_relay::log::{
    DAY_MS,
    conformance::county::{COUNTY, NOW_MS, TOWNSHIP, VILLAGE, authority, device},
};
use taizhang_wire::{Answer, ControlBody, GRANT_UNTIL, Item, PublicKey, Renewal};

use crate::served::Served;

impl Served {
    fn pass_days(&self, days: i64) {
        self.now_ms.fetch_add(days * DAY_MS, Ordering::Relaxed);
    }

    /// The days from the start until which a device is told that it is let in.
    async fn days_left(&self, office: usize) -> i64 {
        let answer = self.ask(office, "GET", "/v1/feed", b"").await;
        let told = answer.head.lines().find_map(|line| line.strip_prefix(&format!("{GRANT_UNTIL}: ")));
        let until_s: i64 = told.unwrap_or_else(|| panic!("{answer:?}")).parse().unwrap();
        (until_s * 1_000 - NOW_MS) / DAY_MS
    }

    async fn is_expired(&self, office: usize) -> bool {
        let answer = self.ask(office, "GET", "/v1/feed", b"").await;
        answer.status != 200 && answer.code() == (403, "grant_expired".into())
    }
}

#[tokio::test]
async fn who_stays_away_for_too_long_is_not_let_in_again() {
    let served = Served::start_with(|config| config.grant_days = 10).await;
    assert_eq!(served.days_left(VILLAGE).await, 10);
    served.pass_days(10);
    assert_eq!(served.days_left(TOWNSHIP).await, 20, "coming renews it");
    assert_eq!(served.days_left(COUNTY).await, 20);
    served.now_ms.fetch_add(1, Ordering::Relaxed);
    assert!(served.is_expired(VILLAGE).await);
    assert!(served.is_expired(VILLAGE).await, "asking is not coming");
    assert!(!served.is_expired(TOWNSHIP).await);

    let renew = |days: i64| {
        let device = PublicKey::of(&device(VILLAGE)).device();
        let renewal = Renewal { device, until_ms: NOW_MS + days * DAY_MS, made_at_ms: 2 };
        Item::Control(ControlBody::Renewal(renewal).sign(&authority()))
    };
    assert_eq!(served.push(COUNTY, &[renew(11)]).await, [Answer::Stored]);
    assert_eq!(served.days_left(VILLAGE).await, 20, "it came in time, and goes on from there");
}

#[tokio::test]
async fn a_relay_that_starts_again_remembers_who_came() {
    let served = Served::start().await;
    served.pass_days(50);
    assert_eq!(served.days_left(COUNTY).await, 140);
    let served = served.restart().await;
    served.pass_days(41);
    assert!(served.is_expired(VILLAGE).await, "the village came 91 days ago");
    assert!(!served.is_expired(COUNTY).await);
}
