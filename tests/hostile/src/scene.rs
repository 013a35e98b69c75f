//! A county whose devices exchange bundles and pages without a relay, and the checks that every attack has in common.

use std::path::PathBuf;

use jiff::{Timestamp, civil::date};
use taizhang_client::{
    CaseEdit, Entropy, KeyKeeper as _, KeysInMemory, Ledger, NewCase, NewOffice, NewStaff, Received, StoreOptions,
    forge::Keys,
};
use taizhang_model::{
    ActBody, CaseId, OfficeId, OfficeKind, StaffId,
    act::{Channel, Register},
    fields,
};
use taizhang_wire::{Bundle, Epoch, FeedEntry, FeedPage, Item, read_bundle, write_bundle};

/// Counting bytes: different for every call, the same in every run.
#[must_use]
pub fn entropy(mut seed: u64) -> Entropy {
    Box::new(move |bytes| {
        for byte in bytes {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            *byte = (seed >> 33) as u8;
        }
    })
}

/// A minute of the story.
///
/// # Panics
/// Where the minute is centuries away.
#[must_use]
pub fn at(minute: i64) -> Timestamp {
    Timestamp::from_second(1_790_000_000 + minute * 60).expect("in range")
}

/// An act from its kind and payload.
///
/// # Panics
/// Where the payload is not that of the kind.
#[must_use]
pub fn act_body(kind: &str, payload: serde_json::Value) -> ActBody {
    ActBody::from_kind(kind, payload).expect("a sound payload")
}

/// An edit of a plain field.
#[must_use]
pub fn field(name: &str, value: &str) -> CaseEdit {
    CaseEdit::Field { name: name.into(), value: value.into() }
}

/// An ordinary case.
#[must_use]
pub fn new_case(title: &str) -> NewCase {
    NewCase {
        home: None,
        without: vec![],
        fields: vec![(fields::TITLE.into(), title.into()), (fields::AREA.into(), "三合村".into())],
        narrative: "反映邻居围墙占道。".into(),
        claims: vec!["拆除围墙".into()],
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

/// One device on its own files.
pub struct Device {
    /// Its ledger.
    pub ledger: Ledger,
    /// Its identity, which outlives the ledger.
    pub keys: KeysInMemory,
    path: PathBuf,
    seed: u64,
}

impl Device {
    fn new(folder: &std::path::Path, name: &str, seed: u64) -> Self {
        Self::open(folder.join(name), KeysInMemory::default(), seed)
    }

    fn open(path: PathBuf, keys: KeysInMemory, seed: u64) -> Self {
        let ledger = Ledger::open(&StoreOptions::clear(&path), Box::new(keys.clone()), entropy(seed));
        Self { ledger: ledger.expect("a ledger opens"), keys, path, seed }
    }

    /// Closes the ledger and opens it again.
    #[must_use]
    pub fn reopened(self) -> Self {
        let Self { ledger, keys, path, seed } = self;
        drop(ledger);
        Self::open(path, keys, seed.wrapping_add(1_000))
    }

    /// The same device in another folder, as if it had always been there.
    fn moved(&self, folder: &std::path::Path) -> Self {
        self.copied(folder.join(self.path.file_name().expect("a file")))
    }

    fn copied(&self, path: PathBuf) -> Self {
        let from = rusqlite::Connection::open(&self.path).expect("opens");
        from.execute("VACUUM INTO ?1", [path.to_string_lossy()]).expect("copied");
        let keys = KeysInMemory::default();
        keys.save(&self.keys.load().expect("in memory").expect("it has one")).expect("in memory");
        Self::open(path, keys, self.seed.wrapping_add(77))
    }

    /// A second device with the same identity and a copy of the same files: what a careless administrator makes.
    ///
    /// # Panics
    /// Where the files cannot be copied.
    #[must_use]
    pub fn clone_of(&self, name: &str) -> Self {
        self.copied(self.path.with_file_name(name))
    }

    /// Takes in items on a route.
    ///
    /// # Panics
    /// Where the call fails: no item may do that.
    pub fn take(&mut self, route: Route, items: Vec<Vec<u8>>) -> Received {
        match route {
            Route::Feed => {
                let cursor = self.ledger.status().expect("read").cursor;
                let (epoch, after) = cursor.map_or((Epoch([7; 16]), 0), |cursor| (cursor.epoch, cursor.after));
                let entries = (after + 1..).zip(items).map(|(position, item)| FeedEntry { position, item });
                let entries: Vec<_> = entries.collect();
                let page = FeedPage { epoch, next: after + entries.len() as u64, entries, more: false };
                self.ledger.receive(0, &page).expect("a page is always taken")
            }
            Route::Bundle => {
                let county = self.ledger.county().expect("enrolled");
                let bundle = write_bundle(&Bundle { county, items });
                let report = self.ledger.import_bundle(0, &bundle, |_, _| {}).expect("a bundle is always taken");
                Received {
                    changed: report.changed.into_iter().collect(),
                    quarantined: report.quarantined,
                    parked: report.parked,
                    known: report.known,
                    ..Received::default()
                }
            }
        }
    }

    /// Every item that this device would put on a stick.
    ///
    /// # Panics
    /// Where the device is not enrolled.
    pub fn items(&mut self) -> Vec<Vec<u8>> {
        let bundle = self.ledger.export_bundle(None).expect("exported");
        read_bundle(&bundle).expect("our own bundle").items
    }

    /// The quarantine's codes, oldest first.
    ///
    /// # Panics
    /// Where storage fails.
    pub fn quarantined(&mut self) -> Vec<String> {
        self.ledger.quarantine().expect("read").into_iter().map(|item| item.code).collect()
    }
}

/// A folder in memory where there is one: nothing here asks what a disk does.
fn folder() -> tempfile::TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).expect("a folder")
}

