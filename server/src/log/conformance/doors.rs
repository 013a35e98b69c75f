//! Who is let in and whose word still counts, by the relay's clock.

use taizhang_wire::{
    AcceptedTip, Answer, Code, Control, ControlBody, Delegation, DeviceTips, DocId, Incarnation, Item, LastAccepted,
    PublicKey, limits,
};

use super::{
    super::{Caller, DAY_MS, Log},
    before, case,
    county::{
        COUNTY, NOW_MS, OTHER, TOWNSHIP, VILLAGE, authority, caller, claim, claim_by, device, envelope, feed_of, hash,
        invite, invite_until, left, office, office_record, open, push, push_at, refused, revoke, set_up, snapshot,
        spare_device, store, withdrawn,
    },
};

pub(super) const SCENARIOS: &[fn(&mut dyn Log)] = &[
    a_code_ends_with_its_time,
    a_code_is_withdrawn,
    a_code_is_burnt_by_wrong_secrets,
    who_administers_brings_late_what_was_signed_in_time,
    what_a_device_wrote_after_it_was_shut_out_waits_for_the_list,
    a_snapshot_brings_no_more_than_the_list_says,
    what_the_log_has_of_a_device_is_told_page_by_page,
    a_delegates_word_ends_with_its_right,
    when_a_device_came_is_kept,
];

fn enrol(log: &mut dyn Log, now_ms: i64, control: Control) -> Answer {
    push_at(log, Caller::Enrolment, now_ms, &[Item::Control(control)]).remove(0)
}

fn device_id(office: usize) -> taizhang_model::DeviceId {
    PublicKey::of(&device(office)).device()
}

fn a_code_ends_with_its_time(log: &mut dyn Log) {
    set_up(log);
    for (number, until_ms) in [(1, NOW_MS), (2, NOW_MS)] {
        store(log, caller(COUNTY), &Item::Control(invite_until(VILLAGE, number, until_ms)));
    }
    assert_eq!(enrol(log, NOW_MS, claim(VILLAGE, 1)), Answer::Stored, "to the last moment");
    assert_eq!(enrol(log, NOW_MS + 1, claim(VILLAGE, 2)), refused(Code::CodeExpired));
    let by_another = push_at(log, caller(OTHER), NOW_MS + 1, &[Item::Control(claim(VILLAGE, 2))]);
    assert_eq!(by_another, [refused(Code::CodeExpired)]);
    assert_eq!(enrol(log, NOW_MS + 1, claim(VILLAGE, 1)), Answer::Held, "what was let in stays in");
    store(log, caller(COUNTY), &Item::Control(invite(VILLAGE, 3)));
    store(log, caller(COUNTY), &Item::Control(left(VILLAGE)));
    assert_eq!(enrol(log, NOW_MS, claim(VILLAGE, 3)), refused(Code::CodeExpired), "nobody is let in who left");
}

fn a_code_is_withdrawn(log: &mut dyn Log) {
    set_up(log);
    for number in [1, 2] {
        store(log, caller(COUNTY), &Item::Control(invite(VILLAGE, number)));
    }
    assert_eq!(enrol(log, NOW_MS, claim(VILLAGE, 1)), Answer::Stored);
    for number in [1, 2] {
        store(log, caller(COUNTY), &Item::Control(withdrawn(VILLAGE, number)));
    }
    assert_eq!(enrol(log, NOW_MS, claim(VILLAGE, 2)), refused(Code::CodeExpired));
    assert_eq!(enrol(log, NOW_MS, claim(VILLAGE, 1)), Answer::Held, "what was let in stays in");
    let carried = push_at(log, caller(VILLAGE), NOW_MS, &[Item::Control(claim(VILLAGE, 2))]);
    assert_eq!(carried, [refused(Code::CodeExpired)], "nor does it come in by another's hand");
    // Whoever could withdraw it has the claim too, and sees the device: so it is with a relay that was restored, which is told of the
    // withdrawal first.
    store(log, caller(COUNTY), &Item::Control(claim(VILLAGE, 2)));
    store(log, caller(COUNTY), &Item::Control(invite(VILLAGE, 3)));
    assert_eq!(enrol(log, NOW_MS, claim(VILLAGE, 3)), Answer::Stored, "another code is another code");
}

