//! What every log must do, whatever it is stored in. A backend's own tests call [`run`], and say nothing of this again.

use std::collections::BTreeMap;

use ed25519_dalek::SigningKey;
use taizhang_wire::{
    ActorId, Answer, Attestation, Code, Control, Cursor, DocId, Envelope, Epoch, Incarnation, Item, PublicKey, limits,
};

use super::{Caller, Log};
use crate::Error;

pub mod county;
mod doors;

use county::{
    COUNTY, NOW_MS, OTHER, TOWNSHIP, VILLAGE, attest, audience, caller, claim, directory, envelope, envelope_as, feed,
    feed_of, hash, invite, office, office_record, open, push, refused, revoke, set_up, snapshot, spare_device, store,
};

/// Runs everything. `make` gives an empty log each time, of [`county::authority`]'s county and in [`county::EPOCH`].
///
/// # Panics
/// Where the log does not do what it must.
pub fn run(mut make: impl FnMut() -> Box<dyn Log>) {
    let scenarios: &[fn(&mut dyn Log)] = &[
        a_county_is_set_up_once_and_by_its_authority,
        a_device_comes_in_by_its_code_and_once,
        a_stranger_and_a_revoked_device_bring_nothing,
        the_directory_reaches_every_office_in_order,
        the_directory_is_read_by_itself,
        one_bad_item_never_harms_its_neighbours,
        a_change_is_taken_once_and_in_order,
        a_newcomers_first_words_may_come_with_its_claim,
        an_unknown_document_and_another_offices_look_alike,
        a_feed_is_read_page_by_page,
        an_audience_grows_and_shrinks,
        an_audience_changes_by_right_only,
        a_snapshot_takes_the_place_of_what_it_covers,
        a_snapshot_that_covers_less_changes_nothing,
        a_relay_that_lost_a_week_takes_it_back_as_a_snapshot,
        what_is_not_committed_leaves_no_trace,
        a_new_epoch_voids_cursors_and_keeps_items,
        receipts_say_who_has_read_what,
    ];
    for scenario in scenarios.iter().chain(doors::SCENARIOS) {
        scenario(&mut *make());
    }
}

/// A document of the village that its township and county read too, with `changes` changes of the village.
fn case(log: &mut dyn Log, nonce: u8, changes: u64) -> DocId {
    let (doc, control) = open(VILLAGE, &[COUNTY, TOWNSHIP, VILLAGE], nonce);
    store(log, caller(VILLAGE), &Item::Control(control));
    for seq in 1..=changes {
        store(log, caller(VILLAGE), &envelope(VILLAGE, doc, seq, &before(seq)));
    }
    doc
}

fn before(seq: u64) -> Vec<taizhang_wire::ChangeHash> {
    (seq > 1).then(|| hash(VILLAGE, seq - 1)).into_iter().collect()
}

fn a_county_is_set_up_once_and_by_its_authority(log: &mut dyn Log) {
    let items: Vec<_> = directory().into_iter().map(Item::Control).collect();
    let all_refused = |answers: Vec<Answer>| answers.iter().all(|answer| *answer == refused(Code::NotFound));
    let mut forged = items.clone();
    if let Item::Control(record) = &mut forged[3] {
        record.signature.0[0] ^= 1;
    }
    assert!(all_refused(push(log, Caller::Bootstrap, &forged)));
    assert!(all_refused(push(log, Caller::Bootstrap, &items[5..])), "what it builds on is not there");
    assert_eq!(log.grants().offices().count(), 0, "all or none");
    assert!(push(log, Caller::Bootstrap, &items).iter().all(|answer| *answer == Answer::Stored));
    assert_eq!(log.grants().devices().count(), 4);
    assert!(all_refused(push(log, Caller::Bootstrap, &items)));
    assert!(push(log, caller(COUNTY), &items).iter().all(|answer| *answer == Answer::Held));
}

