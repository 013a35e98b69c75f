//! The relay's database, crashed at every write of a day: what was answered after a commit is there, no position of a
//! feed is given twice or left out, and a cursor that was taken before the crash reads on to the end. A disk that fills up
//! or fails costs the push that met it and nothing else.
#![allow(clippy::unwrap_used, reason = "it is a test, its fixtures included")]

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use taizhang_e2e::every_write::{every_write, points_at_most};
use taizhang_faulty_disk::{Disk, Fault};
use taizhang_model::DeviceId;
use taizhang_relay::{
    Error,
    log::{
        Caller, Log, Read, SqliteLog, SqliteOptions,
        conformance::county::{
            self, COUNTY, OTHER, TOWNSHIP, VILLAGE, caller, device, envelope, hash, office, snapshot,
        },
    },
};
use taizhang_wire::{Answer, Cursor, DocId, Epoch, FeedEntry, FeedPage, Item, Position, PublicKey};

const FILE: &str = "relay.db";
const OFFICES: [usize; 4] = [COUNTY, TOWNSHIP, VILLAGE, OTHER];
const STEPS: usize = 11;
const SECOND_EPOCH: Epoch = Epoch([0xe1; 16]);
/// A page is short, so that a cursor stands in the middle of things.
const PAGE_ITEMS: usize = 4;

/// A change that names one earlier change as seen.
fn change(by: usize, doc: DocId, seq: u64, seen: Option<(usize, u64)>) -> Item {
    let own = (seq > 1).then(|| hash(by, seq - 1));
    let deps: Vec<_> = own.into_iter().chain(seen.map(|(by, seq)| hash(by, seq))).collect();
    envelope(by, doc, seq, &deps)
}

/// Everything that a reader of an office has read, and where it stands.
#[derive(Clone, Default)]
struct Reader {
    cursor: Option<Cursor>,
    entries: BTreeMap<Position, Vec<u8>>,
}

impl Reader {
    /// Reads on to the end, from wherever it stands.
    fn read(&mut self, log: &SqliteLog, of: usize, when: &str) {
        loop {
            let page = log.page(office(of), self.cursor, PAGE_ITEMS, usize::MAX).unwrap();
            let FeedPage { epoch, entries, next, more } = page;
            if self.cursor.is_some_and(|cursor| cursor.epoch != epoch) {
                *self = Self::default();
            }
            for FeedEntry { position, item } in entries {
                let after = self.cursor.map_or(0, |cursor| cursor.after);
                assert!(position > after, "{when}: office {of} is served position {position} after {after}");
                let known = self.entries.insert(position, item);
                assert!(known.is_none(), "{when}: position {position} of office {of} was given twice");
            }
            self.cursor = Some(Cursor { epoch, after: next });
            if !more {
                return;
            }
        }
    }

    /// How many changes of each author it has, a snapshot counting for all that it covers, and none missing between.
    fn has(&self, doc: DocId) -> BTreeMap<DeviceId, u64> {
        let mut alone: BTreeMap<DeviceId, BTreeSet<u64>> = BTreeMap::new();
        let mut has: BTreeMap<DeviceId, u64> = BTreeMap::new();
        for item in self.entries.values() {
            match Item::decode(item).unwrap() {
                Item::Envelope(envelope) if envelope.doc == doc => {
                    alone.entry(envelope.attestation.actor.device()).or_default().insert(envelope.attestation.seq);
                }
                Item::Snapshot(snapshot) if snapshot.doc == doc => {
                    for tip in snapshot.tips {
                        let covered = has.entry(tip.actor.device()).or_default();
                        *covered = (*covered).max(tip.seq);
                    }
                }
                _ => {}
            }
        }
        for (author, seqs) in alone {
            let has = has.entry(author).or_default();
            for seq in seqs {
                *has += u64::from(seq == *has + 1);
            }
        }
        has
    }
}

/// What every office can read, from the beginning.
type Served = Vec<(Position, BTreeMap<Position, Vec<u8>>)>;

fn served(log: &SqliteLog) -> Served {
    let of = |of: usize| {
        let mut reader = Reader::default();
        reader.read(log, of, "from the beginning");
        (log.head(office(of)).unwrap(), reader.entries)
    };
    OFFICES.into_iter().map(of).collect()
}

struct Relay {
    disk: Disk,
    log: Option<SqliteLog>,
    readers: [Reader; 4],
}

impl Relay {
    fn new() -> Self {
        Self { disk: Disk::new(), log: None, readers: Default::default() }
    }

