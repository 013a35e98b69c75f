//! A relay that withholds, replays, reorders, forks, or goes back behind what it said. Nobody can keep it from that; each is
//! noticed and named, what is good stays as it is, and what the relay mends is no finding any more. An honest relay is never
//! accused: the simulator asks that after every page of every seed.

use serde_json::json;
use taizhang_client::{Place, Receipt, Receipts, RelayFault, RelayFinding};
use taizhang_hostile::{Device, Relay, Scene, act_body, at};
use taizhang_model::CaseId;
use taizhang_wire::{ChangeHash, Epoch, FeedPage, Item};

fn note(device: &mut Device, minute: i64, case: CaseId, text: &str) -> ChangeHash {
    device.ledger.act(at(minute), case, act_body("note", json!({"text": text})), None).expect("noted");
    heads(device, case)[0]
}

fn heads(device: &mut Device, case: CaseId) -> Vec<ChangeHash> {
    device.ledger.heads().expect("heads").remove(&case).expect("it is here")
}

fn notes(device: &mut Device, case: CaseId) -> u32 {
    device.ledger.view(case).expect("a view").notes
}

fn findings(device: &mut Device) -> Vec<RelayFinding> {
    device.ledger.findings().expect("read")
}

fn found(device: &mut Device) -> Vec<RelayFault> {
    findings(device).iter().map(|finding| finding.code).collect()
}

/// The page without a change.
fn without(mut page: FeedPage, change: ChangeHash) -> FeedPage {
    page.entries.retain(|entry| match Item::decode(&entry.item) {
        Ok(Item::Envelope(envelope)) => envelope.attestation.hash != change,
        _ => true,
    });
    page
}

fn take(device: &mut Device, page: &FeedPage) -> bool {
    !device.ledger.receive(0, page).expect("a page is always heard").refused
}

#[test]
fn an_honest_relay_is_not_accused() {
    let mut scene = Scene::new();
    let case = scene.case;
    let mut relay = Relay::settled(&mut scene);
    for round in 0..3 {
        // Two devices of one office and one of another write without having heard of each other.
        for device in [&mut scene.all.town, &mut scene.all.mallory, &mut scene.all.village] {
            note(device, 60 + round, case, "同时所记");
        }
        for device in [&mut scene.all.town, &mut scene.all.mallory, &mut scene.all.village, &mut scene.all.county] {
            relay.sync(device);
        }
    }
    for device in [&mut scene.all.town, &mut scene.all.mallory, &mut scene.all.village, &mut scene.all.county] {
        relay.pull(device);
        assert_eq!(findings(device), []);
        assert_eq!(notes(device, case), 9);
    }
}

#[test]
fn a_change_that_is_withheld_from_an_office_is_named_once_another_builds_on_it() {
    let mut scene = Scene::new();
    let case = scene.case;
    let mut relay = Relay::settled(&mut scene);
    let kept_back = note(&mut scene.all.village, 60, case, "被扣下");
    note(&mut scene.all.village, 61, case, "其后");
    relay.sync(&mut scene.all.village);

    let town = &mut scene.all.town;
    let page = without(relay.page_for(town), kept_back);
    assert!(take(town, &page), "a page may leave something out: positions have gaps");
    let whole = relay.doc(case);
    for times in 1..=2 {
        assert_eq!(findings(town), [], "a reading that began before says nothing");
        town.ledger.receive_doc(0, case, &without(whole.clone(), kept_back)).expect("taken");
        assert_eq!(found(town).len(), times - 1);
    }
    let [finding] = <[RelayFinding; 1]>::try_from(findings(town)).expect("one");
    assert_eq!(finding.code, RelayFault::WithheldPredecessor);
    assert_eq!((finding.case, finding.change), (Some(case), Some(kept_back)));
    assert_eq!(notes(town, case), 0, "what is here is whole");

    // It is given after all.
    town.ledger.receive_doc(0, case, &whole).expect("taken");
    assert_eq!(notes(town, case), 2);
    relay.pull(town);
    assert_eq!(findings(town), []);
}

