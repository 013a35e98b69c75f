//! One desk: its keys, its open ledger, its sync, and the calls that a browser's shell answers by itself. Here the
//! browser's clock and randomness enter.

use std::{
    cell::{Cell, RefCell},
    rc::{Rc, Weak},
};

use jiff::Timestamp;
use js_sys::Reflect;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use taizhang_client::{
    Changed, Delivery, Entropy, Error, KeyFile, KeyKeeper as _, Ledger, Lock, LockedBy, Passphrase, PassphraseCost,
    SealedDrawer, StoreOptions,
    net::{NetOptions, RelayClient, WallClock},
};
use taizhang_desk::{Desk, Failure, Lang, net_failure};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DedicatedWorkerGlobalScope, StorageEstimate};

use crate::{
    calls::{
        CaseNamed, Create, Done, DraftAnswer, DraftGet, DraftList, DraftPut, Drafts, Happened, LockKind, Nothing,
        Passphrases, Stage, State, Storage, SyncState, Unlock,
    },
    core::FilesByName,
    failure::own,
    opfs::{self, Files},
    sync::Sync,
    vault,
};

mod around;
mod backup;
mod enrol;

use around::Around;

/// The database's name on its file system.
const DATABASE: &str = "ledger.db";
/// A shorter new passphrase is refused.
const CHARS_MIN: usize = 8;
/// The longest name of a draft, and the longest draft.
const DRAFT_NAME_BYTES_MAX: usize = 200;
const DRAFT_BYTES_MAX: usize = 1 << 20;
/// The longest name of a desk.
const DESK_NAME_BYTES_MAX: usize = 32;
/// Argon2id in a browser, which has one thread for it: a phone has the memory, and pays about a second.
const COST: PassphraseCost = PassphraseCost { memory_kib: 32 * 1024, passes: 3, lanes: 1 };

/// Tells the page what happened.
pub(crate) struct Emit {
    emit: Box<dyn Fn(&str)>,
    /// That of the last call.
    lang: Cell<Lang>,
}

impl Emit {
    pub(crate) fn tell(&self, happened: &Happened) {
        (self.emit)(&serde_json::to_string(happened).expect("it is plain data"));
    }

    pub(crate) fn lang(&self) -> Lang {
        self.lang.get()
    }
}

/// A desk.
pub(crate) struct Shell {
    desk: String,
    held: Files,
    /// Files by name that a person gave or a call wrote.
    pub(crate) files: FilesByName,
    emit: Rc<Emit>,
    opened: RefCell<Option<Opened>>,
    /// The ledger that was open last: a call that waits may still hold it, and no two may be open on one file.
    last: RefCell<Weak<RefCell<Ledger>>>,
}

/// A ledger while it is open.
struct Opened {
    ledger: Rc<RefCell<Ledger>>,
    sync: Option<Sync>,
}

impl Shell {
    /// Takes the desk's files, and opens what this browser itself can unlock.
    pub(crate) async fn open(desk: String, emit: Box<dyn Fn(&str)>) -> Result<Rc<Self>, Failure> {
        let is_name = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
        if desk.is_empty() || desk.len() > DESK_NAME_BYTES_MAX || !desk.chars().all(is_name) {
            return Err(Failure::usage("desk"));
        }
        let held = Files::take(&desk).await?;
        let emit = Rc::new(Emit { emit, lang: Cell::new(Lang::Zh) });
        let shell = Rc::new(Self {
            desk,
            held,
            files: FilesByName::default(),
            emit,
            opened: RefCell::default(),
            last: RefCell::default(),
        });
        if shell.locked_by()? == Some(LockKind::Browser) {
            let keys = KeyFile::open_at(Box::new(shell.held.device()), &shell.browser_lock().await?)?;
            shell.open_ledger(keys)?;
        }
        Ok(shell)
    }

