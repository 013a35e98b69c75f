//! A device's database, crashed at every write of a day's work: it opens again, it is sound, every edit that was
//! acknowledged is there, and the day goes on to the same end. A disk that fills up or fails costs the call that met it
//! and nothing else.
#![allow(clippy::unwrap_used, reason = "it is a test, its fixtures included")]

use rusqlite::{Connection, OpenFlags};
use serde_json::{Value, json};
use taizhang_client::{CaseEdit, DbKey, Error, Identity, KeyKeeper as _, KeysInMemory, Ledger, StoreOptions};
use taizhang_e2e::{
    county::{Seed, World, act, assert_same, at, at_ms, compacted, new_case, note, rendered, stories, take_all},
    every_write::{every_write, points_at_most, sample},
};
use taizhang_faulty_disk::{Disk, DiskImage, Fault};
use taizhang_model::{CaseId, fields};
use taizhang_wire::{Epoch, FeedEntry, FeedPage, Item, read_bundle};

const FILE: &str = "ledger.db";
const STEPS: usize = 21;
/// Those in which everything goes out, batch after batch.
const PUSHES: [usize; 3] = [14, 16, 19];
/// How many steps before the one that crashes are done on the same disk: what they acknowledged and did not sync would
/// be lost with it.
const LEAD: usize = 2;
/// What the world outside the device is, the same in every run.
struct Outside {
    world: World,
    shared: CaseId,
    /// The feed at first: the directory, a case as a snapshot, changes behind it.
    early: Vec<Vec<u8>>,
    /// What the village wrote meanwhile, not knowing what the township writes.
    late: Vec<Vec<u8>>,
}

impl Outside {
    fn new() -> Self {
        let mut world = World::new();
        let shared = world.village_case("围墙占道");
        let mut early = Vec::new();
        take_all(&mut world.county, |item| early.push(item)).unwrap();
        for n in 0..40 {
            world.village.act(at(11 + n), shared, note(&format!("走访第{n}户")), None).unwrap();
        }
        // A bundle has a long history in one piece, as a relay has once somebody sent it a snapshot.
        early.extend(read_bundle(&world.village.export_bundle(None).unwrap()).unwrap().items);
        take_all(&mut world.village, drop).unwrap();
        for n in 0..28 {
            world.village.act(at(80 + n), shared, note(&format!("回访第{n}户")), None).unwrap();
        }
        take_all(&mut world.village, |item| early.push(item)).unwrap();
        let mut late = Vec::new();
        let area = CaseEdit::Field { name: fields::AREA.into(), value: "三合村六组".into() };
        world.village.edit(at(120), shared, vec![area]).unwrap();
        world.village.act(at(121), shared, note("村里再次劝说"), None).unwrap();
        world.village.register(at(122), new_case("水渠渗漏")).unwrap();
        take_all(&mut world.village, |item| late.push(item)).unwrap();
        Self { world, shared, early: compacted(early), late }
    }
}

/// The township's device, and the relay as it sees it.
struct Device<'a> {
    outside: &'a Outside,
    disk: Disk,
    keys: KeysInMemory,
    seed: Seed,
    ledger: Option<Ledger>,
    feed: Vec<Vec<u8>>,
    epoch: u8,
}

/// The device between two steps: enough to begin there again.
struct Moment {
    image: DiskImage,
    identity: Option<Identity>,
    feed: Vec<Vec<u8>>,
    epoch: u8,
}

impl<'a> Device<'a> {
    fn new(outside: &'a Outside) -> Self {
        Self {
            outside,
            disk: Disk::new(),
            keys: KeysInMemory::default(),
            seed: Seed::default(),
            ledger: None,
            feed: outside.early.clone(),
            epoch: 1,
        }
    }

    fn moment(&self) -> Moment {
        let identity = self.keys.load().unwrap();
        Moment { image: self.disk.snapshot(), identity, feed: self.feed.clone(), epoch: self.epoch }
    }

    fn at_moment(outside: &'a Outside, moment: &Moment) -> Self {
        let mut device = Self::new(outside);
        device.disk.restore(&moment.image);
        if let Some(identity) = &moment.identity {
            device.keys.save(identity).unwrap();
        }
        (device.feed, device.epoch) = (moment.feed.clone(), moment.epoch);
        device
    }