#[test]
fn a_change_of_ours_that_the_relay_took_has_to_come_back() {
    let mut scene = Scene::new();
    let case = scene.case;
    let mut relay = Relay::settled(&mut scene);
    let town = &mut scene.all.town;
    let ours = note(town, 60, case, "我方所记");
    relay.push(town);
    let before = relay.page_for(town);
    let nothing = FeedPage { entries: Vec::new(), next: before.next - 1, ..before.clone() };
    assert!(take(town, &nothing));
    assert_eq!(findings(town), [], "this reading may have begun before the relay answered");
    assert!(take(town, &nothing));
    let [finding] = <[RelayFinding; 1]>::try_from(findings(town)).expect("one");
    assert_eq!((finding.code, finding.case, finding.change), (RelayFault::NotReturned, Some(case), Some(ours)));
    // A person has seen it: it is named again while it still holds.
    assert_eq!(town.ledger.findings_seen().expect("written"), 1);
    assert!(take(town, &nothing));
    assert_eq!(found(town), [RelayFault::NotReturned]);

    assert!(take(town, &before), "it is shown after all");
    assert_eq!(findings(town), []);
    assert_eq!(notes(town, case), 1);
}

#[test]
fn a_page_that_does_not_follow_is_not_taken() {
    let mut scene = Scene::new();
    let case = scene.case;
    let mut relay = Relay::settled(&mut scene);
    note(&mut scene.all.village, 60, case, "一");
    note(&mut scene.all.village, 61, case, "二");
    let town = &mut scene.all.town;
    relay.push(&mut scene.all.village);
    let (cursor, shown) = (town.ledger.status().expect("status").cursor, heads(town, case));
    let honest = relay.page_for(town);

    let mut old = relay.page(0);
    old.next = honest.next;
    let mut reordered = honest.clone();
    reordered.entries.reverse();
    let mut twice = honest.clone();
    twice.entries[1].position = twice.entries[0].position;
    let mut beyond = honest.clone();
    beyond.next -= 1;
    let cases = [
        (old, RelayFault::Replayed),
        (reordered, RelayFault::PageDisordered),
        (twice, RelayFault::PageDisordered),
        (beyond, RelayFault::PageDisordered),
    ];
    for (page, fault) in cases {
        assert!(!take(town, &page), "{fault:?}");
        assert_eq!(found(town), [fault]);
        assert_eq!(town.ledger.status().expect("status").cursor, cursor, "it did not move");
        assert_eq!(heads(town, case), shown);
        assert_eq!(town.ledger.findings_seen().expect("written"), 1);
    }
    assert!(take(town, &honest));
    assert_eq!(notes(town, case), 2);
    assert_eq!(findings(town), []);
}

#[test]
fn a_log_that_goes_back_says_so_or_is_named() {
    let mut scene = Scene::new();
    let case = scene.case;
    let relay = Relay::settled(&mut scene);
    let town = &mut scene.all.town;
    let shown = heads(town, case);
    let whole = relay.page(0);
    let anew = |epoch: u8| FeedPage { epoch: Epoch([epoch; 16]), ..whole.clone() };
    assert!(take(town, &anew(8)));
    assert_eq!(findings(town), [], "a relay that was restored says so by a new epoch");
    assert!(town.ledger.status().expect("status").relay_began_anew_ms.is_some());

    let mut shorter = anew(8);
    shorter.entries.pop();
    shorter.next -= 1;
    assert!(take(town, &shorter));
    assert_eq!(found(town), [RelayFault::WentBack]);
    assert!(take(town, &anew(9)));
    assert!(take(town, &anew(8)));
    assert_eq!(found(town), [RelayFault::WentBack, RelayFault::EpochCameBack]);
    assert_eq!(heads(town, case), shown);
}

