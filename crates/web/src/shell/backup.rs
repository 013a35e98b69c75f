//! A backup of a desk as a file under a passphrase of its own, and a new desk made from one.

use taizhang_client::{Entropy, Identity, KeyFile, KeyKeeper as _, Ledger, Passphrase};
use taizhang_desk::Failure;

use super::{COST, DATABASE, Shell, entropy, long_enough};
use crate::{
    calls::{BackUp, BackedUp, Restore, State},
    failure::own,
};

/// A copy on its way out or in, beside the database.
const COPY: &str = "copy.db";

impl Shell {
    /// Writes the whole ledger, without what makes it this device's, to the shell's files.
    pub(super) fn back_up(&self, BackUp { file, passphrase }: BackUp) -> Result<BackedUp, Failure> {
        let passphrase = long_enough(passphrase)?;
        let ledger = self.ledger()?;
        let mut ledger = ledger.try_borrow_mut().map_err(|_| own("busy", ""))?;
        self.held.remove(COPY)?;
        let mut write = || {
            let key = ledger.backup_database(COPY.as_ref())?;
            let mut bytes = self.held.read(COPY)?;
            bytes.extend(ledger.backup_end(&key, bytes.len() as u64, &passphrase, COST)?);
            Ok::<_, Failure>(bytes)
        };
        let written = write();
        self.held.remove(COPY)?;
        let written = written?;
        let bytes = written.len() as u64;
        self.files.put(file.clone(), written);
        Ok(BackedUp { file, bytes })
    }

    /// Makes this desk's ledger from a backup. The desk is a new device all the same: it has to be let in.
    pub(super) async fn restore(&self, Restore { file, passphrase, new }: Restore) -> Result<State, Failure> {
        if self.locked_by()?.is_some() {
            return Err(own("keys_exist", ""));
        }
        let bytes = self.files.take(&file).ok_or_else(|| own("no_file", &file))?;
        let (database_bytes, its_key) = Ledger::open_backup(&bytes, &Passphrase::new(passphrase))?;
        let lock = self.new_lock(new).await?;
        let keys = KeyFile::create_at(Box::new(self.held.device()), &lock)?;
        for name in [COPY, DATABASE] {
            self.held.remove(name)?;
        }
        self.held.write(COPY, &bytes[..database_bytes])?;
        drop(bytes);
        let (from, to) = ((COPY.as_ref(), &its_key), (DATABASE.as_ref(), &keys.db_key()));
        let restored = Ledger::restore_on(Some(&self.held.vfs), from, to);
        self.held.remove(COPY)?;
        if let Err(error) = restored {
            self.held.remove(DATABASE)?;
            return Err(error.into());
        }
        // From here on it is this desk's: before, an end of the worker leaves a desk without keys, which begins anew.
        keys.save(&new_identity(entropy()))?;
        self.open_ledger(keys)?;
        self.state()
    }
}

/// A new device's identity.
pub(super) fn new_identity(mut entropy: Entropy) -> Identity {
    let mut random = [0; 72];
    entropy(&mut random);
    Identity::new(&random)
}