    fn open(&mut self) -> Result<(), Error> {
        self.ledger = Some(Ledger::open(&options(&self.disk), Box::new(self.keys.clone()), self.seed.entropy())?);
        Ok(())
    }

    fn ledger(&mut self) -> &mut Ledger {
        self.ledger.as_mut().expect("the first step opened it")
    }

    /// What follows the device's cursor.
    fn page(&mut self) -> Result<FeedPage, Error> {
        let epoch = Epoch([self.epoch; 16]);
        let cursor = self.ledger().status()?.cursor.filter(|cursor| cursor.epoch == epoch);
        let after = cursor.map_or(0, |cursor| cursor.after);
        let entry = |(position, item): (u64, &Vec<u8>)| FeedEntry { position, item: item.clone() };
        let entries = (1..).zip(&self.feed).filter(|(position, _)| *position > after).map(entry).collect();
        Ok(FeedPage { epoch, entries, next: self.feed.len() as u64, more: false })
    }

    /// The relay takes what it lacks. A snapshot is sealed anew each time it is offered, and is the same by its heads.
    fn put(&mut self, items: &[Vec<u8>]) {
        let snapshot = |item: &[u8]| match Item::decode(item) {
            Ok(Item::Snapshot(snapshot)) => Some(snapshot.id()),
            _ => None,
        };
        for item in items {
            let id = snapshot(item);
            let held = |known: &Vec<u8>| known == item || (id.is_some() && snapshot(known) == id);
            if !self.feed.iter().any(held) {
                self.feed.push(item.clone());
            }
        }
    }

    fn case(&mut self, title: &str) -> Result<CaseId, Error> {
        let lines = self.ledger().list(&taizhang_client::CaseFilter::default())?;
        Ok(lines.into_iter().find(|line| line.title == title).expect("an earlier step registered it").id)
    }

    /// One step of the day. Each is whole or has not been.
    fn step(&mut self, step: usize) -> Result<(), Error> {
        self.seed.set(1_000 + step as u64);
        let shared = self.outside.shared;
        let now = at(200 + step as i64);
        let now_ms = at_ms(200 + step as i64);
        match step {
            0 => self.open(),
            1 => {
                let (code, directory) = (&self.outside.world.code, &self.outside.world.directory);
                let county = Ledger::bundle_county(directory)?;
                self.ledger().enrol(taizhang_e2e::county::at(1), code, county, "镇办电脑").map(drop)
            }
            2 => {
                let directory = &self.outside.world.directory;
                self.ledger().import_bundle(now_ms, directory, |_, _| {}).map(drop)
            }
            4 => self.ledger().register(now, new_case("宅基地边界")).map(drop),
            5 => {
                let case = self.case("宅基地边界")?;
                let area = CaseEdit::Field { name: fields::AREA.into(), value: "石桥镇东街".into() };
                let text = CaseEdit::Narrative("两家争一堵墙，已三年。".into());
                self.ledger().edit(now, case, vec![area, text]).map(drop)
            }
            6 => {
                let area = CaseEdit::Field { name: fields::AREA.into(), value: "三合村七组".into() };
                self.ledger().edit(now, shared, vec![area]).map(drop)
            }
            7 => self.ledger().act(now, shared, act("accept", json!({"notice_no": null})), None).map(drop),
            // The case's tail grows over its bound here: it is folded into the base.
            8..=13 => self.ledger().act(now, shared, note(&format!("第{step}次调解")), None).map(drop),
            17 => self.ledger().choose(now, shared, fields::AREA, 0),
            20 => {
                let cases = ["噪声", "排水", "低保"].map(new_case).to_vec();
                self.ledger().register_all(now, cases).map(drop)
            }
            3 | 15 | 18 => {
                match step {
                    15 => self.put(&self.outside.late),
                    // The relay is back from a backup that lacks what was written last.
                    18 if self.epoch == 1 => {
                        self.epoch = 2;
                        self.feed.truncate(self.outside.early.len() + 2);
                    }
                    _ => {}
                }
                let page = self.page()?;
                self.ledger().receive(now_ms, &page).map(drop)
            }
            14 | 16 | 19 => {
                let mut taken = Vec::new();
                let outcome = take_all(self.ledger(), |item| taken.push(item));
                self.put(&taken);
                outcome
            }
            _ => unreachable!("the day has {STEPS} steps"),
        }
    }