fn a_device_comes_in_by_its_code_and_once(log: &mut dyn Log) {
    set_up(log);
    let enrol = |log: &mut dyn Log, control| push(log, Caller::Enrolment, &[Item::Control(control)]);
    assert_eq!(enrol(log, claim(VILLAGE, 1)), [refused(Code::CodeUnknown)]);
    assert_eq!(enrol(log, invite(VILLAGE, 1)), [refused(Code::NotAllowed)]);
    store(log, caller(COUNTY), &Item::Control(invite(VILLAGE, 1)));
    assert_eq!(enrol(log, claim(VILLAGE, 1)), [Answer::Stored]);
    assert_eq!(enrol(log, claim(VILLAGE, 1)), [Answer::Held], "its first answer was lost on the way");
    let thief = county::claim_by(VILLAGE, 1, &spare_device(OTHER, 2));
    assert_eq!(enrol(log, thief.clone()), [refused(Code::CodeUsed)]);
    assert_eq!(push(log, caller(OTHER), &[Item::Control(thief)]), [refused(Code::CodeUsed)]);
    let doc = open(VILLAGE, &[VILLAGE], 1).1;
    assert_eq!(enrol(log, doc), [refused(Code::NotAllowed)]);
    let doc = case(log, 2, 0);
    let change = envelope(VILLAGE, doc, 1, &[]);
    assert_eq!(push(log, Caller::Enrolment, &[change]), [refused(Code::NotEnrolled)]);
}

fn a_stranger_and_a_revoked_device_bring_nothing(log: &mut dyn Log) {
    set_up(log);
    let doc = case(log, 1, 1);
    let stranger = Caller::Device(taizhang_model::DeviceId([9; 16]));
    let second = envelope(VILLAGE, doc, 2, &[hash(VILLAGE, 1)]);
    assert_eq!(push(log, stranger, std::slice::from_ref(&second)), [refused(Code::NotEnrolled)]);
    store(log, caller(COUNTY), &Item::Control(revoke(VILLAGE)));
    assert_eq!(push(log, caller(VILLAGE), std::slice::from_ref(&second)), [refused(Code::Revoked)]);
    assert_eq!(push(log, caller(TOWNSHIP), &[second]), [refused(Code::Revoked)], "nor by others");
    let mut theirs = attest(VILLAGE, doc, 3, hash(VILLAGE, 3));
    theirs.actor = taizhang_wire::ActorId([8; 24]);
    let Item::Envelope(mut unknown) = envelope(VILLAGE, doc, 3, &[]) else { unreachable!("it makes envelopes") };
    unknown.attestation = theirs;
    assert_eq!(push(log, caller(TOWNSHIP), &[Item::Envelope(unknown)]), [refused(Code::NotEnrolled)]);
    let outsider = envelope(OTHER, doc, 1, &[]);
    assert_eq!(push(log, caller(TOWNSHIP), &[outsider]), [refused(Code::NotInAudience)]);
}

fn the_directory_reaches_every_office_in_order(log: &mut dyn Log) {
    set_up(log);
    let all: Vec<_> = directory().into_iter().map(Item::Control).collect();
    for index in COUNTY..=OTHER {
        let entries = feed(log, index, 0);
        assert_eq!(entries.iter().map(|(_, item)| item.clone()).collect::<Vec<_>>(), all);
        assert!(entries.iter().enumerate().all(|(at, (position, _))| *position == at as u64 + 1));
    }
    let newcomer = office_record(4, Some(COUNTY), 1);
    store(log, caller(COUNTY), &Item::Control(newcomer.clone()));
    assert_eq!(feed(log, 4, 0).len(), all.len() + 1);
    assert_eq!(feed(log, VILLAGE, all.len() as u64), [(all.len() as u64 + 1, Item::Control(newcomer))]);
    store(log, caller(COUNTY), &Item::Control(office_record(4, Some(TOWNSHIP), 2)));
    assert_eq!(feed(log, 4, 0).len(), all.len() + 2, "a new revision opens no new feed");
    assert_eq!(push(log, caller(COUNTY), &[Item::Control(office_record(4, None, 1))]), [Answer::Held]);
    let orphan = office_record(6, Some(5), 1);
    assert_eq!(push(log, caller(COUNTY), &[Item::Control(orphan)]), [refused(Code::UnknownReference)]);
}

