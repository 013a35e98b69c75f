//! The ledger that a shell opens: commands that write, queries that read, and the port that the sync engine works.
//! Every write is one SQLite transaction, and a call returns only when it is on the disk.

mod access;
mod admin;
mod ahead;
mod audiences;
mod audits;
mod backup;
mod bundles;
mod changed;
mod commands;
mod compare;
mod conduct;
mod configuration;
mod contacts;
mod delivery;
mod devices;
mod doc_keys;
mod documents;
mod drafts;
mod entries;
mod figures;
mod imports;
mod lists;
mod matching;
mod names;
mod office_keys;
mod opening;
mod outbox;
mod pages;
mod parties;
mod past;
mod persist;
mod queries;
mod reading;
mod rebuild;
mod receipts;
mod receive;
mod revocation;
mod rights;
mod sharing;

use std::{collections::BTreeMap, num::NonZeroUsize};

use jiff::Timestamp;
use lru::LruCache;
use rusqlite::{Connection, Transaction, TransactionBehavior};
use taizhang_model::{Author, Configs, Context, Directory};
use taizhang_wire::{ActorId, Attestation, Control, ControlBody, DocId, Grants, Incarnation, Item, PublicKey};

pub use access::{AccessFilter, AccessLine, Asking};
pub use admin::{Enrolment, NewOffice, NewStaff, OfficeChange, StaffChange};
pub use audits::CaseAudit;
pub use bundles::BundleReport;
pub use changed::Changed;
pub use commands::{CaseEdit, Checks, NewCase, Registered};
pub use compare::Lag;
pub use conduct::{RelayFault, RelayFinding};
pub use configuration::ConfigurationStatus;
pub use contacts::{NewContact, RegisteredContact};
pub use delivery::{Delivery, DeliveryLine, Place, Reader, Receipt, Receipts};
pub use devices::{DeviceLine, InvitationLine, InvitationState, ShutOutLine};
pub use entries::{EntryStory, NewEntry};
pub use figures::{CountFilter, Counted};
pub use imports::{ImportKey, ImportedCase};
pub use lists::{DueList, Inbox, ListFilter, Reach};
pub use matching::PossiblySame;
pub use outbox::Outgoing;
pub use parties::{NewParty, PartyLink, PartyStory};
pub use past::{Arrivals, Arrived, CaseThen, Then};
pub use queries::{Audit, CaseStory, DirectoryListing, LedgerStatus, StoryEntry};
pub(crate) use queries::{device_name, story_entries};
pub use receive::Received;
pub use revocation::ToConfirm;
pub use rights::{ApproverLine, Awaited, DelegationLine, ToApprove};

use crate::{
    Alone, DbKey, Error, Identity, KeyKeeper, StoreOptions, Workers,
    doc::CaseDoc,
    seal::OfficeSecrets,
    store::{self, controls, docs, folded::Folded, indexed},
};

/// Loaded documents kept at hand. One takes about 35 KiB.
const CACHED_DOCS: NonZeroUsize = NonZeroUsize::new(256).expect("not zero");
/// Changes behind a document's base before they are folded into it.
const TAIL_MAX: u32 = 32;
/// Changes behind the last snapshot before the office that wrote the latest makes a new one. So many single changes in each
/// of 300 cases, beside their snapshots, reach a village's new device in under a minute on a line of 2 Mbit/s.
const SNAPSHOT_EVERY: u32 = 32;

/// Fills bytes with randomness. An adapter takes it from the system, a simulator from its seed.
pub type Entropy = Box<dyn FnMut(&mut [u8]) + Send>;

/// One device's ledger.
pub struct Ledger {
    db: Connection,
    core: Core,
    vfs: Option<String>,
    key: Option<DbKey>,
}

