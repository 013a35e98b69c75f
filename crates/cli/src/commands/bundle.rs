//! `taizhang bundle`: everything in one file, for a USB stick where there is no network at all.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use serde_json::json;
use taizhang_wire::limits;

use crate::{
    failure::Failure,
    print::Answer,
    shell::Shell,
    words::{self, say},
};

#[derive(Debug, Subcommand)]
pub(crate) enum BundleCommand {
    /// Write the county's records and the cases into a file.
    Export(Export),
    /// Take a file in. Twice is the same as once.
    Import(Import),
}

#[derive(Debug, Args)]
pub(crate) struct Export {
    /// The file.
    file: PathBuf,
    /// Only the cases that this office may read.
    #[arg(long = "for", value_name = "OFFICE")]
    for_office: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Import {
    /// The file.
    file: PathBuf,
}

pub(crate) fn run(shell: &Shell, command: BundleCommand) -> Result<Answer, Failure> {
    let mut ledger = shell.ledger()?;
    match command {
        BundleCommand::Export(Export { file, for_office }) => {
            let office = for_office.as_deref().map(|name| ledger.find_office(name)).transpose()?;
            let bytes = ledger.export_bundle(office)?;
            shell.write_file(&file, &bytes)?;
            let text = say!(shell.lang, words::BUNDLE_WRITTEN, file = file.display(), kib = bytes.len().div_ceil(1024));
            Ok(Answer::new(json!({"file": file, "bytes": bytes.len(), "for": office}), text))
        }
        BundleCommand::Import(Import { file }) => {
            let bytes = shell.read_file(&file, limits::BUNDLE_BYTES_MAX)?;
            let bar = shell.progress(words::TAKING_IN);
            let report = ledger.import_bundle(shell.now().as_millisecond(), &bytes, |done, of| {
                bar.set_length(of as u64);
                bar.set_position(done as u64);
            })?;
            bar.finish_and_clear();
            let mut text = say!(
                shell.lang,
                words::BUNDLE_TAKEN,
                items = report.items,
                changed = report.changed.len(),
                known = report.known
            );
            if report.parked > 0 {
                text += &format!("\n{}", say!(shell.lang, words::BUNDLE_PARKED, count = report.parked));
            }
            if report.quarantined > 0 {
                text += &format!("\n{}", say!(shell.lang, words::SYNC_QUARANTINED, count = report.quarantined));
            }
            Ok(Answer::new(report, text))
        }
    }
}
