//! A county to measure in: its administrator's ledger, a village under a township under the county, the three devices
//! that write the cases, a relay, and as many further devices as are asked for.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use ed25519_dalek::SigningKey;
use jiff::Timestamp;
use serde_bytes::ByteBuf;
use taizhang_client::{
    KeyFile, Ledger, Lock, NewOffice, NewStaff, Passphrase, PassphraseCost, StoreOptions, Threads,
    driver::{self, RunOptions},
    forge::{self, Hand},
    net::RelayClient,
};
use taizhang_model::{OfficeId, StaffId};
use taizhang_wire::{Claim, Item, PublicKey, PushRequest, SealKey};
use tempfile::TempDir;

use crate::{
    cases::{self, Case},
    relay::Relay,
    words::Words,
};

/// Until when codes are good, by the relay's own clock: these records are dated by a clock that stands still.
const FAR_AWAY_MS: i64 = 4_000_000_000_000;

/// Where the cases belong, and who writes in them.
#[derive(Clone)]
pub(crate) struct Place {
    /// The devices that write, the village's first.
    pub hands: Vec<Hand>,
    /// The village.
    pub home: OfficeId,
    /// County, township and village.
    pub audience: Vec<OfficeId>,
    /// A member of staff of each, in the same order.
    pub staff: Vec<StaffId>,
    /// What is sealed for each of them is sealed for this.
    pub keys: Vec<(OfficeId, SealKey)>,
}

/// The administrator's side of a county. The same seed gives the same ids in every run.
pub(crate) struct Administrator {
    ledger: Ledger,
    key: PublicKey,
    /// Where its cases belong.
    pub place: Place,
}

/// Everything in one directory, which goes when this does.
pub(crate) struct County {
    administrator: Administrator,
    /// The relay.
    pub relay: Relay,
    folder: TempDir,
    devices: u64,
}

/// A device with its own ledger on disk.
pub(crate) struct Device {
    /// Its ledger.
    pub ledger: Ledger,
    /// Its way to the relay.
    pub client: RelayClient,
    /// Its folder.
    pub folder: PathBuf,
}

/// Bytes from a seed, in place of the system's randomness.
fn entropy(seed: u64) -> taizhang_client::Entropy {
    let mut words = Words::new(seed);
    Box::new(move |bytes| bytes.iter_mut().for_each(|byte| [*byte] = words.bytes()))
}

/// The time, for what is written here.
pub(crate) fn now() -> Timestamp {
    Timestamp::from_second(1_790_100_000).expect("in range")
}

/// Whether a device's database is encrypted, as it is for people, or in the clear, to see what encryption costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AtRest {
    Encrypted,
    Clear,
}

fn open(folder: &Path, at_rest: AtRest, seed: u64) -> anyhow::Result<Ledger> {
    std::fs::create_dir_all(folder)?;
    let (key_path, path) = (folder.join("device.json"), folder.join("ledger.db"));
    // What unlocking costs is paid once by each call, and no figure here counts it.
    let cost = PassphraseCost { memory_kib: 64, ..PassphraseCost::default() };
    let lock = Lock::Passphrase { passphrase: Passphrase::new("taizhang bench"), cost };
    let keys = if key_path.exists() { KeyFile::open(key_path, &lock)? } else { KeyFile::create(key_path, &lock)? };
    let options = match at_rest {
        AtRest::Encrypted => StoreOptions::file(path, keys.db_key()),
        AtRest::Clear => StoreOptions::clear(path),
    };
    let mut ledger = Ledger::open(&options, Box::new(keys), entropy(seed))?;
    ledger.set_workers(Box::new(Threads::of_this_machine()));
    Ok(ledger)
}

impl Administrator {
    /// Founds the county.
    pub(crate) fn new(folder: &Path) -> anyhow::Result<Self> {
        let mut ledger = open(folder, AtRest::Encrypted, 1)?;
        let (county, head) = ledger.found_county(now(), "清河县", "QH", ("李建国", "局长"), "县局电脑")?;
        let (mut offices, mut staff) = (vec![county], vec![head]);
        for (kind, name) in cases::KINDS.into_iter().zip(["", "石桥镇", "三合村"]).skip(1) {
            let parent = offices.last().copied();
            let code = format!("X{}", offices.len());
            let office = ledger.add_office(now(), NewOffice { kind, parent, name: name.into(), code })?;
            let person = NewStaff {
                office,
                name: format!("{name}王芳"),
                title: "主任".into(),
                is_head: true,
                is_team_member: true,
                roles: Default::default(),
            };
            staff.push(ledger.add_staff(now(), person)?);
            offices.push(office);
        }
        let writers: Vec<_> = offices.iter().copied().zip(staff.iter().copied()).collect();
        let hands = cases::hands(&writers);
        let key = ledger.county().context("a founded county has a key")?;
        let keys = forge::office_keys(&mut ledger)?;
        Ok(Self { ledger, key, place: Place { hands, home: offices[2], audience: offices, staff, keys } })
    }

    /// The keys of a case, as this device reads them out of the record that opens it.
    pub(crate) fn keys_of(&mut self, open: &[u8]) -> anyhow::Result<forge::Keys> {
        let Item::Control(control) = Item::decode(open)? else { anyhow::bail!("no record") };
        Ok(forge::Keys::in_record(&mut self.ledger, &control)?)
    }

