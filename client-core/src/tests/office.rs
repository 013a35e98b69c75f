//! A county in memory: an administrator's device, and offices that take up their codes from a bundle.

use jiff::{Timestamp, civil::date};
use taizhang_model::{
    ActBody, CaseId, OfficeId, OfficeKind, StaffId,
    act::{Channel, Register},
    fields,
};

use crate::{KeysInMemory, Ledger, NewCase, NewOffice, NewStaff, StoreOptions};

/// Counting bytes: different for every call, the same in every run.
pub(crate) fn entropy(mut seed: u64) -> crate::Entropy {
    Box::new(move |bytes| {
        for byte in bytes {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            *byte = (seed >> 33) as u8;
        }
    })
}

pub(crate) fn ledger(seed: u64) -> Ledger {
    let options = StoreOptions::clear(":memory:");
    Ledger::open(&options, Box::new(KeysInMemory::default()), entropy(seed)).expect("a ledger in memory opens")
}

pub(crate) fn at(minute: i64) -> Timestamp {
    Timestamp::from_second(1_790_000_000 + minute * 60).expect("in range")
}

pub(crate) struct County {
    pub(crate) county: Ledger,
    pub(crate) town: Ledger,
    pub(crate) village: Ledger,
    pub(crate) offices: [OfficeId; 3],
    pub(crate) staff: [StaffId; 3],
}

impl County {
    pub(crate) fn new() -> Self {
        let mut county = ledger(1);
        let (office, head) =
            county.found_county(at(0), "清河县", "QH", ("李建国", "局长"), "县局电脑").expect("founded");
        let mut add = |kind, parent, name: &str, code: &str, person: &str| {
            let office = NewOffice { kind, parent: Some(parent), name: name.into(), code: code.into() };
            let office = county.add_office(at(1), office).expect("added");
            let staff = NewStaff {
                office,
                name: person.into(),
                title: "主任".into(),
                is_head: true,
                is_team_member: true,
                roles: Default::default(),
            };
            (office, county.add_staff(at(1), staff).expect("added"))
        };
        let (town, town_head) = add(OfficeKind::Township, office, "石桥镇", "SQ", "王芳");
        let (village, village_head) = add(OfficeKind::Village, town, "三合村", "SH", "赵强");
        let mut join = |seed: u64, staff| {
            let code = county.invite(at(1), staff).expect("invited");
            let bundle = county.export_bundle(None).expect("exported");
            let mut device = ledger(seed);
            let key = Ledger::bundle_county(&bundle).expect("a bundle names its county");
            device.enrol(at(1), &code, key, "设备").expect("enrolled");
            device.import_bundle(0, &bundle, |_, _| {}).expect("imported");
            device
        };
        let (town_ledger, village_ledger) = (join(2, town_head), join(3, village_head));
        let mut all = Self {
            county,
            town: town_ledger,
            village: village_ledger,
            offices: [office, town, village],
            staff: [head, town_head, village_head],
        };
        all.exchange();
        all
    }

    /// Everybody gives everybody a bundle, twice.
    pub(crate) fn exchange(&mut self) {
        for _ in 0..2 {
            let offices = self.offices;
            let ledgers = [&mut self.county, &mut self.town, &mut self.village];
            for from in 0..3 {
                for to in 0..3 {
                    if from != to {
                        let bundle = ledgers[from].export_bundle(Some(offices[to])).expect("exported");
                        ledgers[to].import_bundle(0, &bundle, |_, _| {}).expect("imported");
                    }
                }
            }
        }
    }

    pub(crate) fn register(&mut self, title: &str) -> CaseId {
        self.village.register(at(10), new_case(title)).expect("registered").case
    }
}

pub(crate) fn new_case(title: &str) -> NewCase {
    NewCase {
        home: None,
        without: vec![],
        fields: vec![
            (fields::TITLE.into(), title.into()),
            (fields::PETITIONER.into(), "陈玉兰".into()),
            (fields::AREA.into(), "三合村".into()),
        ],
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

/// An act from its kind and JSON payload.
pub(crate) fn body(kind: &str, payload: serde_json::Value) -> ActBody {
    ActBody::from_kind(kind, payload).expect("a sound payload")
}