fn the_directory_is_read_by_itself(log: &mut dyn Log) {
    set_up(log);
    case(log, 1, 2);
    store(log, caller(COUNTY), &Item::Control(invite(VILLAGE, 1)));
    case(log, 2, 0);
    store(log, caller(COUNTY), &Item::Control(claim(VILLAGE, 1)));
    store(log, caller(COUNTY), &Item::Control(office_record(4, Some(COUNTY), 1)));
    let read = |index, after, items| log.directory(office(index), after, items, usize::MAX).expect("the storage works");
    for index in [COUNTY, VILLAGE, OTHER, 4] {
        let of_no_document =
            |(_, item): &(u64, Item)| matches!(item, Item::Control(control) if control.doc().is_none());
        let fed: Vec<_> = feed(log, index, 0).into_iter().filter(of_no_document).collect();
        assert_eq!(fed.len(), directory().len() + 3);
        let (mut seen, mut after) = (Vec::new(), 0);
        loop {
            let page = read(index, after, 4);
            assert!((1..=4).contains(&page.entries.len()) && page.epoch == county::EPOCH);
            let decoded = |item: &[u8]| Item::decode(item).expect("it was checked");
            seen.extend(page.entries.iter().map(|entry| (entry.position, decoded(&entry.item))));
            after = page.next;
            if !page.more {
                break;
            }
        }
        assert_eq!(seen, fed, "each where it stands in the office's own feed");
        let end = read(index, after, 4);
        assert_eq!((end.entries.len(), end.next, end.more), (0, after, false));
        assert_eq!(read(index, u64::MAX, 4).entries.len(), 0);
    }
    let tight = log.directory(office(COUNTY), 0, 100, 1).expect("the storage works");
    assert_eq!((tight.entries.len(), tight.more), (1, true), "one entry always comes");
    assert_eq!(read(9, 0, 100).entries.len(), 0, "an office that there is not has none");
    assert!(log.cursors().furthest().is_empty(), "nobody has read anything of the feed");
}

fn one_bad_item_never_harms_its_neighbours(log: &mut dyn Log) {
    set_up(log);
    let doc = case(log, 1, 0);
    let good = [envelope(VILLAGE, doc, 1, &[]).encode(), envelope(VILLAGE, doc, 2, &[hash(VILLAGE, 1)]).encode()];
    let mut flipped = envelope(VILLAGE, doc, 3, &[]).encode();
    *flipped.last_mut().expect("it has bytes") ^= 1;
    let mut forged = envelope(VILLAGE, doc, 3, &[]);
    if let Item::Envelope(envelope) = &mut forged {
        envelope.attestation.signature.0[1] ^= 1;
    }
    let newer = envelope(VILLAGE, doc, 3, &[]).encode_as(taizhang_wire::VERSION_MAX + 1);
    let items: Vec<&[u8]> = vec![&good[0], &[], &[1, 2, 3], &newer, &good[1]];
    let answers = log.append(caller(VILLAGE), NOW_MS, &items).expect("the storage works");
    log.commit().expect("the storage works");
    let expected =
        [Answer::Stored, refused(Code::Malformed), refused(Code::Malformed), refused(Code::UnsupportedVersion)];
    assert_eq!(answers[..4], expected);
    assert_eq!(answers[4], Answer::Stored);
    assert_eq!(push(log, caller(VILLAGE), &[forged]), [refused(Code::BadSignature)]);
    assert_eq!(feed_of(log, TOWNSHIP, doc).len(), 3);
}

