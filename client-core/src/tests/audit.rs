//! What an audit proves, and that one altered byte anywhere is found and named: in a file, and on the device itself.

use rusqlite::Connection;
use serde_json::json;
use taizhang_model::CaseId;
use taizhang_wire::{Code, ControlBody, Dossier, Item, Part, PartKind, PublicKey, open_dossier, write_dossier};

use super::{
    County,
    office::{at, body, entropy},
};
use crate::{
    AuditPlace, AuditReport, Finding, KeysInMemory, Ledger, StoreOptions,
    doc::{CaseDoc, Edit, ParsedChange, Salt},
    verify_dossier,
};

/// A case that three offices wrote in, two of them apart, as every office has it.
fn county_with_case() -> (County, CaseId) {
    let mut all = County::new();
    let case = all.register("围墙占道");
    all.exchange();
    all.town.act(at(20), case, body("accept", json!({"notice_no": null})), None).expect("accepted");
    all.exchange();
    all.town.act(at(30), case, body("note", json!({"text": "镇里"})), None).expect("noted");
    all.county.act(at(31), case, body("note", json!({"text": "县里"})), None).expect("noted");
    all.exchange();
    (all, case)
}

fn dossier() -> Dossier {
    let (mut all, case) = county_with_case();
    let audit = all.county.audit_case(case).expect("audited");
    assert_eq!(audit.audited.report.findings, []);
    audit.dossier.expect("there is something to give")
}

fn report_of(dossier: &Dossier) -> AuditReport {
    verify_dossier(&write_dossier(dossier).expect("within its bounds"), None).report
}

fn is_of(kind: PartKind) -> impl Fn(&&Part) -> bool {
    move |part| part.kind == kind
}

/// The place and number among its kind of the part at this index.
fn named(dossier: &Dossier, index: usize) -> (AuditPlace, Option<usize>) {
    let kind = dossier.parts[index].kind;
    (kind.into(), Some(dossier.parts[..=index].iter().filter(is_of(kind)).count()))
}

fn places(findings: &[Finding]) -> Vec<(AuditPlace, Option<usize>, Code)> {
    findings.iter().map(|finding| (finding.place, finding.number, finding.code)).collect()
}

#[test]
fn every_office_proves_the_same_case_and_so_does_a_stranger_with_the_file() {
    let (mut all, case) = county_with_case();
    let county = all.county.county().expect("founded");
    for ledger in [&mut all.county, &mut all.town, &mut all.village] {
        let audit = ledger.audit_case(case).expect("audited");
        let report = audit.audited.report;
        assert_eq!((report.proved, report.changes, report.changes_proved, report.devices), (true, 4, 4, 3));
        let story = ledger.story(case).expect("a story");
        let told: Vec<_> = story.entries.iter().map(|entry| (entry.n, Some(entry.hash), &entry.seen)).collect();
        let proved: Vec<_> = report.entries.iter().map(|entry| (entry.n, entry.hash, &entry.seen)).collect();
        assert_eq!(told, proved);
        // The town wrote the second and one of the last two: its latest attestation proves both.
        let later = report.entries.iter().find(|entry| entry.n > 2 && entry.office == report.entries[1].office);
        assert_eq!(report.entries[1].proved_by, later.map(|entry| entry.n));

        let file = write_dossier(&audit.dossier.expect("whole")).expect("within its bounds");
        let read = verify_dossier(&file, Some(county));
        assert_eq!(read.report, report);
        assert_eq!(read.told.expect("told").view, ledger.view(case).expect("a view"));
        let other = verify_dossier(&file, Some(PublicKey([7; 32]))).report;
        assert_eq!(places(&other.findings), [(AuditPlace::Head, None, Code::OtherCounty)]);
    }
}