    /// Lets a device in, and gives its claim as an encoded item.
    fn admit(&mut self, staff: StaffId, device: &SigningKey, name: &str) -> anyhow::Result<Vec<u8>> {
        let code = self.ledger.invite_until(now(), staff, FAR_AWAY_MS)?;
        Ok(Item::Control(Claim::sign((code.id(), &code.key()), device, SealKey([1; 32]), name.to_owned(), 0)).encode())
    }
}

impl County {
    /// A county with a relay that knows its offices and the devices that write.
    pub(crate) async fn start(relay: &Path) -> anyhow::Result<Self> {
        let folder = tempfile::Builder::new().prefix("taizhang-bench-").tempdir()?;
        let administrator = Administrator::new(&folder.path().join("administrator"))?;
        let relay = Relay::start(relay, &folder.path().join("relay"), &administrator.key)?;
        let mut county = Self { administrator, relay, folder, devices: 0 };
        let request = county.administrator.ledger.bootstrap()?;
        county.administrator_client()?.bootstrap(&request).await?;
        let writers: Vec<_> = county.place().hands.iter().map(|hand| (hand.staff, hand.secret.clone())).collect();
        county.admit(&writers).await?;
        Ok(county)
    }

    /// Where its cases belong.
    pub(crate) const fn place(&self) -> &Place {
        &self.administrator.place
    }

    /// The folder that holds everything.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    fn administrator_client(&self) -> anyhow::Result<RelayClient> {
        self.client(&self.administrator.ledger.identity().secret)
    }

    /// A device's way to the relay.
    pub(crate) fn client(&self, secret: &SigningKey) -> anyhow::Result<RelayClient> {
        Ok(RelayClient::new(&self.relay.url, secret.clone(), self.administrator.key)?)
    }

    /// A device's way to the relay by another address.
    pub(crate) fn client_by(&self, url: &str, device: &Device) -> anyhow::Result<RelayClient> {
        Ok(RelayClient::new(url, device.ledger.identity().secret.clone(), self.administrator.key)?)
    }

    async fn admit(&mut self, devices: &[(StaffId, SigningKey)]) -> anyhow::Result<()> {
        let mut claims = Vec::new();
        for (staff, secret) in devices {
            claims.push(self.administrator.admit(*staff, secret, "办公电脑")?);
        }
        let client = self.administrator_client()?;
        sync(&mut self.administrator.ledger, &client).await?;
        for claim in claims {
            client.enrol(claim).await?;
        }
        Ok(())
    }

    /// Lets many devices of one office in, which have keys but no ledgers.
    pub(crate) async fn keys(&mut self, office: usize, count: usize) -> anyhow::Result<Vec<SigningKey>> {
        let staff = self.place().staff[office];
        let mut keys = Vec::new();
        for _ in 0..count {
            self.devices += 1;
            keys.push(SigningKey::from_bytes(&Words::new(1_000_000 + self.devices).bytes()));
        }
        let devices: Vec<_> = keys.iter().map(|key| (staff, key.clone())).collect();
        self.admit(&devices).await?;
        Ok(keys)
    }

    /// A new device of an office, let in at the relay; its ledger is empty.
    pub(crate) async fn device(&mut self, office: usize, at_rest: AtRest) -> anyhow::Result<Device> {
        self.devices += 1;
        let folder = self.folder.path().join(format!("device-{}", self.devices));
        let mut ledger = open(&folder, at_rest, 1_000_000 + self.devices)?;
        let staff = self.administrator.place.staff[office];
        let code = self.administrator.ledger.invite_until(now(), staff, FAR_AWAY_MS)?;
        let client = self.administrator_client()?;
        sync(&mut self.administrator.ledger, &client).await?;
        let claim = ledger.enrol(now(), &code, self.administrator.key, "办公电脑")?.claim;
        let client = self.client(&ledger.identity().secret)?;
        ledger.take_invited_keys(&client.enrol(claim).await?)?;
        Ok(Device { ledger, client, folder })
    }

    /// A second hold on a device's ledger, as another process would have it.
    pub(crate) fn reopen(&self, device: &Device) -> anyhow::Result<Ledger> {
        open(&device.folder, AtRest::Encrypted, 77)
    }

    /// Brings the opening records, by the village's writer.
    pub(crate) async fn push_openings(&self, cases: &[Case]) -> anyhow::Result<()> {
        self.push(cases.iter().map(|case| case.open.clone())).await
    }

    /// Brings the snapshots and what stands behind them.
    pub(crate) async fn push_snapshots(&self, cases: &[Case]) -> anyhow::Result<()> {
        self.push(cases.iter().flat_map(|case| std::iter::once(&case.snapshot).chain(&case.tail)).cloned()).await
    }

    async fn push(&self, items: impl Iterator<Item = Vec<u8>>) -> anyhow::Result<()> {
        let client = self.client(&self.place().hands[0].secret)?;
        let items: Vec<_> = items.map(ByteBuf::from).collect();
        for items in items.chunks(200) {
            let answers = client.push(&PushRequest { items: items.to_vec() }).await?.answers;
            let refused = answers.iter().find(|answer| !answer.is_held());
            anyhow::ensure!(refused.is_none(), "the relay refused a forged item: {refused:?}");
        }
        Ok(())
    }
}

/// Syncs until everything is here and there.
pub(crate) async fn sync(ledger: &mut Ledger, client: &RelayClient) -> anyhow::Result<()> {
    let options = RunOptions {
        watch: false,
        time_limit: None,
        failures_max: 1,
        seed: 1,
        shutdown: Box::pin(std::future::pending()),
        on_progress: &mut |_, _| {},
    };
    driver::run(ledger, client, options).await?;
    Ok(())
}