/// How an item comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Route {
    /// In a page of the relay's feed.
    Feed,
    /// In a bundle file.
    Bundle,
}

/// Devices of three offices, one of them hostile.
pub struct County {
    /// The files.
    pub folder: tempfile::TempDir,
    /// The county's own device, with the authority key.
    pub county: Device,
    /// The township's device: the victim.
    pub town: Device,
    /// The village's device: honest.
    pub village: Device,
    /// A second device of the township: enrolled, and hostile.
    pub mallory: Device,
    /// County, township, village.
    pub offices: [OfficeId; 3],
    /// The heads of the three, and the hostile one.
    pub staff: [StaffId; 4],
}

impl County {
    /// Founds a county and enrols everybody.
    ///
    /// # Panics
    /// Where anything of that fails.
    #[must_use]
    pub fn new() -> Self {
        let folder = folder();
        let mut county = Device::new(folder.path(), "county", 1);
        let (office, head) =
            county.ledger.found_county(at(0), "清河县", "QH", ("李建国", "局长"), "县局电脑").expect("founded");
        let mut add = |kind, parent, name: &str, code: &str| {
            let office = NewOffice { kind, parent: Some(parent), name: name.into(), code: code.into() };
            county.ledger.add_office(at(1), office).expect("added")
        };
        let town = add(OfficeKind::Township, office, "石桥镇", "SQ");
        let village = add(OfficeKind::Village, town, "三合村", "SH");
        let mut hire = |office, name: &str| {
            let staff = NewStaff {
                office,
                name: name.into(),
                title: "主任".into(),
                is_head: true,
                is_team_member: true,
                roles: Default::default(),
            };
            county.ledger.add_staff(at(1), staff).expect("added")
        };
        let staff = [head, hire(town, "王芳"), hire(village, "赵强"), hire(town, "马三")];
        let codes: Vec<_> =
            staff[1..].iter().map(|staff| county.ledger.invite(at(1), *staff).expect("invited")).collect();
        let bundle = county.ledger.export_bundle(None).expect("exported");
        let key = county.ledger.county().expect("founded");
        let join = |(index, name): (usize, &str)| {
            let mut device = Device::new(folder.path(), name, 2 + index as u64);
            device.ledger.enrol(at(1), &codes[index], key, "设备").expect("enrolled");
            device.ledger.import_bundle(0, &bundle, |_, _| {}).expect("imported");
            device
        };
        let [town_device, village_device, mallory] = [(0, "town"), (1, "village"), (2, "mallory")].map(join);
        let mut all = Self {
            county,
            town: town_device,
            village: village_device,
            mallory,
            offices: [office, town, village],
            staff,
            folder,
        };
        all.exchange();
        all
    }