#[test]
fn a_flipped_byte_is_named_with_its_part() {
    let dossier = dossier();
    let file = write_dossier(&dossier).expect("within its bounds");
    let opened = open_dossier(&file).expect("a dossier");
    let flipped = |at: usize| {
        let mut flipped = file.clone();
        flipped[at] ^= 1 << (at % 8);
        verify_dossier(&flipped, None).report
    };
    for at in 0..opened.ranges[0].start {
        let report = flipped(at);
        assert!(!report.proved && report.findings[0].place == AuditPlace::Head, "byte {at}");
    }
    for (index, range) in opened.ranges.iter().enumerate() {
        // The edges of each part, and one byte in so many within.
        let inside = range.clone().step_by(61).chain([range.start + 1, range.end - 2, range.end - 1]);
        for at in inside {
            let report = flipped(at);
            let found =
                report.findings.iter().find(|finding| (finding.place, finding.number) == named(&dossier, index));
            let found = found.unwrap_or_else(|| panic!("byte {at}: {:?}", report.findings));
            assert_eq!((found.code, found.from, found.to), (Code::Altered, Some(range.start), Some(range.end)));
            assert!(!report.proved);
        }
    }
    for at in opened.end.clone() {
        assert_eq!(places(&flipped(at).findings), [(AuditPlace::End, None, Code::Altered)], "byte {at}");
    }
}

#[test]
fn a_file_cut_short_or_made_longer_is_no_proof() {
    let file = write_dossier(&dossier()).expect("within its bounds");
    for cut in (0..file.len()).step_by(97).chain(file.len() - 40..file.len()) {
        let report = verify_dossier(&file[..cut], None).report;
        assert!(!report.proved && !report.findings.is_empty(), "cut at {cut}");
    }
    let longer = verify_dossier(&[&file[..], b"."].concat(), None).report;
    assert_eq!(places(&longer.findings), [(AuditPlace::End, None, Code::Malformed)]);
    let finding = &longer.findings[0];
    assert_eq!((finding.from, finding.to), (Some(file.len()), Some(file.len() + 1)));
}

/// Whoever makes the digests right again changes what was signed.
#[test]
fn a_byte_changed_with_the_digests_made_right_is_named_all_the_same() {
    let dossier = dossier();
    for (index, part) in dossier.parts.iter().enumerate() {
        for at in (0..part.bytes.len()).step_by(79).chain([part.bytes.len() - 1]) {
            let mut forged = dossier.clone();
            forged.parts[index].bytes[at] ^= 1 << (at % 8);
            let report = report_of(&forged);
            let place = named(&dossier, index);
            let mut found = report.findings.iter().map(|finding| (finding.place, finding.number));
            assert!(found.any(|found| found == place), "{place:?}, byte {at}: {:?}", report.findings);
            assert!(!report.proved);
        }
    }
}

