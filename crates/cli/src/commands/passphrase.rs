//! `taizhang passphrase`: another lock for this device's keys. Ledger and keys stay as they are.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use serde_json::json;
use taizhang_desk::{
    Answer, Failure, Surroundings as _,
    words::{self, say, word_for},
};

use crate::shell::Shell;

#[derive(Debug, Subcommand)]
pub(crate) enum PassphraseCommand {
    /// Change the passphrase, or with --keystore where the key is kept.
    Change(Change),
}

#[derive(Debug, Args)]
pub(crate) struct Change {
    /// A file whose first line is the new passphrase, instead of TAIZHANG_NEW_PASSPHRASE.
    #[arg(long, value_name = "FILE")]
    new_passphrase_file: Option<PathBuf>,
}

pub(crate) fn run(shell: &Shell, command: &PassphraseCommand) -> Result<Answer, Failure> {
    let PassphraseCommand::Change(Change { new_passphrase_file }) = command;
    let mut keys = shell.key_file()?.ok_or_else(|| shell.no_ledger())?;
    keys.relock(&shell.keys.other_lock(shell, new_passphrase_file.as_ref())?)?;
    let kept = shell.key_kept()?;
    let text = say!(shell.lang, words::LOCK_CHANGED, kept = word_for(words::KEPT, kept, shell.lang));
    Ok(Answer::new(json!({"key_kept": kept}), text))
}
