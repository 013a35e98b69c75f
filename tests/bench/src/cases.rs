//! The cases that everything here is measured with, in the shape that the sync design was measured with: 25 fields, a
//! text of 500 Chinese characters, 30 acts, 65 changes by 3 actors. Made from a seed, the same in every run, and kept
//! under `target/`, because signing and hashing 650,000 changes takes minutes.

use std::{
    fs,
    io::{BufReader, BufWriter, Read, Write},
    path::Path,
};

use anyhow::Context as _;
use jiff::{Span, Timestamp, civil::date};
use taizhang_client::forge::{self, Hand, Stroke};
use taizhang_model::{
    ActBody, ClaimId, OfficeId, OfficeKind,
    act::{Accept, Assign, Attach, Channel, Note, Redact, Register, Visit},
    fields,
};
use taizhang_wire::Item;

use crate::{county::Place, words::Words};

/// Changes in a case.
pub(crate) const CHANGES: usize = 65;
/// Acts in a case.
const ACTS: usize = 30;
/// Claims in a case: all but one have an amount, and with the eight plain fields that makes 25.
const CLAIMS: usize = 9;
/// One case in so many has changes behind its snapshot.
const TAIL_EVERY: usize = 10;
/// How many changes it then has there.
const TAIL: usize = 3;
/// One case in so many waits for a decision.
const DISPUTED_EVERY: usize = 10;
/// Goes up whenever what is made here changes.
const VERSION: u32 = 3;

/// A case, ready to be pushed: every part an encoded item.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Case {
    /// The record that opens it.
    pub open: Vec<u8>,
    /// Every change, where it was made with them.
    pub changes: Vec<Vec<u8>>,
    /// The history in one piece, without the tail.
    pub snapshot: Vec<u8>,
    /// Changes behind the snapshot; the last of `changes`.
    pub tail: Vec<Vec<u8>>,
    /// The Automerge document in the snapshot, in clear.
    pub document: Vec<u8>,
}

/// What is made of each case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Made {
    /// Every change, the snapshot and its tail.
    Whole,
    /// The snapshot and its tail.
    Compact,
    /// As compact, with the content in clear.
    Unsealed,
}

/// The first `count` cases.
pub(crate) fn cases(cache: &Path, count: usize, made: Made, place: &Place) -> anyhow::Result<Vec<Case>> {
    let kind = match made {
        Made::Whole => "whole",
        Made::Compact => "compact",
        Made::Unsealed => "unsealed",
    };
    let file = cache.join(format!("cases-v{VERSION}-{kind}-{count}"));
    if file.exists() {
        return read(&file).with_context(|| format!("{} is damaged: remove it", file.display()));
    }
    eprintln!("making {count} cases (once; kept as {})", file.display());
    let (left, right) = std::thread::scope(|scope| {
        let halfway = count / 2;
        let other = scope.spawn(move || (0..halfway).map(|n| one(n, made, place)).collect::<Vec<_>>());
        let mine: Vec<_> = (halfway..count).map(|n| one(n, made, place)).collect();
        (other.join(), mine)
    });
    let mut cases = left.map_err(|_| anyhow::anyhow!("making the cases panicked"))?;
    cases.extend(right);
    fs::create_dir_all(cache)?;
    let half = file.with_extension("half");
    write(&half, &cases)?;
    fs::rename(&half, &file)?;
    Ok(cases)
}

fn one(number: usize, made: Made, place: &Place) -> Case {
    let mut words = Words::new(number as u64);
    let strokes = strokes(number, &mut words, &place.hands);
    let nonce = u128::to_be_bytes(number as u128 + 1);
    let Place { hands, home, audience, .. } = place;
    let seal_for = if made == Made::Unsealed { &[][..] } else { &place.keys };
    let make =
        |strokes: &[(usize, Vec<Stroke>)]| forge::case(hands, *home, audience.clone(), nonce, at(), strokes, seal_for);
    let tail = if number.is_multiple_of(TAIL_EVERY) { TAIL } else { 0 };
    let all = make(&strokes);
    let mut items = all.items();
    let before_tail = if tail > 0 { make(&strokes[..CHANGES - tail]) } else { all };
    let open = items.remove(0);
    let behind = items.split_off(CHANGES - tail);
    if made == Made::Whole {
        items.extend_from_slice(&behind);
    } else {
        items.clear();
    }
    let forge::Forged { snapshot, document, .. } = before_tail;
    Case { open, changes: items, snapshot: Item::Snapshot(snapshot).encode(), tail: behind, document }
}

fn at() -> Timestamp {
    Timestamp::from_second(1_790_000_000).expect("in range")
}

