//! A county of three offices: two of them in memory and well, the third wherever the test wants it.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use jiff::{Timestamp, civil::date};
use serde_json::{Value, json};
use taizhang_client::{Entropy, Error, KeysInMemory, Ledger, NewCase, NewOffice, NewStaff, StoreOptions};
use taizhang_model::{
    ActBody, CaseId, OfficeId, OfficeKind, StaffId,
    act::{Channel, Register},
    fields,
};
use taizhang_wire::{Answer, EnrolmentCode, Item, PushAnswers, Snapshot};

use crate::dice::Dice;

/// A seed that a test can set at any time, so that a step drawn again draws the same.
#[derive(Clone, Debug, Default)]
pub struct Seed(Arc<AtomicU64>);

impl Seed {
    /// What is drawn from now on begins here.
    pub fn set(&self, seed: u64) {
        self.0.store(seed << 20, Ordering::Relaxed);
    }

    /// Randomness for a ledger.
    #[must_use]
    pub fn entropy(&self) -> Entropy {
        let state = Arc::clone(&self.0);
        Box::new(move |bytes| Dice::new(state.fetch_add(1, Ordering::Relaxed)).fill(bytes))
    }
}

/// So many minutes into the story.
#[must_use]
pub fn at(minute: i64) -> Timestamp {
    Timestamp::from_second(1_790_000_000 + minute * 60).unwrap()
}

/// The same in milliseconds since 1970.
#[must_use]
pub fn at_ms(minute: i64) -> i64 {
    at(minute).as_millisecond()
}

/// A ledger in memory.
#[must_use]
pub fn in_memory(seed: u64) -> Ledger {
    let options = StoreOptions::clear(":memory:");
    let entropy = Seed::default();
    entropy.set(seed);
    Ledger::open(&options, Box::new(KeysInMemory::default()), entropy.entropy()).unwrap()
}

/// A new case under a title.
#[must_use]
pub fn new_case(title: &str) -> NewCase {
    NewCase {
        home: None,
        without: vec![],
        fields: vec![
            (fields::TITLE.into(), title.into()),
            (fields::PETITIONER.into(), "陈玉兰".into()),
            (fields::AREA.into(), "三合村".into()),
        ],
        narrative: format!("来访反映：{title}。"),
        claims: vec!["请依法处理".into()],
        register: Register {
            channel: Channel::Visit,
            received_on: date(2026, 9, 1),
            summary: "来访反映".into(),
            persons: 1,
            number: String::new(),
            receipt_code: String::new(),
            ..Register::default()
        },
        acts: vec![],
    }
}

/// An act from its kind and JSON payload.
#[must_use]
pub fn act(kind: &str, payload: Value) -> ActBody {
    ActBody::from_kind(kind, payload).unwrap()
}

/// A note.
#[must_use]
pub fn note(text: &str) -> ActBody {
    act("note", json!({ "text": text }))
}

/// The county and its village, in memory; the township's device is the test's own.
pub struct World {
    /// The administrator's device.
    pub county: Ledger,
    /// The village's device.
    pub village: Ledger,
    /// County, township, village.
    pub offices: [OfficeId; 3],
    /// Their heads.
    pub staff: [StaffId; 3],
    /// The township's code.
    pub code: EnrolmentCode,
    /// The directory, as a bundle.
    pub directory: Vec<u8>,
}

impl Default for World {
    fn default() -> Self {
        Self::new()
    }
}

impl World {
    /// Founds it.
    #[must_use]
    pub fn new() -> Self {
        let mut county = in_memory(1);
        let (office, head) = county.found_county(at(0), "清河县", "QH", ("李建国", "局长"), "县局电脑").unwrap();
        let mut add = |kind, parent, name: &str, code: &str, person: &str| {
            let office = NewOffice { kind, parent: Some(parent), name: name.into(), code: code.into() };
            let office = county.add_office(at(1), office).unwrap();
            let name = person.to_owned();
            let staff = NewStaff {
                office,
                name,
                title: "主任".into(),
                is_head: true,
                is_team_member: true,
                roles: Default::default(),
            };
            (office, county.add_staff(at(1), staff).unwrap())
        };
        let (town, town_head) = add(OfficeKind::Township, office, "石桥镇", "SQ", "王芳");
        let (village_office, village_head) = add(OfficeKind::Village, town, "三合村", "SH", "赵强");
        let code = county.invite(at(1), town_head).unwrap();
        let village_code = county.invite(at(1), village_head).unwrap();
        let directory = county.export_bundle(None).unwrap();
        let mut village = in_memory(3);
        village.enrol(at(1), &village_code, Ledger::bundle_county(&directory).unwrap(), "村委会电脑").unwrap();
        village.import_bundle(at_ms(1), &directory, |_, _| {}).unwrap();
        Self {
            county,
            village,
            offices: [office, town, village_office],
            staff: [head, town_head, village_head],
            code,
            directory,
        }
    }