    /// Answers a call.
    pub(crate) async fn call(self: &Rc<Self>, name: &str, params: &str, lang: Lang) -> Result<Value, Failure> {
        self.emit.lang.set(lang);
        self.with_sync(Sync::asked);
        match name {
            "shell.state" => read::<Nothing>(params).and_then(|Nothing {}| given(self.state()?)),
            "shell.create" => given(self.create(read(params)?).await?),
            "shell.unlock" => given(self.unlock(read(params)?)?),
            "shell.lock" => read::<Nothing>(params).and_then(|Nothing {}| given(self.lock()?)),
            "shell.passphrase" => given(self.passphrase(read(params)?).await?),
            "shell.enrol" => given(self.enrol(read(params)?).await?),
            "shell.backup" => given(self.back_up(read(params)?)?),
            "shell.restore" => given(self.restore(read(params)?).await?),
            "shell.sync" => read::<Nothing>(params).and_then(|Nothing {}| given(self.sync_state(lang)?)),
            "shell.sync_now" => {
                let Nothing {} = read(params)?;
                self.try_now();
                given(self.sync_state(lang)?)
            }
            "shell.draft_put" => given(self.draft_put(&read(params)?)?),
            "shell.draft_get" => given(self.draft_get(&read(params)?)?),
            "shell.draft_list" => given(self.draft_list(&read(params)?)?),
            "shell.storage" => {
                let Nothing {} = read(params)?;
                given(storage().await)
            }
            "delivery" => given(self.delivery(read(params)?).await?),
            _ => self.ask_desk(name, params, lang),
        }
    }

    /// There is a network again, or a person asks to try now.
    pub(crate) fn try_now(&self) {
        self.with_sync(Sync::try_now);
    }

    /// Sync of the open desk does something; none where there is no sync.
    fn with_sync<T>(&self, does: impl FnOnce(&Sync) -> T) -> Option<T> {
        self.opened.borrow().as_ref().and_then(|opened| opened.sync.as_ref()).map(does)
    }

    fn state(&self) -> Result<State, Failure> {
        let lock = self.locked_by()?;
        let mut state = State {
            state: if lock.is_some() { Stage::Locked } else { Stage::New },
            lock,
            desk: self.desk.clone(),
            device_name: None,
            office_name: None,
            staff_name: None,
            county: None,
            version: env!("CARGO_PKG_VERSION").to_owned(),
        };
        if let Ok(ledger) = self.ledger() {
            let mut ledger = ledger.borrow_mut();
            let status = ledger.status()?;
            state.state = if status.office.is_some() { Stage::Open } else { Stage::Enrolling };
            if status.office.is_some() {
                let own = ledger.listing()?.devices.into_iter().find(|line| line.device == status.device);
                state.device_name = own.map(|line| line.name);
            }
            (state.office_name, state.staff_name, state.county) =
                (status.office_name, status.staff_name, status.county);
        }
        Ok(state)
    }

    fn locked_by(&self) -> Result<Option<LockKind>, Failure> {
        Ok(KeyFile::locked_by_at(&self.held.device())?.map(|by| match by {
            LockedBy::Keystore => LockKind::Browser,
            _ => LockKind::Passphrase,
        }))
    }

    async fn browser_lock(&self) -> Result<Lock, Failure> {
        let key = vault::key(&self.desk).await?;
        Ok(Lock::Keystore(Box::new(SealedDrawer::new(key, Box::new(self.held.locks())))))
    }

    async fn new_lock(&self, passphrase: Option<String>) -> Result<Lock, Failure> {
        let Some(passphrase) = passphrase else { return self.browser_lock().await };
        Ok(Lock::Passphrase { passphrase: long_enough(passphrase)?, cost: COST })
    }

    async fn create(&self, create: Create) -> Result<State, Failure> {
        if self.locked_by()?.is_some() {
            return Err(own("keys_exist", ""));
        }
        let lock = self.new_lock(create.passphrase).await?;
        let keys = KeyFile::create_at(Box::new(self.held.device()), &lock)?;
        // Without keys nobody can read it: a restoring that was cut off left it.
        self.held.remove(DATABASE)?;
        keys.save(&backup::new_identity(entropy()))?;
        self.open_ledger(keys)?;
        self.state()
    }

    fn unlock(&self, unlock: Unlock) -> Result<State, Failure> {
        if self.opened.borrow().is_none() {
            if self.locked_by()?.is_none() {
                return Err(own("no_keys", ""));
            }
            let lock = Lock::Passphrase { passphrase: Passphrase::new(unlock.passphrase), cost: COST };
            self.open_ledger(KeyFile::open_at(Box::new(self.held.device()), &lock)?)?;
        }
        self.state()
    }