    fn rendered(&mut self) -> Value {
        rendered(self.ledger()).unwrap()
    }

    fn assert_sound(&mut self, when: &str) {
        self.ledger = None;
        // The encrypting layer above the disk, by its name in SQLite.
        let vfs = format!("multipleciphers-{}", Disk::vfs_name());
        let db = Connection::open_with_flags_and_vfs(self.disk.path(FILE), OpenFlags::default(), vfs.as_str()).unwrap();
        key().unlock(&db).unwrap();
        db.pragma_update(None, "locking_mode", "EXCLUSIVE").unwrap();
        let word: String = db.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
        assert_eq!(word, "ok", "{when}");
    }

    /// The power comes back: the database is sound, the ledger opens, and the step that was cut short is whole or has
    /// not been.
    fn after_power_cut(&mut self, seed: u64, step: usize, day: &Day, when: &str) {
        self.ledger = None;
        self.disk.restart(seed);
        self.assert_sound(when);
        self.open().unwrap_or_else(|error| panic!("{when}: {error}"));
        let now = self.rendered();
        if now != day.rendered[step] && step > 0 {
            assert_same(&now, &day.rendered[step - 1], when);
        }
    }

    /// The day goes on: to its end in every eighth story, in the others as far as two more steps, since what is seen
    /// then is all that the rest depends on.
    fn go_on(&mut self, from: usize, story: usize, day: &Day, when: &str) {
        let end = if story.is_multiple_of(8) || every_write() { STEPS } else { STEPS.min(from + 2) };
        for step in from..end {
            self.step(step).unwrap_or_else(|error| panic!("{when}, step {step}: {error}"));
        }
        assert_same(&self.rendered(), &day.rendered[end - 1], when);
        if end == STEPS {
            assert_same(&stories(self.ledger()).unwrap(), &day.stories, when);
        }
    }
}

/// The day without a fault.
struct Day {
    /// Before each step.
    moments: Vec<Moment>,
    /// After each step.
    rendered: Vec<Value>,
    /// At its end.
    stories: Value,
    /// The operations of each step.
    writes: Vec<u64>,
}

impl Day {
    fn without_faults(outside: &Outside) -> Self {
        let mut day = Self { moments: Vec::new(), rendered: Vec::new(), stories: Value::Null, writes: Vec::new() };
        let mut device = Device::new(outside);
        for step in 0..STEPS {
            day.moments.push(device.moment());
            let before = device.disk.writes();
            device.step(step).unwrap();
            day.writes.push(device.disk.writes() - before);
            day.rendered.push(device.rendered());
        }
        day.stories = stories(device.ledger()).unwrap();
        let status = &day.rendered[STEPS - 1]["status"];
        assert_eq!((&status["quarantined"], &status["waiting"]), (&json!(0), &json!(0)));
        assert_eq!(status["cases"], 6, "two of the village, four of its own");
        day
    }

    /// A device on the point of taking a step, its last steps done on the same disk.
    fn before<'a>(&self, outside: &'a Outside, step: usize) -> Device<'a> {
        let first = step.saturating_sub(LEAD);
        let mut device = Device::at_moment(outside, &self.moments[first]);
        if first > 0 {
            device.open().unwrap();
        }
        for lead in first..step {
            device.step(lead).unwrap();
        }
        device
    }

    /// Every operation of the day, by its step and its place in it; or a sample of them.
    fn points(&self, what: &str, most: u64) -> Vec<(usize, u64)> {
        let all: Vec<_> = (0..STEPS).flat_map(|step| (0..self.writes[step]).map(move |op| (step, op))).collect();
        points_at_most(what, all.len() as u64, most).into_iter().map(|point| all[point as usize]).collect()
    }
}

