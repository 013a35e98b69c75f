//! `taizhang backup` and `taizhang restore`: the whole ledger in one file under a passphrase of its own, without what
//! makes it this device's.

use std::path::PathBuf;

use clap::Args;
use serde_json::json;
use taizhang_client::Ledger;
use taizhang_desk::{
    Answer, Failure,
    words::{self, say},
};

use crate::shell::Shell;

#[derive(Debug, Args)]
pub(crate) struct Backup {
    /// The file; it must not be there yet.
    file: PathBuf,
    #[command(flatten)]
    passphrase: BackupPassphrase,
}

#[derive(Debug, Args)]
pub(crate) struct Restore {
    /// The backup.
    file: PathBuf,
    #[command(flatten)]
    passphrase: BackupPassphrase,
}

#[derive(Debug, Args)]
struct BackupPassphrase {
    /// A file whose first line is the backup's passphrase, instead of TAIZHANG_BACKUP_PASSPHRASE.
    #[arg(long, value_name = "FILE")]
    backup_passphrase_file: Option<PathBuf>,
}

pub(crate) fn run(shell: &Shell, arguments: &Backup) -> Result<Answer, Failure> {
    let file = &arguments.file;
    let mut ledger = shell.ledger()?;
    let passphrase = shell.keys.of_new_backup(shell, arguments.passphrase.backup_passphrase_file.as_ref())?;
    ledger.backup(file, &passphrase, shell.keys.cost())?;
    let bytes = std::fs::metadata(file).map(|found| found.len()).unwrap_or_default();
    let text = say!(shell.lang, words::BACKED_UP, file = file.display(), kib = bytes.div_ceil(1024));
    Ok(Answer::new(json!({"file": file, "bytes": bytes}), text))
}

/// Keys that are there stay; a device without any becomes a new one, which has to be let in.
pub(crate) fn restore(shell: &Shell, arguments: &Restore) -> Result<Answer, Failure> {
    let file = &arguments.file;
    let passphrase = shell.keys.of_backup(shell, arguments.passphrase.backup_passphrase_file.as_ref())?;
    let keys = shell.key_file_or_new()?;
    Ledger::restore(file, &shell.database(), &passphrase, &keys.db_key())?;
    let cases = shell.ledger_of(keys)?.status()?.cases;
    let text = say!(shell.lang, words::RESTORED, file = file.display(), cases = cases);
    Ok(Answer::new(json!({"file": file, "cases": cases}), text))
}
