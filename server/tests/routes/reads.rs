//! A device that takes far more documents than a day's work needs is counted; that a new one reads everything once is
//! counted apart.

use taizhang_relay::log::{
    DAY_MS,
    conformance::county::{self, COUNTY, VILLAGE, device, envelope, spare_device},
};
use taizhang_wire::{Answer, Item};

use crate::served::{Served, case};

impl Served {
    /// Documents that the village and the county read.
    async fn cases(&self, nonces: std::ops::Range<u8>) {
        for nonce in nonces {
            let (doc, opening) = county::open(VILLAGE, &[COUNTY, VILLAGE], nonce);
            let answers = self.push(VILLAGE, &[Item::Control(opening), envelope(VILLAGE, doc, 1, &[])]).await;
            assert_eq!(answers, [Answer::Stored, Answer::Stored]);
        }
    }

    /// How often a new device was seeded, and how often a device was given much.
    async fn told(&self) -> [u32; 2] {
        let text = self.metrics().await;
        ["seedings", "bulk_reads"].map(|name| {
            let start = format!("taizhang_relay_{name}_total ");
            text.lines().find_map(|line| line.strip_prefix(&start)).unwrap().parse().unwrap()
        })
    }
}

#[tokio::test]
async fn a_device_that_takes_much_is_noticed_and_its_first_reading_is_not() {
    let served = Served::start_with(|config| config.documents_per_day = 5).await;
    served.cases(1..9).await;
    let next = served.feed(COUNTY, 0).await.next;
    assert_eq!(served.told().await, [1, 0], "all at once, the first time");
    served.feed(COUNTY, next).await;
    served.feed(COUNTY, 0).await;
    assert_eq!(served.told().await, [1, 1]);
    served.feed(COUNTY, 0).await;
    assert_eq!(served.told().await, [1, 1], "once for the same");
    let again = served.ask(COUNTY, "GET", "/v1/feed", b"").await;
    assert_eq!((again.status, served.told().await), (200, [1, 1]), "it is an alert and no bar");

    served.now_ms.fetch_add(DAY_MS, std::sync::atomic::Ordering::Relaxed);
    served.cases(9..13).await;
    served.feed(COUNTY, next).await;
    assert_eq!(served.told().await, [1, 1], "a day's work on another day");
    served.feed(COUNTY, 0).await;
    assert_eq!(served.told().await, [1, 2]);
}

#[tokio::test]
async fn a_relay_that_starts_again_knows_who_is_not_new() {
    let served = Served::start_with(|config| config.documents_per_day = 5).await;
    served.feed(COUNTY, 0).await;
    served.cases(1..9).await;
    let served = served.restart_with(|config| config.documents_per_day = 5).await;
    served.feed(COUNTY, 0).await;
    assert_eq!(served.told().await, [0, 1]);
    // A second device of the same office is new.
    for record in [county::invite(COUNTY, 1), county::claim(COUNTY, 1)] {
        served.push(COUNTY, &[Item::Control(record)]).await;
    }
    assert_eq!(served.ask_as(&spare_device(COUNTY, 1), "GET", "/v1/feed", b"").await.status, 200);
    assert_eq!(served.told().await, [1, 1]);
}

#[tokio::test]
async fn a_document_by_itself_counts_too() {
    let served = Served::start_with(|config| config.documents_per_day = 1).await;
    let doc = case(&served, 1).await;
    served.cases(2..4).await;
    served.feed(COUNTY, 0).await;
    assert_eq!(served.told().await, [1, 0]);
    let items = async |doc| served.ask_as(&device(COUNTY), "GET", &format!("/v1/docs/{doc}/items"), b"").await.status;
    assert_eq!((items(doc).await, items(doc).await, served.told().await), (200, 200, [1, 0]));
    let (other, _) = county::open(VILLAGE, &[COUNTY, VILLAGE], 2);
    assert_eq!((items(other).await, served.told().await), (200, [1, 1]));
}