    /// A case that the village registers.
    pub fn village_case(&mut self, title: &str) -> CaseId {
        self.village.register(at(10), new_case(title)).unwrap().case
    }
}

/// Everything that a device has to offer, taken by a relay that takes everything.
///
/// # Errors
/// What the ledger says.
pub fn take_all(ledger: &mut Ledger, mut take: impl FnMut(Vec<u8>)) -> Result<(), Error> {
    while let Some(outgoing) = ledger.take_batch(100, 1 << 20)? {
        let answers = vec![Answer::Stored; outgoing.request.items.len()];
        outgoing.request.items.into_iter().for_each(|item| take(item.into_vec()));
        ledger.answered(0, outgoing.batch, &PushAnswers { answers })?;
    }
    Ok(())
}

/// As a relay serves it: a snapshot in the place of the changes that it covers.
#[must_use]
pub fn compacted(items: Vec<Vec<u8>>) -> Vec<Vec<u8>> {
    let snapshots: Vec<Snapshot> = items
        .iter()
        .filter_map(|item| match Item::decode(item) {
            Ok(Item::Snapshot(snapshot)) => Some(snapshot),
            _ => None,
        })
        .collect();
    let covered = |item: &Vec<u8>| match Item::decode(item) {
        Ok(Item::Envelope(envelope)) => snapshots.iter().any(|snapshot| {
            let covers = |tip: &taizhang_wire::Attestation| {
                tip.actor == envelope.attestation.actor && tip.seq >= envelope.attestation.seq
            };
            snapshot.doc == envelope.doc && snapshot.tips.iter().any(covers)
        }),
        _ => false,
    };
    items.into_iter().filter(|item| !covered(item)).collect()
}

/// What a person can see on a device, in one comparable value: all but the cases' stories, which are slow to tell and
/// whose every change the heads name.
///
/// # Errors
/// What the ledger says.
pub fn rendered(ledger: &mut Ledger) -> Result<Value, Error> {
    let mut cases = serde_json::Map::new();
    for (case, heads) in ledger.heads()? {
        let seen = json!({
            "heads": heads,
            "view": ledger.view(case)?,
            "record": format!("{:?}", ledger.record(case)?),
            "audience": ledger.audience(case)?,
        });
        cases.insert(case.to_string(), seen);
    }
    // A county without a name is a key whose records are still to come.
    let listing = match ledger.listing() {
        Ok(listing) if listing.county.is_some() => json!(listing),
        Ok(_) | Err(Error::NotEnrolled) => Value::Null,
        Err(error) => return Err(error),
    };
    Ok(json!({
        "cases": cases,
        "lines": ledger.list(&taizhang_client::CaseFilter::default())?,
        "directory": listing,
        "status": ledger.status()?,
        "quarantine": ledger.quarantine()?,
    }))
}

/// Every case's story.
///
/// # Errors
/// What the ledger says.
pub fn stories(ledger: &mut Ledger) -> Result<Value, Error> {
    let cases: Vec<CaseId> = ledger.heads()?.into_keys().collect();
    let stories: Result<Vec<_>, _> = cases.into_iter().map(|case| ledger.story(case)).collect();
    Ok(json!(stories?))
}

/// Panics where two devices do not show the same, and says where.
///
/// # Panics
/// That is what it is for.
pub fn assert_same(left: &Value, right: &Value, when: &str) {
    if let Some(difference) = difference(left, right, "") {
        panic!("{when}: {difference}");
    }
}

fn difference(left: &Value, right: &Value, path: &str) -> Option<String> {
    match (left, right) {
        (Value::Object(a), Value::Object(b)) => {
            let missing = Value::Null;
            let keys: std::collections::BTreeSet<_> = a.keys().chain(b.keys()).collect();
            let of = |map: &serde_json::Map<String, Value>, key: &String| map.get(key).unwrap_or(&missing).clone();
            keys.into_iter().find_map(|key| difference(&of(a, key), &of(b, key), &format!("{path}/{key}")))
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            let mut pairs = a.iter().zip(b).enumerate();
            pairs.find_map(|(at, (a, b))| difference(a, b, &format!("{path}/{at}")))
        }
        _ => (left != right).then(|| format!("{path} is {left} here and {right} there")),
    }
}