fn a_change_is_taken_once_and_in_order(log: &mut dyn Log) {
    set_up(log);
    let doc = case(log, 1, 2);
    let second = envelope(VILLAGE, doc, 2, &[hash(VILLAGE, 1)]);
    assert_eq!(push(log, caller(VILLAGE), std::slice::from_ref(&second)), [Answer::Held]);
    assert_eq!(push(log, caller(TOWNSHIP), &[second.clone(), second]), [Answer::Held, Answer::Held]);
    let fork = envelope_as(VILLAGE, doc, 2, hash(9, 9), &[hash(VILLAGE, 1)]);
    let holder = Answer::Refused { code: Code::Fork, hashes: vec![hash(VILLAGE, 2)] };
    assert_eq!(push(log, caller(VILLAGE), &[fork]), [holder]);
    let early = envelope(VILLAGE, doc, 4, &[hash(VILLAGE, 2), hash(VILLAGE, 3)]);
    let missing = Answer::Refused { code: Code::MissingDeps, hashes: vec![hash(VILLAGE, 3)] };
    assert_eq!(push(log, caller(VILLAGE), &[early]), [missing]);
    let gap = envelope(VILLAGE, doc, 4, &[hash(VILLAGE, 2)]);
    assert_eq!(push(log, caller(VILLAGE), &[gap]), [refused(Code::SeqGap)]);
    let other = case(log, 2, 0);
    let foreign = envelope(TOWNSHIP, other, 1, &[hash(VILLAGE, 1)]);
    let missing = Answer::Refused { code: Code::MissingDeps, hashes: vec![hash(VILLAGE, 1)] };
    assert_eq!(push(log, caller(TOWNSHIP), &[foreign]), [missing], "another document's changes do not count");
    let batch = [envelope(VILLAGE, doc, 3, &[hash(VILLAGE, 2)]), envelope(TOWNSHIP, doc, 1, &[hash(VILLAGE, 3)])];
    assert_eq!(push(log, caller(TOWNSHIP), &batch), [Answer::Stored, Answer::Stored], "a batch builds on itself");
    let (_, reopened) = open(VILLAGE, &[COUNTY, TOWNSHIP, VILLAGE], 1);
    assert_eq!(push(log, caller(COUNTY), &[Item::Control(reopened)]), [Answer::Held]);
}

fn a_newcomers_first_words_may_come_with_its_claim(log: &mut dyn Log) {
    set_up(log);
    let doc = case(log, 1, 0);
    let newcomer = spare_device(VILLAGE, 1);
    let actor = ActorId::new(PublicKey::of(&newcomer).device(), Incarnation([1; 8]));
    let word = |key: &SigningKey, seq| {
        let attestation = Attestation::sign(key, doc, actor, seq, hash(8, seq));
        Item::Envelope(Envelope { doc, attestation, deps: Vec::new(), key_id: 0, payload: vec![1] })
    };
    let items = [
        word(&newcomer, 1),
        Item::Control(invite(VILLAGE, 1)),
        Item::Control(claim(VILLAGE, 1)),
        word(&spare_device(OTHER, 1), 1),
        word(&newcomer, 1),
    ];
    let expected =
        [refused(Code::NotEnrolled), Answer::Stored, Answer::Stored, refused(Code::BadSignature), Answer::Stored];
    assert_eq!(push(log, caller(TOWNSHIP), &items), expected);
}

fn an_unknown_document_and_another_offices_look_alike(log: &mut dyn Log) {
    set_up(log);
    let doc = case(log, 1, 1);
    let unknown = DocId::from_hash(&[0x55; 32]);
    for id in [doc, unknown] {
        let change = envelope(OTHER, id, 1, &[]);
        assert_eq!(push(log, caller(OTHER), &[change]), [refused(Code::UnknownDocument)]);
        assert_eq!(push(log, caller(OTHER), &[snapshot(id, &[(VILLAGE, 1)])]), [refused(Code::UnknownDocument)]);
        let withdraw = audience(OTHER, id, open(VILLAGE, &[VILLAGE], 1).1.id(), &[], &[COUNTY]);
        assert_eq!(push(log, caller(OTHER), &[Item::Control(withdraw)]), [refused(Code::UnknownDocument)]);
        assert!(matches!(log.doc_items(office(OTHER), id, 0), Err(Error::NotFound)));
        assert!(matches!(log.receipts(office(OTHER), id), Err(Error::NotFound)));
    }
    assert!(feed_of(log, OTHER, doc).is_empty());
    assert_eq!(log.doc_items(office(TOWNSHIP), doc, 0).expect("it is theirs").entries.len(), 2);
}

