//! A county and a town in memory: each one open ledger, a clock that stands, and files by name.

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use jiff::Timestamp;
use serde_json::{Value, json};
use taizhang_client::{Entropy, KeysInMemory, Ledger, StoreOptions};
use taizhang_desk::{Desk, Exit, Failure, Lang, Open, Surroundings};

pub(crate) struct Place {
    ledger: RefCell<Ledger>,
    files: RefCell<BTreeMap<PathBuf, Vec<u8>>>,
    minute: Cell<i64>,
    /// Of a shell that brings lists up to date beside the calls.
    pub(crate) at_once: Cell<Option<u64>>,
}

impl Surroundings for Place {
    fn now(&self) -> Timestamp {
        Timestamp::from_second(1_790_000_000 + self.minute.get() * 60).unwrap()
    }

    fn ledger(&self) -> Result<Open<'_>, Failure> {
        Ok(Box::new(self.ledger.borrow_mut()))
    }

    fn read_file(&self, name: &Path, _bytes_max: usize) -> Result<Vec<u8>, Failure> {
        let missing = || Failure::new("file", Exit::Refused, |_| name.display().to_string());
        self.files.borrow().get(name).cloned().ok_or_else(missing)
    }

    fn write_file(&self, name: &Path, bytes: &[u8]) -> Result<(), Failure> {
        self.files.borrow_mut().insert(name.to_owned(), bytes.to_owned());
        Ok(())
    }

    fn relay(&self) -> Option<String> {
        None
    }

    fn catches_up_at_once(&self) -> Option<u64> {
        self.at_once.get()
    }

    fn key_kept(&self) -> Result<&'static str, Failure> {
        Ok("nothing")
    }
}

impl Place {
    fn new(seed: u64) -> Self {
        let ledger =
            Ledger::open(&StoreOptions::clear(":memory:"), Box::new(KeysInMemory::default()), entropy(seed)).unwrap();
        Self { ledger: RefCell::new(ledger), files: RefCell::default(), minute: Cell::new(0), at_once: Cell::new(None) }
    }

    pub(crate) fn put(&self, name: &str, bytes: &[u8]) {
        self.write_file(Path::new(name), bytes).unwrap();
    }

    /// Brings the lists up to date for so many cases, as a shell does between calls.
    pub(crate) fn catch_up(&self, cases: usize) -> u64 {
        self.ledger.borrow_mut().catch_up(cases).unwrap().cases()
    }

    /// So many minutes later.
    pub(crate) fn later(&self, minutes: i64) -> i64 {
        self.minute.set(self.minute.get() + minutes);
        self.ledger.borrow_mut().tell_time(self.now());
        self.now().as_millisecond()
    }

    pub(crate) fn try_call(&self, name: &str, params: Value) -> Result<Value, Failure> {
        Desk::new(Lang::Zh, self).call(name, params)
    }

    pub(crate) fn call(&self, name: &str, params: Value) -> Value {
        self.try_call(name, params).unwrap_or_else(|failure| panic!("{name}: {}", failure.in_words(Lang::En)))
    }

    /// What a call refuses, as a screen tells it.
    pub(crate) fn refused(&self, name: &str, params: Value) -> Value {
        self.try_call(name, params).unwrap_err().told(Lang::Zh)
    }

    /// Takes in all that another place has.
    pub(crate) fn hear(&self, other: &Self) {
        let bundle = other.ledger.borrow_mut().export_bundle(None).unwrap();
        let now_ms = self.now().as_millisecond();
        self.ledger.borrow_mut().import_bundle(now_ms, &bundle, |_, _| {}).unwrap();
    }
}

/// Counting bytes: different for every call, the same in every run.
fn entropy(mut seed: u64) -> Entropy {
    Box::new(move |bytes| {
        for byte in bytes {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            *byte = (seed >> 33) as u8;
        }
    })
}

/// The county, and a town below it whose head holds a device.
pub(crate) fn county_and_town() -> (Place, Place) {
    let (county, town) = (Place::new(1), Place::new(2));
    county.call("county.found", json!({"name": "清河县", "code": "QH", "admin": "李建国", "title": "局长"}));
    county.call("office.add", json!({"name": "石桥镇", "code": "SQ", "kind": "township"}));
    county.call("staff.add", json!({"office": "石桥镇", "name": "王芳", "title": "镇长", "head": true}));
    let code = county.call("enrol.invite", json!({"staff": "王芳"}))["code"].as_str().unwrap().parse().unwrap();
    let bundle = county.ledger.borrow_mut().export_bundle(None).unwrap();
    let now_ms = town.now().as_millisecond();
    town.ledger.borrow_mut().enrol_from_bundle(now_ms, &code, &bundle, "镇办电脑", |_, _| {}).unwrap();
    county.hear(&town);
    (county, town)
}

/// Registers a case; its id.
pub(crate) fn registered(place: &Place, title: &str, received: &str) -> String {
    let case = json!({"title": title, "petitioner": "陈玉兰", "area": "三合村", "claim": ["拆除围墙"],
        "narrative": "反映邻居围墙占道。", "received": received});
    place.call("case.register", case)["case"].as_str().unwrap().to_owned()
}