/// What the ledger keeps in memory. All of it can be read again from the disk.
pub(crate) struct Core {
    pub(crate) keys: Box<dyn KeyKeeper>,
    pub(crate) identity: Identity,
    entropy: Entropy,
    /// The directory, once the county is known.
    grants: Option<Grants>,
    directory: Directory,
    /// The county's configuration, every version that came here.
    configs: Configs,
    /// Counts the records of offices and staff: a view that was folded with fewer is folded again when it is read.
    directory_version: i64,
    pub(crate) office_secrets: OfficeSecrets,
    cache: LruCache<DocId, CaseDoc>,
    data_version: Option<i64>,
    /// For comparing cases with each other.
    matters: matching::Matters,
    version_max: u8,
    batches: BTreeMap<u64, Vec<outbox::Sent>>,
    last_batch: u64,
    guard_off: bool,
    /// What the device's clock was last told to show.
    now: Option<Timestamp>,
    reads_everything: bool,
    workers: Box<dyn Workers>,
    dies_on: Option<Vec<u8>>,
    conduct: conduct::Watch,
    /// Since a shell last asked.
    changed: Changed,
}

impl Ledger {
    /// Opens a device's ledger, making it where there is none.
    ///
    /// # Errors
    /// [`Error::Storage`], [`Error::NewerDatabase`], [`Error::KeyFile`], [`Error::File`].
    pub fn open(options: &StoreOptions, keys: Box<dyn KeyKeeper>, mut entropy: Entropy) -> Result<Self, Error> {
        let identity = match keys.load()? {
            Some(identity) => identity,
            None => {
                let mut random = [0; 72];
                entropy(&mut random);
                let identity = Identity::new(&random);
                keys.save(&identity)?;
                identity
            }
        };
        let db = store::open(options)?;
        let core = Core {
            keys,
            identity,
            entropy,
            grants: None,
            directory: Directory::default(),
            configs: Configs::default(),
            directory_version: 0,
            office_secrets: OfficeSecrets::default(),
            cache: LruCache::new(CACHED_DOCS),
            data_version: None,
            matters: matching::Matters::default(),
            version_max: taizhang_wire::VERSION_MAX,
            batches: BTreeMap::new(),
            last_batch: 0,
            guard_off: false,
            now: None,
            reads_everything: false,
            workers: Box::new(Alone),
            dies_on: None,
            conduct: conduct::Watch::default(),
            changed: Changed::Nothing,
        };
        let mut ledger = Self { db, core, vfs: options.vfs.clone(), key: options.key.clone() };
        ledger.write(Core::match_instance)?;
        ledger.index_older()?;
        ledger.retry_newer()?;
        Ok(ledger)
    }

    /// Runs a call in one transaction. Where it fails, nothing of it is kept, in memory or on disk.
    pub(crate) fn write<T>(
        &mut self,
        call: impl FnOnce(&mut Core, &Connection) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let changed = self.core.changed.clone();
        let result = (|| {
            let tx = Transaction::new_unchecked(&self.db, TransactionBehavior::Immediate)?;
            self.core.refresh(&tx)?;
            let value = call(&mut self.core, &tx)?;
            tx.commit()?;
            Ok(value)
        })();
        if result.is_err() {
            self.core.forget();
            self.core.changed = changed;
        }
        result
    }

    /// Runs a query on what is on the disk now.
    pub(crate) fn read<T>(
        &mut self,
        query: impl FnOnce(&mut Core, &Connection) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let tx = Transaction::new_unchecked(&self.db, TransactionBehavior::Deferred)?;
        self.core.refresh(&tx)?;
        query(&mut self.core, &tx)
    }

    /// This device's identity.
    #[must_use]
    pub const fn identity(&self) -> &Identity {
        &self.core.identity
    }

    /// The county's authority key, once the device is enrolled.
    #[must_use]
    pub const fn county(&self) -> Option<PublicKey> {
        self.core.identity.county
    }

    /// Rows written since the ledger was opened. A shell that lends it to several callers sees by it who wrote something.
    #[must_use]
    pub fn rows_written(&self) -> u64 {
        self.db.total_changes()
    }