fn a_feed_is_read_page_by_page(log: &mut dyn Log) {
    set_up(log);
    let start = log.head(office(COUNTY)).expect("the storage works");
    case(log, 1, 9);
    let head = log.head(office(COUNTY)).expect("the storage works");
    assert_eq!(head, start + 10);
    let read = |after, items, bytes| {
        let cursor = Some(Cursor { epoch: county::EPOCH, after });
        log.page(office(COUNTY), cursor, items, bytes).expect("the storage works")
    };
    let mut after = start;
    let mut seen = Vec::new();
    loop {
        let page = read(after, 4, usize::MAX);
        assert!(page.entries.len() <= 4 && page.entries.last().is_some_and(|last| last.position == page.next));
        seen.extend(page.entries.iter().map(|entry| entry.position));
        after = page.next;
        if !page.more {
            break;
        }
    }
    assert_eq!(seen, (start + 1..=head).collect::<Vec<_>>());
    let idle = read(head, 4, usize::MAX);
    assert_eq!((idle.entries.len(), idle.next, idle.more), (0, head, false));
    let tight = read(start, 100, 1);
    assert_eq!((tight.entries.len(), tight.more), (1, true), "one entry always comes");
    let whole = read(0, 100, usize::MAX);
    assert_eq!(read(head + 1, 100, usize::MAX), whole, "a place beyond the end is none");
    let cursor = Some(Cursor { epoch: Epoch([1; 16]), after: head });
    assert_eq!(log.page(office(COUNTY), cursor, 100, usize::MAX).expect("the storage works"), whole);
    assert_eq!(log.page(office(COUNTY), None, 100, usize::MAX).expect("the storage works"), whole);
    let nobody = log.page(office(9), None, 100, usize::MAX).expect("the storage works");
    assert_eq!((nobody.entries.len(), nobody.next), (0, 0));
}

fn an_audience_grows_and_shrinks(log: &mut dyn Log) {
    set_up(log);
    let doc = case(log, 1, 3);
    let (_, opening) = open(VILLAGE, &[COUNTY, TOWNSHIP, VILLAGE], 1);
    let first = audience(TOWNSHIP, doc, opening.id(), &[OTHER], &[COUNTY]);
    let (others, countys) = (log.head(office(OTHER)), log.head(office(COUNTY)));
    store(log, caller(TOWNSHIP), &Item::Control(first.clone()));
    assert_eq!(push(log, caller(TOWNSHIP), &[Item::Control(first.clone())]), [Answer::Held]);
    let joined = feed(log, OTHER, others.expect("the storage works"));
    assert_eq!(joined.len(), 5, "the opening, the record itself, three changes");
    assert_eq!(joined[0].1, Item::Control(opening.clone()));
    assert_eq!(joined[1].1, Item::Control(first.clone()), "it is let in before it is told anything");
    assert_eq!(feed_of(log, COUNTY, doc), [Item::Control(first.clone())], "the last that it hears");
    assert_eq!(feed(log, COUNTY, countys.expect("the storage works")).len(), 1);
    assert_eq!(feed_of(log, VILLAGE, doc).len(), 5);
    let fourth = envelope(VILLAGE, doc, 4, &[hash(VILLAGE, 3)]);
    assert_eq!(push(log, caller(COUNTY), std::slice::from_ref(&fourth)), [refused(Code::UnknownDocument)]);
    store(log, caller(VILLAGE), &fourth);
    assert_eq!((feed_of(log, OTHER, doc).len(), feed_of(log, COUNTY, doc).len()), (6, 1));
    let back = audience(TOWNSHIP, doc, first.id(), &[COUNTY], &[]);
    store(log, caller(TOWNSHIP), &Item::Control(back.clone()));
    let again = feed_of(log, COUNTY, doc);
    let everything = feed_of(log, VILLAGE, doc);
    assert_eq!(again.len(), everything.len(), "an office that comes back has the whole document again");
    assert!(again.iter().all(|item| everything.contains(item)));
    assert_eq!(again[..3], [Item::Control(opening), Item::Control(first), Item::Control(back)]);
    let late = envelope(COUNTY, doc, 1, &[hash(VILLAGE, 4)]);
    store(log, caller(COUNTY), &late);
}