fn a_code_is_burnt_by_wrong_secrets(log: &mut dyn Log) {
    set_up(log);
    store(log, caller(COUNTY), &Item::Control(invite(VILLAGE, 1)));
    store(log, caller(COUNTY), &Item::Control(invite(OTHER, 1)));
    // Another key under the code's name, and the right key without its secret.
    let mut guessed = claim(VILLAGE, 1);
    if let ControlBody::Claim(claim) = &mut guessed.body {
        claim.invite = PublicKey::of(&spare_device(OTHER, 3));
    }
    let mut forged = claim(VILLAGE, 1);
    forged.signature.0[5] ^= 1;
    let unknown = claim(VILLAGE, 2);
    for wrong in [&guessed, &unknown, &forged, &guessed, &forged] {
        assert_eq!(enrol(log, NOW_MS, wrong.clone()), refused(Code::CodeUnknown), "alike, whether or not it is known");
    }
    log.append(Caller::Enrolment, NOW_MS, &[&Item::Control(guessed.clone()).encode()]).expect("the storage works");
    log.rollback();
    assert_eq!(limits::CODE_TRIES_MAX, 5, "four so far: what was not committed does not count");
    assert_eq!(enrol(log, NOW_MS, claim(OTHER, 1)), Answer::Stored, "another code is none the worse");
    let by_a_device = push(log, caller(OTHER), &[Item::Control(forged)]);
    assert_eq!(by_a_device, [refused(Code::BadSignature)], "the fifth, by the other door");
    assert_eq!(enrol(log, NOW_MS, claim(VILLAGE, 1)), refused(Code::CodeBurnt));
    assert_eq!(enrol(log, NOW_MS, guessed), refused(Code::CodeUnknown));
    store(log, caller(COUNTY), &Item::Control(invite(VILLAGE, 2)));
    assert_eq!(enrol(log, NOW_MS, unknown), Answer::Stored, "a fresh one");
}

fn who_administers_brings_late_what_was_signed_in_time(log: &mut dyn Log) {
    set_up(log);
    store(log, caller(COUNTY), &Item::Control(invite_until(VILLAGE, 1, NOW_MS)));
    let late = Item::Control(claim(VILLAGE, 1));
    assert_eq!(push_at(log, caller(COUNTY), NOW_MS + DAY_MS, &[late]), [Answer::Stored]);
    let thief = Item::Control(claim_by(VILLAGE, 1, &spare_device(OTHER, 2)));
    assert_eq!(push_at(log, caller(COUNTY), NOW_MS + DAY_MS, &[thief]), [refused(Code::CodeUsed)]);
}

fn last_accepted(of: usize, tips: &[(DocId, u64)]) -> Control {
    let tip = |(doc, seq): &(DocId, u64)| AcceptedTip { doc: *doc, incarnation: Incarnation([7; 8]), seq: *seq };
    let tips = tips.iter().map(tip).collect();
    let record = LastAccepted { device: device_id(of), part: 1, parts: 1, tips, made_at_ms: 3 };
    ControlBody::LastAccepted(record).sign(&authority())
}

fn what_a_device_wrote_after_it_was_shut_out_waits_for_the_list(log: &mut dyn Log) {
    set_up(log);
    let doc = case(log, 1, 2);
    store(log, caller(COUNTY), &Item::Control(revoke(VILLAGE)));
    let change = |seq| envelope(VILLAGE, doc, seq, &before(seq));
    let before_list = feed_of(log, COUNTY, doc);
    let bring = |log: &mut dyn Log, seq| push(log, caller(TOWNSHIP), &[change(seq)]).remove(0);
    assert_eq!((bring(log, 2), bring(log, 3)), (Answer::Held, refused(Code::Revoked)));
    // What others wrote on top of it waits with it.
    let on_top = envelope(TOWNSHIP, doc, 1, &[hash(VILLAGE, 3)]);
    assert!(matches!(
        push(log, caller(TOWNSHIP), &[on_top]).remove(0),
        Answer::Refused { code: Code::MissingDeps, .. }
    ));
    assert_eq!(feed_of(log, COUNTY, doc), before_list);

    store(log, caller(COUNTY), &Item::Control(last_accepted(VILLAGE, &[(doc, 3)])));
    assert_eq!((bring(log, 3), bring(log, 4)), (Answer::Stored, refused(Code::Revoked)));
    let raised = LastAccepted {
        device: device_id(VILLAGE),
        part: 0,
        parts: 0,
        tips: vec![AcceptedTip { doc, incarnation: Incarnation([7; 8]), seq: 4 }],
        made_at_ms: 4,
    };
    store(log, caller(COUNTY), &Item::Control(ControlBody::LastAccepted(raised).sign(&authority())));
    assert_eq!(bring(log, 4), Answer::Stored);
    assert_eq!(push(log, caller(VILLAGE), &[change(5)]), [refused(Code::Revoked)], "the device itself stays out");
}

fn a_snapshot_brings_no_more_than_the_list_says(log: &mut dyn Log) {
    set_up(log);
    let doc = case(log, 1, 2);
    store(log, caller(COUNTY), &Item::Control(revoke(VILLAGE)));
    let whole = |seq| snapshot(doc, &[(VILLAGE, seq)]);
    assert_eq!(push(log, caller(TOWNSHIP), &[whole(3)]), [refused(Code::Revoked)]);
    assert_eq!(push(log, caller(TOWNSHIP), &[whole(2)]), [Answer::Stored], "of what is here");
    store(log, caller(COUNTY), &Item::Control(last_accepted(VILLAGE, &[(doc, 3)])));
    assert_eq!(push(log, caller(TOWNSHIP), &[whole(4)]), [refused(Code::Revoked)]);
    assert_eq!(push(log, caller(TOWNSHIP), &[whole(3)]), [Answer::Stored]);
}