/// The whole life of a case: the first change registers it with all its fields, then acts and edits take turns.
fn strokes(number: usize, words: &mut Words, hands: &[Hand]) -> Vec<(usize, Vec<Stroke>)> {
    let name = words.name();
    let mut first = vec![
        Stroke::Act(Box::new(ActBody::Register(Register {
            channel: Channel::Visit,
            received_on: date(2026, 9, 1),
            summary: words.sentence(30),
            persons: 1,
            number: format!("SH2026-{number:06}"),
            receipt_code: format!("R{number:09}"),
            ..Register::default()
        }))),
        Stroke::Narrative(words.sentence(500)),
    ];
    let plain = [
        (fields::TITLE, words.sentence(18)),
        (fields::PETITIONER, name),
        (fields::AREA, words.place()),
        (fields::SUBJECT, words.topic().to_owned()),
        (fields::FLAGS, "跨地区".to_owned()),
        (fields::MEASURES, words.sentence(40)),
        (fields::STATUS_NOTE, words.sentence(25)),
        (fields::GROUP_PERSONS, "3".to_owned()),
    ];
    first.extend(plain.map(|(name, value)| Stroke::Field(name.to_owned(), value)));
    let claims: Vec<ClaimId> = (0..CLAIMS).map(|_| ClaimId(words.bytes())).collect();
    for (index, claim) in claims.iter().enumerate() {
        first.push(Stroke::Claim(*claim, fields::TEXT.to_owned(), words.sentence(15)));
        if index > 0 {
            first.push(Stroke::Claim(*claim, fields::AMOUNT.to_owned(), format!("{}元", 100 * (index + number % 90))));
        }
    }
    let mut strokes = vec![(0, first)];
    for change in 1..CHANGES {
        let acts = strokes.iter().filter(|(_, strokes)| matches!(strokes[0], Stroke::Act(_))).count();
        let due = change * (ACTS - 1) / (CHANGES - 1) + 1;
        let stroke = if acts < due {
            Stroke::Act(Box::new(act(number, acts, words, hands)))
        } else {
            match change % 3 {
                0 => Stroke::Field(fields::STATUS_NOTE.to_owned(), words.sentence(25)),
                1 => Stroke::Field(fields::MEASURES.to_owned(), words.sentence(40)),
                _ => Stroke::Claim(claims[change % CLAIMS], fields::TEXT.to_owned(), words.sentence(15)),
            }
        };
        strokes.push((change % 3, vec![stroke]));
    }
    strokes
}

/// An act of a case, by its place in it. Every case has its lead, and one in so many something for the privacy officer.
fn act(case: usize, number: usize, words: &mut Words, hands: &[Hand]) -> ActBody {
    let sha256 = "a".repeat(64);
    match number {
        2 => ActBody::Assign(Assign {
            lead: hands[1].staff,
            unit: hands[case % hands.len()].office,
            measures: words.sentence(40),
            due: Some(date(2026, 10, 1).saturating_add(Span::new().days((case % 90) as i64))),
            feedback_by: Some(date(2026, 10, 1)),
            ..Assign::default()
        }),
        4 if case.is_multiple_of(DISPUTED_EVERY) => ActBody::Redact(Redact { sha256, reason: words.sentence(15) }),
        5 if case.is_multiple_of(DISPUTED_EVERY) => {
            ActBody::Attach(Attach { sha256, name: words.sentence(8), mime: "image/jpeg".to_owned(), bytes: 20_480 })
        }
        1 => ActBody::Accept(Accept { notice_no: Some("受理告知书第1号".to_owned()), ..Accept::default() }),
        _ if number.is_multiple_of(3) => ActBody::Visit(Visit {
            place: words.place(),
            text: words.sentence(40),
            petitioner_words: Some(words.sentence(20)),
            ..Visit::default()
        }),
        _ => ActBody::Note(Note { text: words.sentence(40) }),
    }
}

/// The village that the cases belong to, and above it the offices that read them.
pub(crate) const KINDS: [OfficeKind; 3] = [OfficeKind::County, OfficeKind::Township, OfficeKind::Village];

/// Who writes in the cases: one hand in each office.
pub(crate) fn hands(devices: &[(OfficeId, taizhang_model::StaffId)]) -> Vec<Hand> {
    let hand = |(index, (office, staff)): (usize, &(OfficeId, taizhang_model::StaffId))| {
        let mut secret = [7; 32];
        secret[0] = u8::try_from(index).expect("three offices");
        Hand {
            secret: ed25519_dalek::SigningKey::from_bytes(&secret),
            incarnation: taizhang_wire::Incarnation([1; 8]),
            staff: *staff,
            office: *office,
        }
    };
    // The village's first: it opens the cases.
    devices.iter().rev().enumerate().map(hand).collect()
}

fn write(path: &Path, cases: &[Case]) -> anyhow::Result<()> {
    let mut file = BufWriter::new(fs::File::create(path)?);
    let mut put = |bytes: &[u8]| -> std::io::Result<()> {
        file.write_all(&u32::try_from(bytes.len()).expect("items are small").to_be_bytes())?;
        file.write_all(bytes)
    };
    for case in cases {
        put(&case.open)?;
        put(&case.snapshot)?;
        put(&case.document)?;
        for list in [&case.changes, &case.tail] {
            put(&u32::try_from(list.len()).expect("cases are short").to_be_bytes())?;
            list.iter().try_for_each(|item| put(item))?;
        }
    }
    Ok(file.flush()?)
}

fn read(path: &Path) -> anyhow::Result<Vec<Case>> {
    let mut file = BufReader::new(fs::File::open(path)?);
    let mut cases = Vec::new();
    while let Some(open) = take(&mut file)? {
        let mut next = || take(&mut file)?.context("cut short");
        let (snapshot, document) = (next()?, next()?);
        let mut list = || -> anyhow::Result<Vec<Vec<u8>>> {
            let count = next()?.try_into().map_err(|_| anyhow::anyhow!("no count"))?;
            (0..u32::from_be_bytes(count)).map(|_| next()).collect()
        };
        let (changes, tail) = (list()?, list()?);
        cases.push(Case { open, changes, snapshot, tail, document });
    }
    Ok(cases)
}

fn take(file: &mut impl Read) -> anyhow::Result<Option<Vec<u8>>> {
    let mut len = [0; 4];
    match file.read_exact(&mut len) {
        Ok(()) => {}
        Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => return Ok(None),
        Err(error) => return Err(error.into()),
    }
    let mut bytes = vec![0; u32::from_be_bytes(len) as usize];
    file.read_exact(&mut bytes)?;
    Ok(Some(bytes))
}