fn an_audience_changes_by_right_only(log: &mut dyn Log) {
    set_up(log);
    let doc = case(log, 1, 1);
    let (_, opening) = open(VILLAGE, &[COUNTY, TOWNSHIP, VILLAGE], 1);
    let try_it = |log: &mut dyn Log, from: usize, control: Control| push(log, caller(from), &[Item::Control(control)]);
    let stale = audience(TOWNSHIP, doc, directory()[0].id(), &[OTHER], &[]);
    assert_eq!(try_it(log, TOWNSHIP, stale), [refused(Code::Stale)]);
    let homeless = audience(TOWNSHIP, doc, opening.id(), &[], &[VILLAGE]);
    assert_eq!(try_it(log, TOWNSHIP, homeless), [refused(Code::NotAllowed)]);
    let outsider = audience(OTHER, doc, opening.id(), &[OTHER], &[]);
    assert_eq!(try_it(log, OTHER, outsider.clone()), [refused(Code::NotAllowed)]);
    let mut forged = audience(TOWNSHIP, doc, opening.id(), &[OTHER], &[]);
    forged.signature.0[0] ^= 1;
    assert_eq!(try_it(log, VILLAGE, forged), [refused(Code::BadSignature)]);
    let nowhere = audience(TOWNSHIP, doc, opening.id(), &[8], &[]);
    assert_eq!(try_it(log, TOWNSHIP, nowhere), [refused(Code::UnknownReference)]);
    let (_, not_mine) = open(OTHER, &[OTHER, TOWNSHIP], 3);
    let mut stolen = not_mine.clone();
    stolen.signature = outsider.signature;
    assert_eq!(try_it(log, OTHER, stolen), [refused(Code::BadSignature)]);
    assert_eq!(try_it(log, COUNTY, not_mine), [Answer::Stored], "whoever has it may bring it");
}

fn a_snapshot_takes_the_place_of_what_it_covers(log: &mut dyn Log) {
    set_up(log);
    let doc = case(log, 1, 3);
    store(log, caller(TOWNSHIP), &envelope(TOWNSHIP, doc, 1, &[hash(VILLAGE, 2)]));
    let middle = log.head(office(COUNTY)).expect("the storage works");
    store(log, caller(VILLAGE), &envelope(VILLAGE, doc, 4, &[hash(VILLAGE, 3)]));
    store(log, caller(VILLAGE), &envelope(VILLAGE, doc, 5, &[hash(VILLAGE, 4)]));
    let head = log.head(office(COUNTY)).expect("the storage works");
    let first = snapshot(doc, &[(VILLAGE, 4), (TOWNSHIP, 1)]);
    store(log, caller(TOWNSHIP), &first);
    assert_eq!(log.head(office(COUNTY)).expect("the storage works"), head, "it is nothing new");
    let entries = feed_of(log, COUNTY, doc);
    assert_eq!(entries.len(), 3, "the opening, the snapshot, the tail");
    assert_eq!(entries[1], first);
    let for_one_behind = feed(log, COUNTY, middle);
    assert_eq!(for_one_behind.iter().map(|(position, _)| *position).collect::<Vec<_>>(), [middle + 1, middle + 2]);
    assert_eq!(for_one_behind[0].1, first);
    assert_eq!(feed(log, COUNTY, middle + 1).len(), 1, "who has read past what it covers does not pay for it");
    let raw = log.doc_items(office(COUNTY), doc, 0).expect("it is theirs");
    assert_eq!(raw.entries.len(), 7, "the changes themselves are kept");
    let second = snapshot(doc, &[(VILLAGE, 5), (TOWNSHIP, 1)]);
    store(log, caller(VILLAGE), &second);
    assert_eq!(feed_of(log, COUNTY, doc)[1..], std::slice::from_ref(&second)[..]);
    assert_eq!(log.head(office(COUNTY)).expect("the storage works"), head);
    assert_eq!(feed_of(log, VILLAGE, doc), feed_of(log, COUNTY, doc));
    let joins = audience(TOWNSHIP, doc, open(VILLAGE, &[COUNTY, TOWNSHIP, VILLAGE], 1).1.id(), &[OTHER], &[]);
    store(log, caller(TOWNSHIP), &Item::Control(joins.clone()));
    assert_eq!(feed_of(log, OTHER, doc)[1..], [Item::Control(joins), second], "a newcomer gets the compact piece");
    store(log, caller(VILLAGE), &envelope(VILLAGE, doc, 6, &[hash(VILLAGE, 5)]));
}