/// Two devices of the township are shown different histories. What the second writes tells the first.
#[test]
fn two_histories_for_one_office_are_named_when_they_meet() {
    for second_was_shown_it in [false, true] {
        let mut scene = Scene::new();
        let case = scene.case;
        let mut relay = Relay::settled(&mut scene);
        let kept_back = note(&mut scene.all.village, 60, case, "一处可见");
        relay.sync(&mut scene.all.village);
        let (town, second) = (&mut scene.all.town, &mut scene.all.mallory);
        relay.pull(town);
        let page = relay.page_for(second);
        let page = if second_was_shown_it { page } else { without(page, kept_back) };
        assert!(take(second, &page));
        note(second, 61, case, "另一处所记");
        relay.push(second);
        relay.pull(town);
        assert_eq!(notes(town, case), 2, "what each wrote is there");
        if second_was_shown_it {
            assert_eq!(findings(town), []);
            continue;
        }
        let [finding] = <[RelayFinding; 1]>::try_from(findings(town)).expect("one");
        assert_eq!((finding.code, finding.case, finding.change), (RelayFault::Forked, Some(case), Some(kept_back)));
        assert_eq!(finding.device, Some(second.ledger.identity().device()));
        assert_eq!(finding.office, Some(scene.all.offices[1]));
        // What happened stays until somebody has seen it, even if the relay gives all to all afterwards.
        assert!(take(&mut scene.all.mallory, &relay.page(0)) || !found(&mut scene.all.mallory).is_empty());
        relay.pull(&mut scene.all.town);
        assert_eq!(found(&mut scene.all.town), [RelayFault::Forked]);
        scene.all.town.ledger.findings_seen().expect("written");
        relay.pull(&mut scene.all.town);
        assert_eq!(findings(&mut scene.all.town), []);
    }
}

/// The village asks which offices have its edit. The relay says that it stands in the township's feed; a device there signed to
/// have read further, and had not seen it.
#[test]
fn what_the_relay_says_of_another_office_is_held_against_what_its_devices_say() {
    for was_shown in [false, true] {
        let mut scene = Scene::new();
        let case = scene.case;
        let mut relay = Relay::settled(&mut scene);
        let edit = note(&mut scene.all.village, 60, case, "送达与否");
        relay.sync(&mut scene.all.village);
        let town = &mut scene.all.town;
        let page = relay.page_for(town);
        let until = page.next;
        assert!(take(town, &if was_shown { page } else { without(page, edit) }));
        note(town, 61, case, "镇里所记");
        relay.push(town);
        relay.pull(&mut scene.all.village);

        let office = scene.all.offices[1];
        let receipt =
            |position| Receipt { change: edit, offices: vec![office], places: vec![Place { office, position }] };
        let mut ask = |epoch: u8, position| {
            let said = Receipts { epoch: Epoch([epoch; 16]), receipts: vec![receipt(position)] };
            scene.all.village.ledger.delivery(0, case, &said).expect("told")
        };
        assert_eq!(ask(8, until).findings, [], "another epoch's positions say nothing");
        assert_eq!(ask(7, until + 1).findings, [], "it came after the device had read");
        let delivery = ask(7, until);
        let line = delivery.edits.iter().find(|line| line.hash == edit).expect("its own edit");
        assert_eq!((line.at_relay, line.offices.as_slice()), (true, &[office][..]));
        assert!(delivery.edits.iter().any(|line| !line.at_relay));
        assert_eq!(delivery.readers.len(), 3);
        let found: Vec<_> = delivery.findings.iter().map(|found| (found.code, found.change, found.office)).collect();
        let expected = (RelayFault::WithheldFrom, Some(edit), Some(office));
        assert_eq!(found, if was_shown { vec![] } else { vec![expected] });
    }
}

/// Who has not read to the end says nothing of what it has read, and who writes beside another is not told from a fork.
#[test]
fn who_had_not_read_on_accuses_nobody() {
    let mut scene = Scene::new();
    let case = scene.case;
    let mut relay = Relay::settled(&mut scene);
    note(&mut scene.all.village, 60, case, "一");
    note(&mut scene.all.village, 61, case, "二");
    relay.sync(&mut scene.all.village);
    let (town, second) = (&mut scene.all.town, &mut scene.all.mallory);
    relay.pull(town);
    let mut half = relay.page_for(second);
    half.entries.pop();
    half.next -= 1;
    half.more = true;
    assert!(take(second, &half));
    note(second, 62, case, "读到一半");
    relay.push(second);
    relay.pull(town);
    assert_eq!(notes(town, case), 3);
    assert_eq!(findings(town), []);
}
