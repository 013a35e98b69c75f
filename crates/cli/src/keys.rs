//! Where passphrases and keys come from: a file, the environment, the terminal, the system's keystore. Never from the
//! arguments, which every process on the machine can read.

use std::{io::IsTerminal as _, path::PathBuf};

use taizhang_client::{Lock, Passphrase, PassphraseCost};
use taizhang_desk::{
    Exit, Failure,
    words::{self, Word, say},
};

use crate::{arguments::Globals, shell::Shell};

/// Where a new key is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Kept {
    /// By a passphrase where one is given, else in the keystore where one answers, else by a passphrase.
    Auto,
    /// In the system's keystore.
    Os,
    /// By a passphrase.
    Passphrase,
}

/// What was said about this call's keys.
#[derive(Debug)]
pub(crate) struct Keys {
    kept: Kept,
    cost: PassphraseCost,
    file: Option<PathBuf>,
}

/// One passphrase of several: the names it goes by.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asked {
    variable: &'static str,
    option: &'static str,
    prompt: Word,
}

/// This device's.
const DEVICE: Asked =
    Asked { variable: "TAIZHANG_PASSPHRASE", option: "--passphrase-file", prompt: words::ASK_PASSPHRASE };
/// The one that takes its place.
const NEW: Asked =
    Asked { variable: "TAIZHANG_NEW_PASSPHRASE", option: "--new-passphrase-file", prompt: words::ASK_NEW_PASSPHRASE };
/// A backup's.
const BACKUP: Asked = Asked {
    variable: "TAIZHANG_BACKUP_PASSPHRASE",
    option: "--backup-passphrase-file",
    prompt: words::ASK_BACKUP_PASSPHRASE,
};

/// A shorter new passphrase is refused.
const CHARS_MIN: usize = 8;
/// A file with more is no passphrase.
const FILE_BYTES_MAX: usize = 4_096;

impl Keys {
    pub(crate) fn new(globals: &Globals) -> Self {
        let cost = PassphraseCost { memory_kib: globals.passphrase_memory, ..PassphraseCost::default() };
        Self { kept: globals.keystore, cost, file: globals.passphrase_file.clone() }
    }

    /// What a guess at a new passphrase costs.
    pub(crate) const fn cost(&self) -> PassphraseCost {
        self.cost
    }

    /// What opens keys that a passphrase locks.
    pub(crate) fn passphrase_lock(&self, shell: &Shell) -> Result<Lock, Failure> {
        let passphrase = DEVICE.given(shell, self.file.as_ref())?.map_or_else(|| DEVICE.typed(shell), Ok)?;
        Ok(Lock::Passphrase { passphrase, cost: self.cost })
    }

    /// What opens keys that the keystore holds.
    pub(crate) fn keystore_lock(&self) -> Result<Lock, Failure> {
        Ok(Lock::Keystore(crate::keystore::system()?))
    }

    /// What locks the keys of a new device.
    pub(crate) fn new_lock(&self, shell: &Shell) -> Result<Lock, Failure> {
        self.lock(shell, DEVICE, self.file.as_ref())
    }

    /// What locks the keys from now on.
    pub(crate) fn other_lock(&self, shell: &Shell, file: Option<&PathBuf>) -> Result<Lock, Failure> {
        self.lock(shell, NEW, file)
    }

    fn lock(&self, shell: &Shell, asked: Asked, file: Option<&PathBuf>) -> Result<Lock, Failure> {
        let is_given = || asked.given(shell, file).map(|given| given.is_some());
        match self.kept {
            Kept::Os => return self.keystore_lock(),
            Kept::Auto if !is_given()? => {
                if let Ok(lock) = self.keystore_lock() {
                    return Ok(lock);
                }
            }
            Kept::Auto | Kept::Passphrase => {}
        }
        Ok(Lock::Passphrase { passphrase: asked.chosen(shell, file)?, cost: self.cost })
    }

    /// The passphrase of a backup that is there.
    pub(crate) fn of_backup(&self, shell: &Shell, file: Option<&PathBuf>) -> Result<Passphrase, Failure> {
        BACKUP.given(shell, file)?.map_or_else(|| BACKUP.typed(shell), Ok)
    }

    /// The passphrase of a backup to be made.
    pub(crate) fn of_new_backup(&self, shell: &Shell, file: Option<&PathBuf>) -> Result<Passphrase, Failure> {
        BACKUP.chosen(shell, file)
    }
}

impl Asked {
    /// From a file, else from the environment.
    fn given(self, shell: &Shell, file: Option<&PathBuf>) -> Result<Option<Passphrase>, Failure> {
        if let Some(file) = file {
            let text = String::from_utf8(shell.read_file(file, FILE_BYTES_MAX)?).unwrap_or_default();
            return Ok(Some(Passphrase::new(text.lines().next().unwrap_or_default())));
        }
        Ok(std::env::var(self.variable).ok().filter(|value| !value.is_empty()).map(Passphrase::new))
    }

    /// From the terminal, without an echo.
    fn typed(self, shell: &Shell) -> Result<Passphrase, Failure> {
        if !std::io::stdin().is_terminal() || !std::io::stderr().is_terminal() {
            let Self { variable, option, .. } = self;
            let fill = |lang| say!(lang, words::PASSPHRASE_NEEDED, variable = variable, option = option);
            return Err(Failure::new("passphrase_needed", Exit::Refused, fill));
        }
        self.prompt(shell, self.prompt)
    }

    fn prompt(self, shell: &Shell, prompt: Word) -> Result<Passphrase, Failure> {
        let failed = |error: std::io::Error| {
            Failure::new("passphrase_needed", Exit::Refused, |lang| say!(lang, words::UNTYPED, detail = error))
        };
        rpassword::prompt_password(say!(shell.lang, prompt)).map(Passphrase::new).map_err(failed)
    }

    /// A new one: long enough, and on a terminal typed twice.
    fn chosen(self, shell: &Shell, file: Option<&PathBuf>) -> Result<Passphrase, Failure> {
        let given = self.given(shell, file)?;
        let twice = given.is_none();
        let chosen = given.map_or_else(|| self.typed(shell), Ok)?;
        if chosen.chars() < CHARS_MIN {
            let fill = |lang| say!(lang, words::PASSPHRASE_SHORT, least = CHARS_MIN);
            return Err(Failure::new("passphrase_short", Exit::Refused, fill));
        }
        if twice && self.prompt(shell, words::ASK_AGAIN)? != chosen {
            return Err(Failure::new("passphrase_differs", Exit::Refused, |lang| {
                say!(lang, words::PASSPHRASE_DIFFERS)
            }));
        }
        Ok(chosen)
    }
}