fn a_snapshot_that_covers_less_changes_nothing(log: &mut dyn Log) {
    set_up(log);
    let doc = case(log, 1, 3);
    store(log, caller(TOWNSHIP), &envelope(TOWNSHIP, doc, 1, &[]));
    let first = snapshot(doc, &[(VILLAGE, 2), (TOWNSHIP, 1)]);
    store(log, caller(VILLAGE), &first);
    let before = feed(log, VILLAGE, 0);
    assert_eq!(push(log, caller(TOWNSHIP), &[first]), [Answer::Held]);
    assert_eq!(push(log, caller(TOWNSHIP), &[snapshot(doc, &[(VILLAGE, 1)])]), [Answer::Held]);
    let aside = snapshot(doc, &[(VILLAGE, 3)]);
    assert_eq!(push(log, caller(TOWNSHIP), &[aside]), [refused(Code::Stale)], "the township's change would be gone");
    let mut forged = snapshot(doc, &[(VILLAGE, 3), (TOWNSHIP, 1)]);
    if let Item::Snapshot(snapshot) = &mut forged {
        snapshot.tips[1].signature.0[0] ^= 1;
    }
    assert_eq!(push(log, caller(TOWNSHIP), &[forged]), [refused(Code::BadSignature)]);
    assert_eq!(feed(log, VILLAGE, 0), before);
}

fn a_relay_that_lost_a_week_takes_it_back_as_a_snapshot(log: &mut dyn Log) {
    set_up(log);
    let doc = case(log, 1, 2);
    let lost = snapshot(doc, &[(VILLAGE, 5), (TOWNSHIP, 2)]);
    let head = log.head(office(COUNTY)).expect("the storage works");
    store(log, caller(VILLAGE), &lost);
    assert_eq!(feed(log, COUNTY, head), [(head + 1, lost.clone())]);
    assert_eq!(push(log, caller(TOWNSHIP), std::slice::from_ref(&lost)), [Answer::Held]);
    let inside = envelope(VILLAGE, doc, 4, &[hash(VILLAGE, 3)]);
    assert_eq!(push(log, caller(VILLAGE), &[inside]), [Answer::Held], "it is in the snapshot");
    let next = envelope(VILLAGE, doc, 6, &[hash(VILLAGE, 5), hash(TOWNSHIP, 1)]);
    assert_eq!(push(log, caller(VILLAGE), &[next]), [Answer::Stored]);
    let gap = envelope(VILLAGE, doc, 9, &[hash(VILLAGE, 5)]);
    assert_eq!(push(log, caller(VILLAGE), &[gap]), [refused(Code::SeqGap)]);
    let fork = envelope_as(TOWNSHIP, doc, 2, hash(9, 9), &[]);
    let holder = Answer::Refused { code: Code::Fork, hashes: vec![hash(TOWNSHIP, 2)] };
    assert_eq!(push(log, caller(TOWNSHIP), &[fork]), [holder]);
    let whole = snapshot(doc, &[(VILLAGE, 6), (TOWNSHIP, 2)]);
    store(log, caller(TOWNSHIP), &whole);
    assert_eq!(feed_of(log, COUNTY, doc)[1..], [whole]);
    let raw = log.doc_items(office(COUNTY), doc, 0).expect("it is theirs");
    assert!(raw.entries.iter().any(|entry| entry.item == lost.encode()), "it holds what is nowhere else");
}