fn key() -> DbKey {
    DbKey::new([0x5a; 32])
}

/// Encrypted, as on a device of people's.
fn options(disk: &Disk) -> StoreOptions {
    let vfs = Some(Disk::vfs_name().to_owned());
    StoreOptions { vfs, exclusive: true, ..StoreOptions::file(disk.path(FILE), key()) }
}

#[test]
fn a_crash_at_any_write_keeps_what_was_acknowledged_and_the_day_goes_on() {
    let outside = Outside::new();
    let day = Day::without_faults(&outside);
    let (mut crashes, mut undone) = (0, 0);
    for (story, (step, op)) in day.points("crash", 120).into_iter().enumerate() {
        for tear in 0..if every_write() { 4 } else { 1 } {
            let when = format!("crash at operation {op} of step {step}, tear {tear}");
            let mut device = day.before(&outside, step);
            device.disk.crash_at(device.disk.writes() + op);
            let outcome = device.step(step);
            if !device.disk.is_crashed() {
                continue;
            }
            crashes += 1;
            undone += usize::from(outcome.is_err());
            device.after_power_cut(op * 4 + tear, step, &day, &when);
            // A step may have been acknowledged although the crash struck in it: at the tidying after the commit.
            let whole = device.rendered() == day.rendered[step];
            assert!(whole || outcome.is_err(), "{when}: it was acknowledged");
            let repeat = outcome.is_err() && (!whole || step > 0 && day.rendered[step] == day.rendered[step - 1]);
            device.go_on(if repeat { step } else { step + 1 }, story, &day, &when);
        }
    }
    assert!(crashes > 80 && undone > 60, "{crashes} crashes, {undone} of them before the acknowledgement");
}

/// Points of the first of two crashes, unless all are asked for.
const FIRST_CRASHES: u64 = 4;

/// Devices whose power was cut while they took in a page, at several points, up again: what follows finds that an
/// earlier process died on the page, and takes its items in one by one.
fn after_a_death<'a>(outside: &'a Outside, day: &Day, step: usize) -> Vec<(u64, Device<'a>)> {
    let mut devices = Vec::new();
    for first in points_at_most("first crash", day.writes[step], FIRST_CRASHES) {
        let mut device = day.before(outside, step);
        device.disk.crash_at(device.disk.writes() + first);
        if device.step(step).is_err() {
            device.after_power_cut(first, step, day, &format!("crash at operation {first} of step {step}"));
            devices.push((first, device));
        }
    }
    devices
}

#[test]
fn power_cuts_in_a_row_while_a_page_is_taken_in_condemn_nobody() {
    let outside = Outside::new();
    let day = Day::without_faults(&outside);
    for step in [3, 15] {
        let few = sample(day.writes[step], FIRST_CRASHES);
        for (first, mut probe) in after_a_death(&outside, &day, step) {
            let moment = probe.moment();
            let before = probe.disk.writes();
            probe.step(step).unwrap();
            let writes = probe.disk.writes() - before;
            // Every first crash with a few second ones, and a few first ones with every second: all pairs would take hours.
            let seconds =
                if few.contains(&first) { points_at_most("second crash", writes, 8) } else { sample(writes, 8) };
            for second in seconds {
                let when =
                    format!("crash at operation {first} of step {step}, then at operation {second} of the retry");
                let mut device = Device::at_moment(&outside, &moment);
                device.open().unwrap();
                for seed in [second, second + 1] {
                    device.disk.crash_at(device.disk.writes() + second);
                    let outcome = device.step(step);
                    if device.disk.is_crashed() {
                        device.ledger = None;
                        device.disk.restart(seed);
                        device.assert_sound(&when);
                        device.open().unwrap();
                    }
                    device.disk.crash_at(u64::MAX);
                    assert!(outcome.is_err() || device.rendered() == day.rendered[step], "{when}");
                }
                device.go_on(step, 1, &day, &when);
            }
        }
    }
}

