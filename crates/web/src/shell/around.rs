//! What the desk finds around it in a browser: the open ledger, lent, and files by name.

use std::{cell::RefCell, path::Path, rc::Rc};

use jiff::Timestamp;
use taizhang_client::Ledger;
use taizhang_desk::{Failure, Open, Surroundings};

use super::{Shell, now, origin};
use crate::{calls::LockKind, failure::own};

/// Up to how many cases a call brings up to date before it answers, some 5 ms each: those that a save touched. More are
/// brought up to date between the calls, `sync.rs`.
const CASES_AT_ONCE: u64 = 8;

/// One call's surroundings.
pub(super) struct Around<'a> {
    pub(super) shell: &'a Shell,
    pub(super) ledger: Option<Rc<RefCell<Ledger>>>,
}

impl Surroundings for Around<'_> {
    fn now(&self) -> Timestamp {
        now()
    }

    fn ledger(&self) -> Result<Open<'_>, Failure> {
        let Some(ledger) = &self.ledger else { return Err(self.shell.not_open()) };
        let mut ledger = ledger.try_borrow_mut().map_err(|_| own("busy", ""))?;
        ledger.tell_time(now());
        Ok(Box::new(ledger))
    }

    fn catches_up_at_once(&self) -> Option<u64> {
        self.shell.syncs().then_some(CASES_AT_ONCE)
    }

    fn read_file(&self, name: &Path, bytes_max: usize) -> Result<Vec<u8>, Failure> {
        let name = name.to_string_lossy();
        let bytes = self.shell.files.get(&name).ok_or_else(|| own("no_file", &name))?;
        if bytes.len() > bytes_max { Err(own("too_large", &name)) } else { Ok(bytes) }
    }

    fn write_file(&self, name: &Path, bytes: &[u8]) -> Result<(), Failure> {
        self.shell.files.put(name.to_string_lossy().into_owned(), bytes.to_vec());
        Ok(())
    }

    fn relay(&self) -> Option<String> {
        Some(origin())
    }

    fn key_kept(&self) -> Result<&'static str, Failure> {
        Ok(match self.shell.locked_by()? {
            Some(LockKind::Browser) => "keystore",
            _ => "passphrase",
        })
    }
}