    /// A device of the township that joins late: it has the directory and nothing else.
    ///
    /// # Panics
    /// Where it cannot join.
    #[must_use]
    pub fn newcomer(of: &Self) -> Device {
        Self::newcomer_named(of, "newcomer")
    }

    /// Another one.
    ///
    /// # Panics
    /// Where it cannot join.
    #[must_use]
    pub fn newcomer_named(of: &Self, name: &str) -> Device {
        let mut county = of.county.clone_of(&format!("county-for-{name}"));
        let code = county.ledger.invite(at(2), of.staff[1]).expect("invited");
        let bundle = county.ledger.export_bundle(None).expect("exported");
        let mut device = Device::new(of.folder.path(), name, 99 + name.len() as u64);
        device.ledger.enrol(at(2), &code, county.ledger.county().expect("founded"), "新设备").expect("enrolled");
        let mut items = read_bundle(&bundle).expect("our own").items;
        items.retain(|item| matches!(Item::decode(item), Ok(Item::Control(control)) if control.doc().is_none()));
        device.take(Route::Bundle, items);
        device
    }

    fn copied(&self) -> Self {
        let folder = folder();
        let copy = |device: &Device| device.moved(folder.path());
        Self {
            county: copy(&self.county),
            town: copy(&self.town),
            village: copy(&self.village),
            mallory: copy(&self.mallory),
            offices: self.offices,
            staff: self.staff,
            folder,
        }
    }

    /// Everybody gives everybody a bundle, twice.
    pub fn exchange(&mut self) {
        for _ in 0..2 {
            let all = [&mut self.county, &mut self.town, &mut self.village, &mut self.mallory];
            exchange(all);
        }
    }
}

impl Default for County {
    fn default() -> Self {
        Self::new()
    }
}

fn exchange<const N: usize>(mut devices: [&mut Device; N]) {
    for from in 0..N {
        let items = devices[from].items();
        for (to, device) in devices.iter_mut().enumerate() {
            if from != to {
                device.take(Route::Bundle, items.clone());
            }
        }
    }
}

/// A county with two cases: one to attack, one to stay as it is.
pub struct Scene {
    /// Who is there.
    pub all: County,
    /// The case that the attack is on; opened by the village.
    pub case: CaseId,
    /// Another.
    pub other: CaseId,
}

impl Scene {
    /// Two cases that everybody holds, with some history by more than one office. Made once a process, then copied.
    ///
    /// # Panics
    /// Where anything of that fails.
    #[must_use]
    pub fn new() -> Self {
        static FIRST: std::sync::OnceLock<std::sync::Mutex<Scene>> = std::sync::OnceLock::new();
        let first = FIRST.get_or_init(|| std::sync::Mutex::new(Self::make()));
        let first = first.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        Self { all: first.all.copied(), case: first.case, other: first.other }
    }

    fn make() -> Self {
        let mut all = County::new();
        let case = all.village.ledger.register(at(10), new_case("围墙占道")).expect("registered").case;
        let other = all.village.ledger.register(at(11), new_case("水渠堵塞")).expect("registered").case;
        all.exchange();
        let accept = act_body("accept", serde_json::json!({"notice_no": null}));
        all.town.ledger.act(at(20), case, accept, None).expect("accepted");
        all.town
            .ledger
            .edit(at(21), case, vec![CaseEdit::Narrative("反映邻居围墙占道，已三年。".into())])
            .expect("edited");
        all.exchange();
        all.village.ledger.edit(at(22), case, vec![field(fields::AREA, "三合村六组")]).expect("edited");
        all.exchange();
        Self { all, case, other }
    }