fn what_is_not_committed_leaves_no_trace(log: &mut dyn Log) {
    set_up(log);
    let doc = case(log, 1, 1);
    let before = (feed(log, COUNTY, 0), feed(log, OTHER, 0), log.grants().devices().count());
    let (dropped, opening) = open(TOWNSHIP, &[TOWNSHIP, COUNTY], 9);
    let share = audience(TOWNSHIP, doc, open(VILLAGE, &[COUNTY, TOWNSHIP, VILLAGE], 1).1.id(), &[OTHER], &[]);
    let items = [
        Item::Control(opening),
        envelope(TOWNSHIP, dropped, 1, &[]),
        envelope(TOWNSHIP, doc, 1, &[hash(VILLAGE, 1)]),
        Item::Control(share),
        Item::Control(invite(COUNTY, 1)),
        Item::Control(claim(COUNTY, 1)),
        Item::Control(office_record(4, None, 1)),
        snapshot(doc, &[(VILLAGE, 1)]),
    ];
    let bytes: Vec<_> = items.iter().map(Item::encode).collect();
    let items: Vec<_> = bytes.iter().map(Vec::as_slice).collect();
    for _ in 0..2 {
        let answers = log.append(caller(TOWNSHIP), NOW_MS, &items).expect("the storage works");
        assert_eq!(answers, vec![Answer::Stored; 8]);
        log.rollback();
        assert_eq!((feed(log, COUNTY, 0), feed(log, OTHER, 0), log.grants().devices().count()), before);
        assert_eq!(log.head(office(4)).expect("the storage works"), 0);
    }
    assert_eq!(log.commit().expect("the storage works").advanced, []);
    log.append(caller(TOWNSHIP), NOW_MS, &items[..3]).expect("the storage works");
    let advanced = log.commit().expect("the storage works").advanced;
    let heads: Vec<_> = [COUNTY, TOWNSHIP, VILLAGE]
        .map(|index| (office(index), log.head(office(index)).expect("the storage works")))
        .to_vec();
    assert_eq!(advanced, heads);
    let positions: Vec<_> = feed(log, COUNTY, 0).iter().map(|(position, _)| *position).collect();
    assert_eq!(positions, (1..=positions.len() as u64).collect::<Vec<_>>());
}

fn a_new_epoch_voids_cursors_and_keeps_items(log: &mut dyn Log) {
    set_up(log);
    case(log, 1, 2);
    let head = log.head(office(COUNTY)).expect("the storage works");
    let newest = log.items().expect("the storage works");
    log.new_epoch(Epoch([0xe1; 16])).expect("the storage works");
    assert_eq!(log.epoch().expect("the storage works"), Epoch([0xe1; 16]));
    assert_eq!(log.items().expect("the storage works"), newest);
    let cursor = Some(Cursor { epoch: county::EPOCH, after: head });
    let page =
        log.page(office(COUNTY), cursor, limits::PAGE_ITEMS_MAX, limits::PAGE_BYTES_TARGET).expect("the storage works");
    assert_eq!(page.epoch, Epoch([0xe1; 16]));
    assert_eq!(page.entries.len() as u64, head);
}

fn receipts_say_who_has_read_what(log: &mut dyn Log) {
    set_up(log);
    let doc = case(log, 1, 2);
    let head = log.head(office(COUNTY)).expect("the storage works");
    let note = |log: &dyn Log, index, position| {
        let Caller::Device(device) = caller(index) else { unreachable!("an office's caller is a device") };
        log.cursors().note(device, office(index), position);
    };
    let receipt = |seq, offices: &[usize]| (hash(VILLAGE, seq), offices.iter().map(|index| office(*index)).collect());
    let places = |log: &dyn Log| log.receipts(office(VILLAGE), doc).expect("it is theirs");
    let read = |log: &dyn Log| -> Vec<_> {
        places(log).into_iter().map(|receipt| (receipt.change, receipt.offices)).collect::<Vec<(_, Vec<_>)>>()
    };
    let in_feed = |log: &dyn Log, nth: usize| -> BTreeMap<_, _> {
        places(log)[nth].places.iter().map(|place| (place.office, place.position)).collect()
    };
    assert_eq!(read(log), [receipt(2, &[]), receipt(1, &[])]);
    assert_eq!((in_feed(log, 0)[&office(COUNTY)], in_feed(log, 1)[&office(COUNTY)]), (head, head - 1));
    assert!(!in_feed(log, 0).contains_key(&office(OTHER)));
    note(log, COUNTY, head);
    note(log, COUNTY, 1);
    note(log, VILLAGE, log.head(office(VILLAGE)).expect("the storage works") - 1);
    note(log, OTHER, u64::MAX);
    assert_eq!(read(log), [receipt(2, &[COUNTY]), receipt(1, &[COUNTY, VILLAGE])]);
    log.commit().expect("the storage works");
    assert!(!log.cursors().are_unwritten());
    store(log, caller(VILLAGE), &snapshot(doc, &[(VILLAGE, 2)]));
    assert_eq!(read(log)[1].1, [office(COUNTY)], "the snapshot stands where the last change stood");
    assert_eq!((in_feed(log, 0), in_feed(log, 0)[&office(COUNTY)]), (in_feed(log, 1), head));
}