#[test]
fn what_was_left_out_put_in_or_written_anew_is_found() {
    let honest = dossier();
    let changes: Vec<Vec<u8>> =
        honest.parts.iter().filter(is_of(PartKind::Change)).map(|part| part.bytes.clone()).collect();
    let first = honest.parts.iter().position(|part| part.kind == PartKind::Change).expect("a change");
    let forged = |forge: &dyn Fn(&mut Vec<Part>)| {
        let mut forged = honest.clone();
        forge(&mut forged.parts);
        places(&report_of(&forged).findings)
    };
    let change = |n| (AuditPlace::Change, Some(n));
    let with = |(place, number): (AuditPlace, Option<usize>), code| (place, number, code);

    assert_eq!(
        forged(&|parts| drop(parts.remove(first + 1))),
        [with(change(2), Code::MissingDeps), with(change(3), Code::MissingDeps)],
        "both that followed say so"
    );
    assert_eq!(forged(&|parts| parts.swap(first + 2, first + 3))[0], with(change(3), Code::Malformed));

    // The last change, said otherwise under its author's name, by somebody without the author's key.
    let last = ParsedChange::read(&changes[3]).expect("a change");
    let mut doc = CaseDoc::from_first_change(ParsedChange::read(&changes[0]).expect("a change")).expect("applies");
    doc.extend([changes[1].clone()]).expect("applies");
    let otherwise = doc
        .clone()
        .edit(last.actor, 0, Salt([1; 16]), &[Edit::Field("area".into(), "别处".into())])
        .expect("a change")
        .bytes;
    assert_eq!(forged(&|parts| parts[first + 3].bytes.clone_from(&otherwise))[0], with(change(4), Code::HashMismatch));

    // One more under a name that has written before, and one under a name that has not.
    doc.extend(changes[2..].iter().cloned()).expect("applies");
    for actor in [last.actor, taizhang_wire::ActorId([9; 24])] {
        let mut more = doc.clone();
        let more = more
            .edit(actor, 2_000_000_000, Salt([2; 16]), &[Edit::Field("area".into(), "别处".into())])
            .expect("a change");
        let part = Part { kind: PartKind::Change, bytes: more.bytes };
        assert_eq!(
            forged(&|parts| parts.insert(first + 4, part.clone())),
            [with(change(5), Code::Unproved)],
            "{actor}"
        );
    }

    let attestation = honest.parts.iter().position(|part| part.kind == PartKind::Attestation).expect("one");
    let found = forged(&|parts| drop(parts.remove(attestation)));
    assert!(matches!(found[..], [(AuditPlace::Change, Some(_), Code::Unproved)]), "{found:?}");

    // Without the record that let a device in, what it signed is nobody's.
    let without = |change: &[u8]| {
        let device = ParsedChange::read(change).expect("a change").actor.device();
        let is_its = |part: &Part| match part.as_control().map(|control| control.body) {
            Ok(ControlBody::Claim(claim)) => claim.device.device() == device,
            _ => false,
        };
        forged(&|parts| parts.retain(|part| !is_its(part)))
    };
    assert_eq!(without(&changes[0])[0], (AuditPlace::Audience, Some(1), Code::UnknownReference), "who opened the case");
    assert!(without(&changes[1]).iter().any(|(.., code)| *code == Code::NotEnrolled));

    // A copy that says something else, with everything signed left as it is.
    let copy = honest.parts.len() - 1;
    let told = |parts: &mut Vec<Part>| {
        let text = String::from_utf8(parts[copy].bytes.clone()).expect("JSON").replace("围墙占道", "没有的事");
        parts[copy].bytes = text.into_bytes();
    };
    assert_eq!(forged(&told), [(AuditPlace::Copy, Some(1), Code::CopyDiffers)]);
}

/// A device of the town whose database is a file, and another connection to that file.
fn device_on_disk(all: &mut County, folder: &tempfile::TempDir) -> (Ledger, Connection) {
    let code = all.county.invite(at(1), all.staff[1]).expect("invited");
    let bundle = all.county.export_bundle(None).expect("exported");
    let path = folder.path().join("ledger.db");
    let mut device =
        Ledger::open(&StoreOptions::clear(path.clone()), Box::new(KeysInMemory::default()), entropy(8)).expect("opens");
    device.enrol(at(1), &code, all.county.county().expect("founded"), "镇办").expect("enrolled");
    device.import_bundle(0, &bundle, |_, _| {}).expect("imported");
    (device, Connection::open(path).expect("opens"))
}

/// Flips one byte of a column, in the one row of a table that a condition names.
fn flip(db: &Connection, (table, column, row): (&str, &str, &str), at: usize) {
    let read = format!("SELECT {column} FROM {table} WHERE {row}");
    let mut bytes: Vec<u8> = db.query_row(&read, [], |row| row.get(0)).expect("a row");
    bytes[at] ^= 4;
    let changed = db.execute(&format!("UPDATE {table} SET {column} = ?1 WHERE {row}"), [bytes]).expect("written");
    assert_eq!(changed, 1, "{table} {row}");
}

