//! `taizhang backup`: the whole ledger in one file, without what makes it this device's.

use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use crate::{
    failure::Failure,
    print::Answer,
    shell::Shell,
    words::{self, say},
};

#[derive(Debug, Args)]
pub(crate) struct Backup {
    /// The file; it must not be there yet.
    file: PathBuf,
}

pub(crate) fn run(shell: &Shell, arguments: &Backup) -> Result<Answer, Failure> {
    let file = &arguments.file;
    shell.ledger()?.backup(file)?;
    let bytes = std::fs::metadata(file).map(|found| found.len()).unwrap_or_default();
    let text = say!(shell.lang, words::BACKED_UP, file = file.display(), kib = bytes.div_ceil(1024));
    Ok(Answer::new(json!({"file": file, "bytes": bytes}), text))
}