    fn open(&mut self) -> Result<(), Error> {
        let options = SqliteOptions { vfs: Some(Disk::vfs_name().to_owned()), exclusive: true };
        let path = self.disk.path(FILE);
        self.log = None;
        self.log =
            Some(SqliteLog::open(Path::new(&path), options, PublicKey::of(&county::authority()), county::EPOCH)?);
        Ok(())
    }

    fn log(&mut self) -> &mut SqliteLog {
        self.log.as_mut().expect("the first step opened it")
    }

    /// Pushes and commits: what the relay answers, all of it must hold.
    fn push(&mut self, from: Caller, items: &[Item]) -> Result<(), Error> {
        let items: Vec<_> = items.iter().map(Item::encode).collect();
        let items: Vec<_> = items.iter().map(Vec::as_slice).collect();
        let answers = self.log().append(from, county::NOW_MS, &items)?;
        self.log().commit()?;
        assert!(answers.iter().all(Answer::is_held), "{answers:?}");
        Ok(())
    }

    /// One step of the day. Taken twice, it is as if taken once: a client that was not answered comes again.
    fn step(&mut self, step: usize) -> Result<(), Error> {
        let (doc, opening) = county::open(VILLAGE, &[TOWNSHIP, VILLAGE], 1);
        let (other, other_opening) = county::open(OTHER, &[COUNTY, TOWNSHIP, OTHER], 2);
        let shared = county::audience(TOWNSHIP, doc, opening.id(), &[COUNTY], &[]);
        match step {
            0 => self.open(),
            1 => {
                let is_founded = self.log().grants().devices().next().is_some();
                let from = if is_founded { caller(COUNTY) } else { Caller::Bootstrap };
                self.push(from, &county::directory().into_iter().map(Item::Control).collect::<Vec<_>>())
            }
            2 => {
                let first = [Item::Control(opening), change(VILLAGE, doc, 1, None), change(VILLAGE, doc, 2, None)];
                self.push(caller(VILLAGE), &first)
            }
            3 => {
                self.push(caller(VILLAGE), &[change(VILLAGE, doc, 3, None)])?;
                self.push(caller(TOWNSHIP), &[change(TOWNSHIP, doc, 1, Some((VILLAGE, 2)))])
            }
            4 => self.push(caller(TOWNSHIP), &[Item::Control(shared)]),
            // The changes give way to one item.
            5 => self.push(caller(VILLAGE), &[snapshot(doc, &[(VILLAGE, 3), (TOWNSHIP, 1)])]),
            6 => {
                let place = self.log().head(office(COUNTY))?;
                let reader = PublicKey::of(&device(COUNTY)).device();
                self.log().cursors().note(reader, office(COUNTY), place);
                self.push(
                    caller(VILLAGE),
                    &[change(VILLAGE, doc, 4, Some((TOWNSHIP, 1))), change(VILLAGE, doc, 5, None)],
                )
            }
            7 => {
                let many = (1..=12).map(|seq| change(OTHER, other, seq, None));
                let all: Vec<_> = std::iter::once(Item::Control(other_opening)).chain(many).collect();
                self.push(caller(OTHER), &all)
            }
            8 => {
                let out = county::audience(TOWNSHIP, doc, shared.id(), &[], &[COUNTY]);
                self.push(caller(TOWNSHIP), &[Item::Control(out.clone())])?;
                let back = county::audience(TOWNSHIP, doc, out.id(), &[COUNTY], &[]);
                self.push(caller(TOWNSHIP), &[Item::Control(back)])
            }
            9 if self.log().epoch()? == SECOND_EPOCH => Ok(()),
            9 => self.log().new_epoch(SECOND_EPOCH),
            10 => {
                self.push(caller(TOWNSHIP), &[change(TOWNSHIP, doc, 2, Some((VILLAGE, 5)))])?;
                self.push(caller(OTHER), &[snapshot(other, &[(OTHER, 12)])])
            }
            _ => unreachable!("the day has {STEPS} steps"),
        }
    }

    /// Every office reads on from its cursor.
    fn read_on(&mut self, when: &str) {
        let log = self.log.as_ref().expect("it is open");
        for (of, reader) in OFFICES.into_iter().zip(&mut self.readers) {
            reader.read(log, of, when);
        }
    }

    fn served(&mut self) -> Served {
        served(self.log())
    }

    fn assert_sound(&mut self, when: &str) {
        self.log = None;
        let db = self.disk.open(FILE).unwrap();
        db.pragma_update(None, "locking_mode", "EXCLUSIVE").unwrap();
        let word: String = db.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
        assert_eq!(word, "ok", "{when}");
    }

