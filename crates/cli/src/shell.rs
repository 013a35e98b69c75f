//! One call's surroundings: language, clock, data directory, terminal. Here, and nowhere else in this crate, the
//! system's clock and randomness enter.

use std::{
    fs,
    io::{IsTerminal as _, Read as _},
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

use indicatif::{ProgressBar, ProgressStyle};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use taizhang_client::{Entropy, Identity, KeyFile, KeyKeeper as _, Ledger, LockedBy, StoreOptions, Threads};
use taizhang_desk::{
    Desk, Exit, Failure, Lang, Open, Progress, Surroundings, io_words,
    words::{self, Word, say},
};

use crate::{arguments::Globals, keys::Keys};

/// One call's surroundings.
pub(crate) struct Shell {
    pub(crate) lang: Lang,
    pub(crate) json: bool,
    quiet: bool,
    clock: Option<Timestamp>,
    dir: PathBuf,
    /// Where passphrases come from.
    pub(crate) keys: Keys,
    /// What a command shows of its work.
    bar: Mutex<Option<ProgressBar>>,
}
/// What the shell remembers from call to call, beside the ledger.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Remembered {
    /// The relay's address.
    pub(crate) relay: Option<String>,
}

impl Shell {
    pub(crate) fn new(globals: &Globals) -> Self {
        let home = || std::env::home_dir().unwrap_or_default().join(".local/share/taizhang");
        Self {
            lang: globals.lang.unwrap_or_else(of_the_locale),
            json: globals.json,
            quiet: globals.quiet,
            clock: globals.now,
            dir: globals.data.clone().unwrap_or_else(home),
            keys: Keys::new(globals),
            bar: Mutex::default(),
        }
    }

    /// The device's clock.
    pub(crate) fn now(&self) -> Timestamp {
        self.clock.unwrap_or_else(system_now)
    }

    /// Whether the clock was given, and not the system's.
    pub(crate) fn given_now(&self) -> Option<Timestamp> {
        self.clock
    }

    /// A call of the desk's commands.
    pub(crate) fn desk(&self) -> Desk<'_> {
        Desk::new(self.lang, self)
    }

    /// Opens the ledger that is there.
    pub(crate) fn ledger(&self) -> Result<Ledger, Failure> {
        if self.database().exists() { self.open() } else { Err(self.no_ledger()) }
    }

    pub(crate) fn no_ledger(&self) -> Failure {
        let fill = |lang| say!(lang, words::NO_LEDGER, dir = self.dir.display());
        Failure::new("no_ledger", Exit::Refused, fill).next("taizhang enrol take CODE --relay URL")
    }

    /// Opens the ledger, making one where there is none.
    pub(crate) fn ledger_or_new(&self) -> Result<Ledger, Failure> {
        if self.database().exists() { self.open() } else { self.ledger_of(self.key_file_or_new()?) }
    }

    fn open(&self) -> Result<Ledger, Failure> {
        // Without its key file a database is sealed for ever: a new key would only hide that.
        self.ledger_of(self.key_file()?.ok_or(taizhang_client::Error::KeyFile)?)
    }

    /// Opens the ledger with keys that are open already.
    pub(crate) fn ledger_of(&self, keys: KeyFile) -> Result<Ledger, Failure> {
        let options = StoreOptions::file(self.database(), keys.db_key());
        let mut ledger = Ledger::open(&options, Box::new(keys), system_entropy())?;
        ledger.set_workers(Box::new(Threads::of_this_machine()));
        ledger.tell_time(self.now());
        Ok(ledger)
    }

    /// Opens the device's keys, where it has some.
    pub(crate) fn key_file(&self) -> Result<Option<KeyFile>, Failure> {
        let Some(locked_by) = self.locked_by()? else { return Ok(None) };
        let lock = match locked_by {
            LockedBy::Nothing => self.keys.new_lock(self)?,
            LockedBy::Passphrase(_) => self.keys.passphrase_lock(self)?,
            LockedBy::Keystore => self.keys.keystore_lock()?,
        };
        Ok(Some(KeyFile::open(self.key_path(), &lock)?))
    }

    /// Opens the device's keys, making them where there are none.
    pub(crate) fn key_file_or_new(&self) -> Result<KeyFile, Failure> {
        if let Some(keys) = self.key_file()? {
            return Ok(keys);
        }
        let lock = self.keys.new_lock(self)?;
        fs::create_dir_all(&self.dir).map_err(|error| self.file_failure(words::CANNOT_WRITE, &self.dir, &error))?;
        let keys = KeyFile::create(self.key_path(), &lock)?;
        let mut random = [0; 72];
        system_entropy()(&mut random);
        keys.save(&Identity::new(&random))?;
        Ok(keys)
    }

    /// How the device's keys are locked.
    pub(crate) fn locked_by(&self) -> Result<Option<LockedBy>, Failure> {
        Ok(KeyFile::locked_by(self.key_path())?)
    }

    fn key_path(&self) -> PathBuf {
        self.dir.join("device.json")
    }

    pub(crate) fn database(&self) -> PathBuf {
        self.dir.join("ledger.db")
    }

    pub(crate) fn remembered(&self) -> Remembered {
        let text = fs::read_to_string(self.dir.join("shell.json")).unwrap_or_default();
        serde_json::from_str(&text).unwrap_or_default()
    }

    pub(crate) fn remember(&self, remembered: &Remembered) -> Result<(), Failure> {
        let path = self.dir.join("shell.json");
        let text = serde_json::to_string_pretty(remembered).expect("it is plain data");
        self.write_file(&path, text.as_bytes())
    }

    /// Reads a file, or with `-` the standard input, up to a bound.
    pub(crate) fn read_file(&self, path: &Path, bytes_max: usize) -> Result<Vec<u8>, Failure> {
        let mut bytes = Vec::new();
        let limit = bytes_max as u64 + 1;
        let read = if path == Path::new("-") {
            std::io::stdin().lock().take(limit).read_to_end(&mut bytes)
        } else {
            fs::File::open(path).and_then(|file| file.take(limit).read_to_end(&mut bytes))
        };
        read.map_err(|error| self.file_failure(words::CANNOT_READ, path, &error))?;
        if bytes.len() > bytes_max {
            let fill = |lang| say!(lang, words::FILE_TOO_LARGE, file = path.display(), mib = bytes_max >> 20);
            return Err(Failure::new("too_large", Exit::Refused, fill));
        }
        Ok(bytes)
    }

    /// Writes a file whole or not at all: beside, then renamed over.
    pub(crate) fn write_file(&self, path: &Path, bytes: &[u8]) -> Result<(), Failure> {
        let mut beside = path.as_os_str().to_owned();
        beside.push(".part");
        let write = || {
            fs::write(&beside, bytes)?;
            fs::File::open(&beside)?.sync_all()?;
            fs::rename(&beside, path)
        };
        write().map_err(|error| {
            let _ = fs::remove_file(&beside);
            self.file_failure(words::CANNOT_WRITE, path, &error)
        })
    }

    fn file_failure(&self, word: Word, path: &Path, error: &std::io::Error) -> Failure {
        // A file that a person named wrongly is bad input; one that cannot be written is the disk's fault.
        let exit = if error.kind() == std::io::ErrorKind::NotFound { Exit::Refused } else { Exit::Storage };
        let path = path.display();
        Failure::new("file", exit, |lang| say!(lang, word, file = path, error = io_words(error, lang)))
    }

    /// A bar that is shown on a terminal only.
    pub(crate) fn bar(&self, word: Word) -> ProgressBar {
        if self.json || self.quiet || !std::io::stderr().is_terminal() {
            return ProgressBar::hidden();
        }
        let style = ProgressStyle::with_template("{msg} [{bar:30}] {pos}/{len}").expect("the template is sound");
        ProgressBar::new(0).with_style(style).with_message(say!(self.lang, word))
    }

    /// A counter for work of unknown length, shown on a terminal only.
    pub(crate) fn counter(&self, word: Word) -> ProgressBar {
        let style = ProgressStyle::with_template("{msg} {pos}").expect("the template is sound");
        self.bar(word).with_style(style)
    }
}

