//! The county as it stands when every run begins: offices, staff, enrolled devices, a relay that knows them all. It is
//! set up once for the process by the product's own commands, and then copied, disk by disk.

use std::sync::OnceLock;

use jiff::Timestamp;
use taizhang_client::{Identity, KeyKeeper as _, KeysInMemory, Ledger, NewOffice, NewStaff, StoreOptions};
use taizhang_faulty_disk::{Disk, DiskImage};
use taizhang_model::{OfficeId, OfficeKind, StaffId};
use taizhang_relay::log::{Caller, Log as _, Read as _, SqliteLog, SqliteOptions};
use taizhang_wire::{Epoch, PublicKey, limits};

use crate::rng::Rng;

/// The file of a device's ledger on its disk.
pub(crate) const LEDGER: &str = "ledger.db";
/// The file of the relay's log on its disk.
pub(crate) const LOG: &str = "relay.db";
/// The second at which every run begins.
pub(crate) const EPOCH_S: i64 = 1_790_000_000;

/// The first village: the only office with two devices.
pub(crate) const SECOND: usize = 4;
/// The office without any network.
pub(crate) const APART: usize = 5;
/// The petition office, which audits.
pub(crate) const BUREAU: usize = 6;

/// A device as it was enrolled.
pub(crate) struct Seat {
    pub(crate) name: &'static str,
    pub(crate) office: OfficeId,
    pub(crate) staff: StaffId,
    pub(crate) identity: Identity,
    pub(crate) image: DiskImage,
}

/// The template.
pub(crate) struct County {
    pub(crate) authority: PublicKey,
    pub(crate) seats: Vec<Seat>,
    pub(crate) offices: Vec<OfficeId>,
    pub(crate) relay: DiskImage,
}

impl County {
    pub(crate) fn villages(&self) -> &[OfficeId] {
        &self.offices[2..4]
    }

    pub(crate) fn bureau(&self) -> OfficeId {
        self.seats[BUREAU].office
    }
}

/// The county, set up at the first call.
pub(crate) fn county() -> &'static County {
    static COUNTY: OnceLock<County> = OnceLock::new();
    COUNTY.get_or_init(found)
}

/// How a device holds its ledger.
pub(crate) fn store(disk: &Disk) -> StoreOptions {
    StoreOptions { vfs: Some(Disk::vfs_name().into()), exclusive: true, ..StoreOptions::clear(disk.path(LEDGER)) }
}

/// How the relay holds its log.
pub(crate) fn open_log(disk: &Disk, authority: PublicKey) -> Result<SqliteLog, taizhang_relay::Error> {
    let options = SqliteOptions { vfs: Some(Disk::vfs_name().into()), exclusive: true };
    SqliteLog::open(disk.path(LOG).as_ref(), options, authority, Epoch([0xe0; 16]))
}

struct Joined {
    disk: Disk,
    keys: KeysInMemory,
    ledger: Ledger,
}

fn join(seed: u64) -> Joined {
    let (disk, keys) = (Disk::new(), KeysInMemory::default());
    let mut rng = Rng::new(seed);
    let entropy = Box::new(move |bytes: &mut [u8]| rng.fill(bytes));
    let ledger = Ledger::open(&store(&disk), Box::new(keys.clone()), entropy).expect("a sound disk");
    Joined { disk, keys, ledger }
}

fn found() -> County {
    const NAMES: [&str; 7] = ["county", "township", "village-a", "village-b", "village-a2", "village-c", "bureau"];
    let now = Timestamp::from_second(EPOCH_S - 86_400).expect("in range");
    let mut joined = vec![join(1)];
    let county = &mut joined[0].ledger;
    let (root, head) =
        county.found_county(now, "清河县", "QH", ("李建国", "局长"), "county").expect("a new county is founded");
    let mut add = |kind, parent, name: &str, code: &str, person: &str| {
        let office = NewOffice { kind, parent: Some(parent), name: name.into(), code: code.into() };
        let office = county.add_office(now, office).expect("the county adds offices");
        let staff = NewStaff {
            office,
            name: person.into(),
            title: "主任".into(),
            is_head: true,
            is_team_member: true,
            roles: Default::default(),
        };
        (office, county.add_staff(now, staff).expect("the county adds staff"))
    };
    let (town, town_head) = add(OfficeKind::Township, root, "石桥镇", "SQ", "王芳");
    let (a, a_head) = add(OfficeKind::Village, town, "三合村", "SH", "赵强");
    let (b, b_head) = add(OfficeKind::Village, town, "清水村", "QS", "孙丽");
    let (c, c_head) = add(OfficeKind::Village, town, "石门村", "SM", "周平");
    let (bureau, bureau_head) = add(OfficeKind::PetitionOffice, root, "信访局", "XF", "吴敏");
    let staff = [head, town_head, a_head, b_head, a_head, c_head, bureau_head];
    for (seed, staff) in (2..).zip(staff[1..].iter().copied()) {
        let code = joined[0].ledger.invite(now, staff).expect("the county invites");
        let bundle = joined[0].ledger.export_bundle(None).expect("a bundle");
        let mut device = join(seed);
        let key = Ledger::bundle_county(&bundle).expect("a bundle names its county");
        device.ledger.enrol(now, &code, key, NAMES[joined.len()]).expect("a sound code");
        device.ledger.import_bundle(0, &bundle, |_, _| {}).expect("a sound bundle");
        let back = device.ledger.export_bundle(None).expect("a bundle");
        joined[0].ledger.import_bundle(0, &back, |_, _| {}).expect("a sound bundle");
        joined.push(device);
    }
    let authority = joined[0].ledger.county().expect("just founded");
    let disk = Disk::new();
    let mut log = open_log(&disk, authority).expect("a sound disk");
    let records = joined[0].ledger.bootstrap().expect("the county holds the key");
    let items: Vec<&[u8]> = records.items.iter().map(|item| item.as_slice()).collect();
    log.append(Caller::Bootstrap, now.as_millisecond(), &items).expect("a sound disk");
    log.commit().expect("a sound disk");
    let homes = [root, town, a, b, a, c, bureau];
    for (device, office) in joined.iter_mut().zip(homes) {
        let page = log.page(office, None, limits::PAGE_ITEMS_MAX, limits::PAGE_BYTES_TARGET).expect("a sound disk");
        device.ledger.receive(0, &page).expect("a sound page");
    }
    drop(log);
    let seats =
        joined.into_iter().zip(homes.into_iter().zip(staff)).zip(NAMES).map(|((device, (office, staff)), name)| {
            let Joined { disk, keys, ledger } = device;
            drop(ledger);
            let identity = keys.load().expect("in memory").expect("enrolled");
            Seat { name, office, staff, identity, image: disk.snapshot() }
        });
    let offices = vec![root, town, a, b, c, bureau];
    County { authority, seats: seats.collect(), offices, relay: disk.snapshot() }
}