    fn go_on(&mut self, from: usize, day: &Day, when: &str) {
        for step in from..STEPS {
            self.step(step).unwrap_or_else(|error| panic!("{when}, step {step}: {error}"));
            assert!(self.served() == day.served[step], "{when}: step {step} ends otherwise");
            self.read_on(when);
        }
        let (doc, _) = county::open(VILLAGE, &[TOWNSHIP, VILLAGE], 1);
        let (other, _) = county::open(OTHER, &[COUNTY, TOWNSHIP, OTHER], 2);
        let id = |of: usize| PublicKey::of(&device(of)).device();
        for reader in &self.readers[..3] {
            assert_eq!(reader.has(doc), BTreeMap::from([(id(VILLAGE), 5), (id(TOWNSHIP), 2)]), "{when}");
        }
        assert_eq!(self.readers[0].has(other), BTreeMap::from([(id(OTHER), 12)]), "{when}");
    }
}

/// The day without a fault: what is served after each step, and where each step's operations begin.
struct Day {
    served: Vec<Served>,
    ends: Vec<u64>,
}

impl Day {
    fn without_faults() -> Self {
        let mut relay = Relay::new();
        let mut day = Self { served: Vec::new(), ends: Vec::new() };
        for step in 0..STEPS {
            relay.step(step).unwrap();
            day.ends.push(relay.disk.writes());
            day.served.push(relay.served());
        }
        day
    }

    fn points(&self, what: &str, most: u64) -> Vec<u64> {
        points_at_most(what, *self.ends.last().unwrap(), most)
    }
}

/// Runs the day up to a step that fails.
fn until_failure(relay: &mut Relay) -> Option<(usize, Error)> {
    for step in 0..STEPS {
        if let Err(error) = relay.step(step) {
            return Some((step, error));
        }
        if relay.disk.is_crashed() {
            return Some((step + 1, Error::ShuttingDown));
        }
        relay.read_on("before the fault");
    }
    None
}

#[test]
fn a_crash_at_any_write_keeps_what_was_answered_and_every_cursor_reads_on() {
    let day = Day::without_faults();
    let mut crashes = 0;
    for op in day.points("crash", 200) {
        for tear in 0..if every_write() { 4 } else { 1 } {
            let when = format!("crash at operation {op}, tear {tear}");
            let mut relay = Relay::new();
            relay.disk.crash_at(op);
            let Some((step, _)) = until_failure(&mut relay) else { continue };
            crashes += 1;
            relay.log = None;
            relay.disk.restart(op * 4 + tear);
            relay.assert_sound(&when);
            relay.open().unwrap_or_else(|error| panic!("{when}: {error}"));
            if step > 0 {
                // A step of two pushes may have done the first: nothing of the step before is missing all the same.
                let now = relay.served();
                let whole = [step - 1, step].into_iter().any(|step| day.served.get(step) == Some(&now));
                assert!(whole || [3, 8, 10].contains(&step), "{when}: step {step} is half there");
                relay.read_on(&when);
            }
            relay.go_on(step, &day, &when);
        }
    }
    assert!(crashes > 50, "{crashes} crashes");
}

#[test]
fn a_disk_that_fills_up_or_fails_at_any_write_costs_that_push_alone() {
    let day = Day::without_faults();
    for (fault, set, is_full) in
        [(Fault::Full, Disk::set_full as fn(&Disk, bool), true), (Fault::Io, Disk::set_io_error, false)]
    {
        let mut struck = 0;
        for op in day.points("fault", 150) {
            let when = format!("{fault:?} at operation {op}");
            let mut relay = Relay::new();
            relay.disk.fail_at(op, 1, fault);
            let Some((step, error)) = until_failure(&mut relay) else { continue };
            struck += 1;
            assert_eq!((error.code().as_str(), error.is_disk_full()), ("storage", is_full), "{when}: {error}");
            assert!(error.is_retryable(), "{when}");
            if step > 0 {
                let before = relay.served();
                set(&relay.disk, true);
                let again = relay.step(step).unwrap_err();
                assert_eq!((again.code().as_str(), again.is_disk_full()), ("storage", is_full), "{when}: {again}");
                assert!(relay.served() == before, "{when}: reads go on");
                set(&relay.disk, false);
            }
            relay.go_on(step, &day, &when);
            relay.assert_sound(&when);
        }
        assert!(struck > 40, "{fault:?} struck {struck} times");
    }
}