    /// The newest item version that this ledger reads; a simulator lowers it to play an old program. What an older one
    /// had to put aside is tried again.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn set_version_max(&mut self, version: u8) -> Result<(), Error> {
        self.core.version_max = version;
        self.retry_newer()
    }

    /// Who does the work that can be done in several places at once. Without a word it is done in one.
    pub fn set_workers(&mut self, workers: Box<dyn Workers>) {
        self.core.workers = workers;
    }

    fn retry_newer(&mut self) -> Result<(), Error> {
        self.write(|core, tx| {
            let items = store::held_back::release_newer(tx, core.version_max)?;
            if !items.is_empty() {
                core.take_in_items(tx, 0, items, true)?;
            }
            Ok(())
        })
    }

    /// Takes received changes without the guard. Only the simulator's planted bugs want this.
    #[doc(hidden)]
    pub const fn plant_guard_off(&mut self) {
        self.core.guard_off = true;
    }

    /// From now on the process dies when it takes in this item. Only the attack tests want this.
    #[doc(hidden)]
    pub fn plant_death_on(&mut self, item: Vec<u8>) {
        self.core.dies_on = Some(item);
    }
}

impl Core {
    /// A database that is not the one beside the identity was copied or restored: the device starts a new incarnation,
    /// so that no sequence number is ever used twice.
    fn match_instance(&mut self, tx: &Connection) -> Result<(), Error> {
        match store::meta(tx, "instance")? {
            Some(instance) if instance == self.identity.instance => Ok(()),
            None if docs::all(tx)?.is_empty() => Ok(store::set_meta(tx, "instance", &self.identity.instance)?),
            _ => {
                self.entropy_into_instance();
                self.take_new_incarnation()?;
                Ok(store::set_meta(tx, "instance", &self.identity.instance)?)
            }
        }
    }

    fn entropy_into_instance(&mut self) {
        let mut instance = [0; 16];
        (self.entropy)(&mut instance);
        self.identity.instance = instance;
    }

    /// From now on this device writes as another actor; kept durably before anything is written.
    pub(crate) fn take_new_incarnation(&mut self) -> Result<(), Error> {
        let mut random = [0; 8];
        (self.entropy)(&mut random);
        self.identity.incarnation = Incarnation(random);
        self.keys.save(&self.identity)
    }