fn what_the_log_has_of_a_device_is_told_page_by_page(log: &mut dyn Log) {
    set_up(log);
    let mut expected: Vec<_> = (1..=3).map(|nonce| (case(log, nonce, u64::from(nonce)), u64::from(nonce))).collect();
    store(log, caller(TOWNSHIP), &envelope(TOWNSHIP, expected[0].0, 1, &[]));
    let (whole, control) = open(VILLAGE, &[VILLAGE], 9);
    store(log, caller(VILLAGE), &Item::Control(control));
    store(log, caller(VILLAGE), &snapshot(whole, &[(VILLAGE, 7)]));
    expected.push((whole, 7));
    expected.sort_unstable();
    let tips = |log: &dyn Log, of, after| log.device_tips(device_id(of), after, 2).expect("the storage works");
    assert_eq!(tips(log, OTHER, None), DeviceTips::default());
    assert_eq!(tips(log, TOWNSHIP, None).tips.len(), 1);
    let first = tips(log, VILLAGE, None);
    let second = tips(log, VILLAGE, first.tips.last().map(|tip| tip.doc));
    assert_eq!((first.tips.len(), first.more, second.more), (2, true, false));
    let told: Vec<_> = first.tips.iter().chain(&second.tips).map(|tip| (tip.doc, tip.seq)).collect();
    assert_eq!(told, expected);
    assert!(first.tips.iter().all(|tip| tip.incarnation == Incarnation([7; 8])));
    assert_eq!(DeviceTips::decode(&first.encode()).expect("its own bytes"), first);
}

fn a_delegates_word_ends_with_its_right(log: &mut dyn Log) {
    set_up(log);
    let right = |active, revision, until_ms| {
        let (device, office, made_at_ms) = (device_id(TOWNSHIP), office(TOWNSHIP), i64::from(revision));
        let right = Delegation { device, office, active, made_at_ms, until_ms, revision };
        Item::Control(ControlBody::Delegation(right).sign(&authority()))
    };
    store(log, caller(COUNTY), &right(true, 1, NOW_MS));
    // Signed in time by what it says of itself, each for another place.
    let word = |index: usize| {
        let ControlBody::Office(mut record) = office_record(index, Some(TOWNSHIP), 1).body else {
            unreachable!("it makes offices")
        };
        record.made_at_ms = 1;
        Item::Control(ControlBody::Office(record).sign_as_delegate(&device(TOWNSHIP)))
    };
    let bring = |log: &mut dyn Log, by, now_ms, item| push_at(log, caller(by), now_ms, &[item]).remove(0);
    assert_eq!(bring(log, TOWNSHIP, NOW_MS, word(10)), Answer::Stored);
    assert_eq!(bring(log, TOWNSHIP, NOW_MS + 1, word(10)), Answer::Held);
    assert_eq!(bring(log, TOWNSHIP, NOW_MS + 1, word(11)), refused(Code::NotAllowed), "its time is over");
    assert_eq!(bring(log, OTHER, NOW_MS + 1, word(11)), refused(Code::NotAllowed));
    assert_eq!(bring(log, COUNTY, NOW_MS + 1, word(11)), Answer::Stored, "an administrator has it from before");

    store(log, caller(COUNTY), &right(true, 2, i64::MAX));
    assert_eq!(bring(log, OTHER, NOW_MS + 1, word(12)), Answer::Stored);
    store(log, caller(COUNTY), &right(false, 3, i64::MAX));
    assert_eq!(bring(log, TOWNSHIP, NOW_MS + 1, word(13)), refused(Code::NotAllowed), "it was ended");
    store(log, caller(COUNTY), &right(true, 4, i64::MAX));
    store(log, caller(COUNTY), &Item::Control(revoke(TOWNSHIP)));
    assert_eq!(bring(log, OTHER, NOW_MS + 1, word(14)), refused(Code::Revoked), "its device was shut out");
}

fn when_a_device_came_is_kept(log: &mut dyn Log) {
    set_up(log);
    let seen = log.seen();
    assert_eq!(seen.at_ms(device_id(VILLAGE)), Some(NOW_MS), "when it was let in");
    seen.note(device_id(VILLAGE), NOW_MS + DAY_MS - 1);
    assert!(!seen.are_unwritten(), "once a day is enough");
    seen.note(device_id(VILLAGE), NOW_MS + DAY_MS);
    assert!(seen.are_unwritten());
    push(log, caller(OTHER), &[]);
    assert_eq!((seen.are_unwritten(), seen.at_ms(device_id(VILLAGE))), (false, Some(NOW_MS + DAY_MS)));
    seen.note(device_id(OTHER), NOW_MS + DAY_MS);
    log.append(caller(OTHER), NOW_MS, &[]).expect("the storage works");
    log.rollback();
    assert!(seen.are_unwritten(), "what was not committed is written later");
}