impl Surroundings for Shell {
    fn now(&self) -> Timestamp {
        Self::now(self)
    }

    fn ledger(&self) -> Result<Open<'_>, Failure> {
        Ok(Box::new(Box::new(Self::ledger(self)?)))
    }

    fn ledger_or_new(&self) -> Result<Open<'_>, Failure> {
        Ok(Box::new(Box::new(Self::ledger_or_new(self)?)))
    }

    fn read_file(&self, name: &Path, bytes_max: usize) -> Result<Vec<u8>, Failure> {
        Self::read_file(self, name, bytes_max)
    }

    fn write_file(&self, name: &Path, bytes: &[u8]) -> Result<(), Failure> {
        Self::write_file(self, name, bytes)
    }

    fn relay(&self) -> Option<String> {
        self.remembered().relay
    }

    fn key_kept(&self) -> Result<&'static str, Failure> {
        Ok(match self.locked_by()? {
            Some(LockedBy::Keystore) => "keystore",
            Some(LockedBy::Passphrase(_)) => "passphrase",
            _ => "nothing",
        })
    }

    fn on_terminal(&self) -> bool {
        !self.json && std::io::stdout().is_terminal()
    }

    fn progress(&self, progress: Option<Progress>) {
        let mut bar = self.bar.lock().unwrap_or_else(PoisonError::into_inner);
        match progress {
            Some(Progress { what, done, of }) => {
                let new = || if of.is_some() { self.bar(what) } else { self.counter(what) };
                let bar = bar.get_or_insert_with(new);
                bar.set_length(of.unwrap_or_default());
                bar.set_position(done);
            }
            None => {
                if let Some(bar) = bar.take() {
                    bar.finish_and_clear();
                }
            }
        }
    }
}

/// The language of the locale: Chinese where it says so, English otherwise.
fn of_the_locale() -> Lang {
    let named = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    if named.is_some_and(|name| name.to_lowercase().starts_with("zh")) { Lang::Zh } else { Lang::En }
}

#[expect(clippy::disallowed_methods, reason = "this is the adapter by which the clock enters")]
fn system_now() -> Timestamp {
    Timestamp::now()
}

#[expect(clippy::disallowed_methods, reason = "this is the adapter by which randomness enters")]
fn system_entropy() -> Entropy {
    Box::new(|bytes| getrandom::fill(bytes).expect("without the system's randomness no key may be made"))
}

/// A random number that spreads waits; nothing secret hangs on it.
pub(crate) fn random_seed() -> u64 {
    let mut bytes = [0; 8];
    system_entropy()(&mut bytes);
    u64::from_le_bytes(bytes)
}