    pub(crate) fn random<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        (self.entropy)(&mut bytes);
        bytes
    }

    /// Reads anew what another process on the same files may have changed.
    fn refresh(&mut self, tx: &Connection) -> Result<(), Error> {
        let version: i64 = tx.prepare_cached("PRAGMA data_version")?.query_row([], |row| row.get(0))?;
        if self.data_version != Some(version) {
            if let Some(identity) = self.keys.load()? {
                self.identity = identity;
            }
            self.cache.clear();
            self.matters = matching::Matters::default();
            self.load_directory(tx)?;
            self.load_office_secrets(tx)?;
            self.load_configs(tx)?;
            self.data_version = Some(version);
        }
        Ok(())
    }

    fn forget(&mut self) {
        self.cache.clear();
        self.batches.clear();
        self.data_version = None;
    }

    /// Adds up the stored records of the directory. They were judged when they were stored.
    pub(crate) fn load_directory(&mut self, tx: &Connection) -> Result<(), Error> {
        self.grants = None;
        self.directory = Directory::default();
        let Some(county) = self.identity.county else { return Ok(()) };
        let mut grants = Grants::new(county);
        let records: Vec<Control> = controls::items(tx, None)?.iter().filter_map(|item| as_control(item)).collect();
        let is_claim = |record: &&Control| matches!(record.body, ControlBody::Claim(_));
        records.iter().filter(|record| !is_claim(record)).for_each(|record| grants.apply(record));
        records.iter().filter(is_claim).for_each(|record| grants.apply(record));
        self.directory = grants.directory();
        self.directory_version = records.iter().map(|record| i64::from(shapes_folds(record))).sum();
        self.grants = Some(grants);
        Ok(())
    }

    /// Takes a record that was judged sound, and is stored, into what is in memory.
    pub(crate) fn add_to_directory(&mut self, tx: &Connection, record: &Control) -> Result<(), Error> {
        let is_ours = self.is_ours(record);
        match &mut self.grants {
            // Our own claim was stored before its invitation came: only a reading of them all sees both.
            None => self.load_directory(tx),
            Some(_) if is_ours => self.load_directory(tx),
            Some(grants) => {
                grants.apply(record);
                if shapes_folds(record) {
                    self.directory = grants.directory();
                    self.directory_version += 1;
                }
                Ok(())
            }
        }
    }

    /// Whether a record is the invitation that this device took up.
    fn is_ours(&self, record: &Control) -> bool {
        matches!(&record.body, ControlBody::Invite(invite) if self.pinned_code().is_some_and(|code| code.id() == invite.id))
    }

    pub(crate) fn grants(&self) -> Result<&Grants, Error> {
        self.grants.as_ref().ok_or(Error::NotEnrolled)
    }

    /// Who writes on this device.
    pub(crate) fn author(&self) -> Result<Author, Error> {
        let device = self.identity.device();
        let grant = self.grants()?.device(device).ok_or(Error::NotEnrolled)?;
        Ok(Author { staff: grant.staff, office: grant.office, device })
    }

    /// The loaded document; `None` where nothing of it is here yet.
    pub(crate) fn load(&mut self, tx: &Connection, doc: DocId) -> Result<Option<CaseDoc>, Error> {
        if let Some(cached) = self.cache.get(&doc) {
            return Ok(Some(cached.clone()));
        }
        let damaged = |error: crate::doc::DocError| Error::DamagedDocument { case: doc, detail: error.detail };
        let mut tail = docs::tail(tx, doc)?;
        let mut loaded = match docs::base(tx, doc)? {
            Some(base) => CaseDoc::load(&base).map_err(damaged)?,
            None if tail.is_empty() => return Ok(None),
            None => {
                let first = crate::doc::ParsedChange::read(&tail.remove(0)).map_err(damaged)?;
                CaseDoc::from_first_change(first).map_err(damaged)?
            }
        };
        loaded.extend(tail).map_err(damaged)?;
        self.cache.put(doc, loaded.clone());
        Ok(Some(loaded))
    }

    pub(crate) fn keep(&mut self, id: DocId, doc: CaseDoc) {
        self.cache.put(id, doc);
    }

    /// What folds and checks look at beside a document.
    pub(crate) fn context(&self) -> Context<'_> {
        Context { directory: &self.directory, configs: &self.configs }
    }

    /// Folds a document and writes its row, view and search text.
    pub(crate) fn index(&mut self, tx: &Connection, id: DocId, doc: &CaseDoc, now_ms: i64) -> Result<(), Error> {
        let row = self.row_of(tx, id, doc)?;
        self.note_folded(id, row.as_ref());
        let Some(row) = row else { return Ok(()) };
        if let Some((row, indexed)) = row.put(tx, now_ms, self.directory_version)? {
            indexed::put(tx, [(row, &indexed)])?;
        }
        Ok(())
    }

    /// Folds a document; `None` where nobody said whose it is.
    pub(crate) fn row_of(&self, tx: &Connection, id: DocId, doc: &CaseDoc) -> Result<Option<Folded>, Error> {
        Ok(docs::row(tx, id)?.map(|row| Folded::of(doc, None, id, &row.scope, self.context())))
    }

    pub(crate) fn tips(tx: &Connection, doc: DocId) -> Result<BTreeMap<ActorId, Attestation>, Error> {
        Ok(docs::tips(tx, doc)?.into_iter().map(|tip| (tip.actor, tip)).collect())
    }
}

/// Whether a fold may come out differently after this record: devices come and go without touching one.
const fn shapes_folds(record: &Control) -> bool {
    matches!(record.body, ControlBody::Office(_) | ControlBody::Staff(_))
}

pub(crate) fn as_control(item: &[u8]) -> Option<Control> {
    match Item::decode(item) {
        Ok(Item::Control(control)) => Some(control),
        _ => None,
    }
}

/// Milliseconds since 1970.
pub(crate) fn ms(now: Timestamp) -> i64 {
    now.as_millisecond()
}