    /// Drops the keys and the files that calls left, and closes the database, where somebody can unlock it again.
    fn lock(&self) -> Result<State, Failure> {
        if self.locked_by()? == Some(LockKind::Passphrase) && self.opened.borrow_mut().take().is_some() {
            self.files.forget();
            self.emit.tell(&Happened::Locked);
        }
        self.state()
    }

    async fn passphrase(&self, change: Passphrases) -> Result<State, Failure> {
        let old = match (self.locked_by()?.ok_or(own("no_keys", ""))?, change.old) {
            (LockKind::Browser, _) => self.browser_lock().await?,
            (LockKind::Passphrase, old) => {
                Lock::Passphrase { passphrase: Passphrase::new(old.unwrap_or_default()), cost: COST }
            }
        };
        let new = self.new_lock(change.new).await?;
        KeyFile::open_at(Box::new(self.held.device()), &old)?.relock(&new)?;
        self.state()
    }

    fn open_ledger(&self, keys: KeyFile) -> Result<(), Failure> {
        if self.last.borrow().strong_count() > 0 {
            return Err(own("busy", ""));
        }
        let options = StoreOptions {
            path: DATABASE.into(),
            vfs: Some(self.held.vfs.clone()),
            exclusive: true,
            key: Some(keys.db_key()),
        };
        let mut ledger = Ledger::open(&options, Box::new(keys), entropy())?;
        ledger.tell_time(now());
        let ledger = Rc::new(RefCell::new(ledger));
        *self.last.borrow_mut() = Rc::downgrade(&ledger);
        *self.opened.borrow_mut() = Some(Opened { ledger, sync: None });
        self.begin_sync()
    }

    /// Begins to sync, where the device belongs to a county.
    fn begin_sync(&self) -> Result<(), Failure> {
        let mut opened = self.opened.borrow_mut();
        let Some(opened) = opened.as_mut() else { return Ok(()) };
        let Some(county) = opened.ledger.borrow().county() else { return Ok(()) };
        let (relay, client) = self.relay(&opened.ledger.borrow(), county)?;
        opened.sync = Some(Sync::begin(&opened.ledger, client, relay, &self.emit));
        Ok(())
    }

    /// The relay that this page came from.
    fn relay(&self, ledger: &Ledger, county: taizhang_wire::PublicKey) -> Result<(String, RelayClient), Failure> {
        let origin = origin();
        // Where a page without TLS may have files at all, the browser has judged the way to be safe.
        let options = NetOptions { plain_http: true, ..NetOptions::default() };
        let secret = ledger.identity().secret.clone();
        let client = RelayClient::with_options(&origin, secret, county, WallClock::default(), &options)
            .map_err(|error| own("storage", error.code()))?;
        Ok((origin, client))
    }

    fn ledger(&self) -> Result<Rc<RefCell<Ledger>>, Failure> {
        self.opened.borrow().as_ref().map(|opened| Rc::clone(&opened.ledger)).ok_or_else(|| self.not_open())
    }

    /// Why nothing can be asked.
    fn not_open(&self) -> Failure {
        match self.locked_by() {
            Ok(Some(_)) => own("locked", ""),
            Ok(None) => own("no_keys", ""),
            Err(failure) => failure,
        }
    }

    /// Whether there is sync beside the calls, and whatever else runs beside them with it.
    fn syncs(&self) -> bool {
        self.opened.borrow().as_ref().is_some_and(|opened| opened.sync.is_some())
    }

    fn sync_state(&self, lang: Lang) -> Result<SyncState, Failure> {
        Ok(self.with_sync(|sync| sync.state(lang)).unwrap_or_default())
    }

    /// Which offices have which of a case's edits, as the relay says.
    async fn delivery(&self, of: CaseNamed) -> Result<Delivery, Failure> {
        let ledger = self.ledger()?;
        let (case, client) = {
            let mut ledger = ledger.borrow_mut();
            let county = ledger.county().ok_or(Error::NotEnrolled)?;
            (ledger.find_case(&of.case)?, self.relay(&ledger, county)?.1)
        };
        let receipts = client.receipts(case).await.map_err(|error| net_failure(&error))?;
        Ok(ledger.borrow_mut().delivery(now().as_millisecond(), case, &receipts)?)
    }