    /// The victim works on: it edits both cases, opens again with the same content, and takes in an honest change that
    /// comes after; in the end victim and honest device show the same.
    ///
    /// # Panics
    /// Where it does not.
    #[must_use]
    pub fn works_on(mut self, route: Route) -> Self {
        let note = |text: &str| act_body("note", serde_json::json!({"text": text}));
        for case in [self.case, self.other] {
            let victim = &mut self.all.town.ledger;
            victim.edit(at(30), case, vec![field(fields::TITLE, "改了标题")]).expect("the victim edits");
            victim.act(at(31), case, note("照常办理"), None).expect("the victim records an act");
            victim.edit(at(32), case, vec![CaseEdit::Narrative("改过的诉求。".into())]).expect("the victim writes");
        }
        let views =
            |device: &mut Device, cases: [CaseId; 2]| cases.map(|case| device.ledger.view(case).expect("a view"));
        let cases = [self.case, self.other];
        let before = (views(&mut self.all.town, cases), self.all.town.ledger.heads().expect("heads"));
        self.all.town = self.all.town.reopened();
        assert_eq!(before, (views(&mut self.all.town, cases), self.all.town.ledger.heads().expect("heads")));

        for case in cases {
            self.all.village.ledger.act(at(40), case, note("后来的记录"), None).expect("the village works too");
        }
        let later = self.all.village.items();
        self.all.town.take(route, later);
        let back = self.all.town.items();
        self.all.village.take(Route::Bundle, back);
        assert_eq!(views(&mut self.all.town, cases), views(&mut self.all.village, cases));
        assert_eq!(self.heads_of(cases[0]), self.village_heads_of(cases[0]));
        self
    }

    /// Seals an item's content with its document's key, as every enrolled device can, and encodes it.
    ///
    /// # Panics
    /// Where storage fails.
    pub fn encode(&mut self, item: Item) -> Vec<u8> {
        let doc = match &item {
            Item::Envelope(envelope) => envelope.doc,
            Item::Snapshot(snapshot) => snapshot.doc,
            Item::Control(_) => return item.encode(),
        };
        Keys::of(&mut self.all.mallory.ledger, doc).expect("read").seal(item).encode()
    }

    fn heads_of(&mut self, case: CaseId) -> Option<Vec<taizhang_wire::ChangeHash>> {
        self.all.town.ledger.heads().expect("heads").remove(&case)
    }

    fn village_heads_of(&mut self, case: CaseId) -> Option<Vec<taizhang_wire::ChangeHash>> {
        self.all.village.ledger.heads().expect("heads").remove(&case)
    }

    /// Gives the items to the victim, which must put exactly so many aside, all with this code, touch no document, and
    /// work on.
    ///
    /// # Panics
    /// Where it does not.
    pub fn is_put_aside(mut self, route: Route, items: Vec<Vec<u8>>, codes: &[taizhang_wire::Code]) {
        let before = self.all.town.ledger.heads().expect("heads");
        self.all.town.take(route, items);
        let found = self.all.town.quarantined();
        let expected: Vec<_> = codes.iter().map(|code| code.as_str()).collect();
        assert_eq!(found, expected, "{route:?}");
        assert_eq!(before, self.all.town.ledger.heads().expect("heads"), "no document is touched");
        let _ = self.works_on(route);
    }
}

impl Default for Scene {
    fn default() -> Self {
        Self::new()
    }
}

/// An item's document, for picking items out of a bundle.
pub(crate) fn envelope_of(item: &[u8]) -> Option<taizhang_wire::Envelope> {
    match Item::decode(item) {
        Ok(Item::Envelope(envelope)) => Some(envelope),
        _ => None,
    }
}