#[test]
fn a_disk_that_fails_while_a_page_is_taken_in_item_by_item_condemns_nobody() {
    let outside = Outside::new();
    let day = Day::without_faults(&outside);
    for (first, probe) in after_a_death(&outside, &day, 15) {
        let moment = probe.moment();
        for op in 0..24 {
            let when = format!("crash at operation {first}, then a fault at operation {op} of each of six retries");
            let mut device = Device::at_moment(&outside, &moment);
            device.open().unwrap();
            for _ in 0..6 {
                device.disk.fail_at(device.disk.writes() + op, 1, Fault::Full);
                if let Err(error) = device.step(15) {
                    assert_eq!(error.code(), "disk_full", "{when}");
                }
            }
            // On a disk that is well: a fault that none of the retries has met is not to strike later.
            let mut device = Device::at_moment(&outside, &device.moment());
            device.open().unwrap();
            device.go_on(15, 1, &day, &when);
        }
    }
}

#[test]
fn a_disk_that_fills_up_or_fails_at_any_write_costs_that_call_alone() {
    let outside = Outside::new();
    let day = Day::without_faults(&outside);
    for (fault, set, code) in [
        (Fault::Full, Disk::set_full as fn(&Disk, bool), "disk_full"),
        (Fault::Io, Disk::set_io_error as fn(&Disk, bool), "storage"),
    ] {
        let mut struck = 0;
        for (story, (step, op)) in day.points(code, 50).into_iter().enumerate() {
            let when = format!("{fault:?} at operation {op} of step {step}");
            let mut device = day.before(&outside, step);
            device.disk.fail_at(device.disk.writes() + op, 1, fault);
            let outcome = device.step(step);
            if let Err(error) = outcome {
                struck += 1;
                assert_eq!(error.code(), code, "{when}: {error}");
                set(&device.disk, true);
                if step > 0 {
                    let mut before = day.rendered[step - 1].clone();
                    let stands = device.rendered();
                    if PUSHES.contains(&step) {
                        // Each batch is a call of its own: what was answered before the disk failed is out.
                        let unsent = |rendered: &Value| rendered["status"]["unsent"].as_u64().unwrap();
                        assert!(unsent(&stands) <= unsent(&before), "{when}: {}", unsent(&stands));
                        before["status"]["unsent"] = stands["status"]["unsent"].clone();
                    }
                    assert_same(&stands, &before, &format!("{when}: reads go on"));
                    assert_eq!(device.step(step).unwrap_err().code(), code, "{when}: a second time");
                    assert_same(&device.rendered(), &before, &format!("{when}: reads go on"));
                }
                set(&device.disk, false);
                device.step(step).unwrap_or_else(|error| panic!("{when}, healed: {error}"));
            }
            assert_same(&device.rendered(), &day.rendered[step], &when);
            device.go_on(step + 1, story, &day, &when);
            device.assert_sound(&when);
        }
        assert!(struck > 30, "{fault:?} struck {struck} times");
    }
}

#[test]
fn a_county_whose_founding_was_cut_short_can_be_founded() {
    let found = |disk: &Disk, keys: &KeysInMemory, seed: &Seed| -> Result<Ledger, Error> {
        let mut ledger = Ledger::open(&options(disk), Box::new(keys.clone()), seed.entropy())?;
        ledger.found_county(at(0), "清河县", "QH", ("李建国", "局长"), "县局电脑")?;
        Ok(ledger)
    };
    let whole = Disk::new();
    found(&whole, &KeysInMemory::default(), &Seed::default()).unwrap();
    for op in 0..whole.writes() {
        let (disk, keys, seed) = (Disk::new(), KeysInMemory::default(), Seed::default());
        disk.crash_at(op);
        if found(&disk, &keys, &seed).is_ok() {
            continue;
        }
        disk.restart(op);
        let founded = match found(&disk, &keys, &seed) {
            // It was whole, only nobody was told.
            Err(Error::AlreadyEnrolled) => Ledger::open(&options(&disk), Box::new(keys.clone()), seed.entropy()),
            other => other,
        };
        let listing = founded.unwrap().listing().unwrap();
        assert_eq!((listing.offices.len(), listing.devices.len()), (1, 1), "crash at operation {op}");
        assert_eq!(listing.county.as_deref(), Some("清河县"));
    }
}
