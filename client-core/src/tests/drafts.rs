//! Drafts: kept, replaced, thrown away and listed on this device, and no business of the relay's.

use super::office::ledger;
use crate::engine::SyncPort as _;

#[test]
fn drafts_are_kept_replaced_thrown_away_and_never_sent() {
    let mut ledger = ledger(1);
    assert_eq!(ledger.draft("form/contact").unwrap(), None);
    ledger.keep_draft("form/contact", Some("{\"what\":\"路灯\"}"), 1).unwrap();
    ledger.keep_draft("form/act%", Some("一"), 2).unwrap();
    ledger.keep_draft("view/mine", Some("二"), 3).unwrap();
    ledger.keep_draft("form/contact", Some("{\"what\":\"路灯坏了\"}"), 4).unwrap();
    let kept = ledger.draft("form/contact").unwrap().expect("kept");
    assert_eq!((kept.body.as_str(), kept.at_ms), ("{\"what\":\"路灯坏了\"}", 4));
    let names = |ledger: &mut crate::Ledger, prefix: &str| -> Vec<String> {
        ledger.drafts(prefix).unwrap().into_iter().map(|draft| draft.name).collect()
    };
    assert_eq!(names(&mut ledger, "form/"), ["form/contact", "form/act%"]);
    assert_eq!(names(&mut ledger, "").len(), 3);
    assert!(names(&mut ledger, "%").is_empty());
    ledger.keep_draft("form/contact", None, 5).unwrap();
    ledger.keep_draft("form/contact", None, 6).unwrap();
    assert_eq!(names(&mut ledger, "form/"), ["form/act%"]);
    assert!(!ledger.start().unwrap().outbox_waiting);
}