    fn draft_put(&self, put: &DraftPut) -> Result<Done, Failure> {
        let is_long = put.body.as_ref().is_some_and(|body| body.len() > DRAFT_BYTES_MAX);
        if is_long || put.name.len() > DRAFT_NAME_BYTES_MAX {
            return Err(own("too_large", ""));
        }
        let now_ms = now().as_millisecond();
        self.ledger()?.borrow_mut().keep_draft(&put.name, put.body.as_deref(), now_ms)?;
        Ok(Done {})
    }

    fn draft_get(&self, get: &DraftGet) -> Result<DraftAnswer, Failure> {
        Ok(DraftAnswer { draft: self.ledger()?.borrow_mut().draft(&get.name)? })
    }

    fn draft_list(&self, list: &DraftList) -> Result<Drafts, Failure> {
        Ok(Drafts { drafts: self.ledger()?.borrow_mut().drafts(&list.prefix)? })
    }

    /// Everything else is the desk's.
    fn ask_desk(&self, name: &str, params: &str, lang: Lang) -> Result<Value, Failure> {
        let ledger = self.ledger();
        let noted = |ledger: &RefCell<Ledger>| (ledger.borrow().rows_written(), ledger.borrow().changed().clone());
        let before = ledger.as_deref().ok().map(noted);
        let around = Around { shell: self, ledger: ledger.as_ref().ok().cloned() };
        let answer = Desk::new(lang, &around).call(name, read(params)?);
        if let (Ok(ledger), Some((rows, earlier))) = (&ledger, before)
            && ledger.borrow().rows_written() != rows
        {
            let changed = ledger.borrow_mut().take_changed();
            // Where nobody took note of what was written, anything may have changed.
            self.has_written(&if changed == earlier { Changed::Anything } else { changed })?;
        }
        answer
    }

    /// Tells the page and the driver of a commit.
    fn has_written(&self, changed: &Changed) -> Result<(), Failure> {
        if let Some(happened) = Happened::changed(changed) {
            self.emit.tell(&happened);
        }
        match self.with_sync(Sync::committed) {
            Some(()) => Ok(()),
            // A county may have been founded.
            None => self.begin_sync(),
        }
    }
}

/// A new passphrase.
fn long_enough(passphrase: String) -> Result<Passphrase, Failure> {
    let passphrase = Passphrase::new(passphrase);
    if passphrase.chars() < CHARS_MIN { Err(own("passphrase_short", "")) } else { Ok(passphrase) }
}

fn read<T: DeserializeOwned>(params: &str) -> Result<T, Failure> {
    let params = if params.is_empty() { "{}" } else { params };
    serde_json::from_str(params).map_err(|error| Failure::usage(&error.to_string()))
}

fn given(answer: impl Serialize) -> Result<Value, Failure> {
    Ok(serde_json::to_value(answer).expect("answers are plain data"))
}

/// The device's clock.
pub(crate) fn now() -> Timestamp {
    Timestamp::from_millisecond(js_sys::Date::now() as i64).unwrap_or(Timestamp::UNIX_EPOCH)
}

#[expect(clippy::disallowed_methods, reason = "this is the adapter by which randomness enters")]
fn entropy() -> Entropy {
    Box::new(|bytes| getrandom::fill(bytes).expect("without the system's randomness no key may be made"))
}

/// A random number that spreads waits; nothing secret hangs on it.
pub(crate) fn random_seed() -> u64 {
    let mut bytes = [0; 8];
    entropy()(&mut bytes);
    u64::from_le_bytes(bytes)
}

/// Where the page came from.
fn origin() -> String {
    let worker: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    worker.location().origin()
}

/// What the browser says of the room it gives.
async fn storage() -> Storage {
    let Some(storage) = opfs::storage() else { return Storage { persisted: None, usage: None, quota: None } };
    let persisted = match storage.persisted() {
        Ok(asked) => JsFuture::from(asked).await.ok().and_then(|answer| answer.as_bool()),
        Err(_) => None,
    };
    let estimate = match storage.estimate() {
        Ok(asked) => JsFuture::from(asked).await.ok().map(|answer| answer.unchecked_into::<StorageEstimate>()),
        Err(_) => None,
    };
    let figure = |name: &str| Reflect::get(estimate.as_ref()?, &JsValue::from_str(name)).ok()?.as_f64();
    Storage { persisted, usage: figure("usage"), quota: figure("quota") }
}