#[test]
fn what_is_damaged_on_the_disk_is_named_by_the_device_itself() {
    let (mut all, case) = county_with_case();
    let folder = tempfile::tempdir().expect("a folder");
    let (mut device, db) = device_on_disk(&mut all, &folder);
    device.act(at(50), case, body("note", json!({"text": "盘上"})), None).expect("noted");
    let mut found = |at: (&str, &str, &str), bytes: &[usize]| {
        let mut all = Vec::new();
        for byte in bytes {
            flip(&db, at, *byte);
            let report = device.audit_case(case).expect("audited").audited.report;
            assert!(!report.proved, "{at:?} {byte}");
            all.extend(report.findings.first().map(|finding| (finding.place, finding.number)));
            flip(&db, at, *byte);
            assert!(device.audit_case(case).expect("audited").audited.report.proved);
        }
        all.dedup();
        all
    };
    let change = |n: u32| (AuditPlace::Change, Some(n as usize));
    let rows = ["ordinal = (SELECT max(ordinal) FROM changes)", "ordinal = (SELECT min(ordinal) + 1 FROM changes)"];
    for (row, n) in rows.into_iter().zip([5, 2]) {
        assert_eq!(found(("changes", "payload", row), &[0, 5, 9, 12, 40, 90]), [change(n)]);
        assert_eq!(found(("changes", "deps", row), &[3]), [change(n)]);
        assert_eq!(found(("changes", "signature", row), &[3]), [change(n)]);
    }
    let tip = "(doc, actor) = (SELECT doc, actor FROM tips LIMIT 1)";
    assert!(matches!(found(("tips", "signature", tip), &[3])[..], [(AuditPlace::Attestation, Some(_))]));
    let record = "ordinal = (SELECT max(ordinal) FROM controls WHERE doc IS NOT NULL)";
    assert_eq!(found(("controls", "item", record), &[20])[0].0, AuditPlace::Audience);
    let record = "ordinal = (SELECT min(ordinal) FROM controls WHERE doc IS NULL)";
    assert_eq!(found(("controls", "item", record), &[20])[0].0, AuditPlace::Directory);
}

#[test]
fn a_compact_history_is_proved_too_and_its_damage_is_named() {
    let (mut all, case) = county_with_case();
    for n in 0..40 {
        all.village.act(at(60 + n), case, body("note", json!({"text": format!("第{n}次")})), None).expect("noted");
    }
    all.exchange();
    let folder = tempfile::tempdir().expect("a folder");
    let (mut device, db) = device_on_disk(&mut all, &folder);
    let audit = device.audit_case(case).expect("audited");
    assert_eq!((audit.audited.report.proved, audit.audited.report.changes), (true, 44));
    let attestations = audit.dossier.expect("whole").parts.iter().filter(is_of(PartKind::Attestation)).count();
    assert_eq!(attestations, 3, "one an author proves all that they wrote");
    let base = ("docs", "base", "base IS NOT NULL");
    let length: usize =
        db.query_row("SELECT length(base) FROM docs WHERE base IS NOT NULL", [], |row| row.get(0)).expect("a base");
    for at in (0..length).step_by(length / 23) {
        flip(&db, base, at);
        let report = device.audit_case(case).expect("audited").audited.report;
        assert_eq!((report.proved, report.findings[0].place), (false, AuditPlace::Stored), "byte {at}");
        flip(&db, base, at);
    }
    assert!(device.audit_case(case).expect("audited").audited.report.proved);
}

#[test]
fn a_record_that_is_in_a_dossier_is_one_of_the_feeds() {
    let dossier = dossier();
    let records = dossier.parts.iter().filter(|part| matches!(part.kind, PartKind::Directory | PartKind::Audience));
    assert!(records.clone().count() > 10);
    for part in records {
        assert!(matches!(Item::decode(&part.bytes), Ok(Item::Control(_))));
    }
}
