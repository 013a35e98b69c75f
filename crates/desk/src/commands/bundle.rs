//! `taizhang bundle`: everything in one file, for a USB stick where there is no network at all.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::json;
use taizhang_wire::limits;

use crate::{
    desk::Desk,
    failure::Failure,
    print::Answer,
    words::{self, say},
};

/// Out or in.
#[derive(Debug, Subcommand)]
pub enum BundleCommand {
    /// Write the county's records and the cases into a file.
    Export(Export),
    /// Take a file in. Twice is the same as once.
    Import(Import),
}

#[derive(Debug, Args, Deserialize, JsonSchema)]
pub struct Export {
    /// The file.
    file: PathBuf,
    /// Only the cases that this office may read.
    #[arg(long = "for", value_name = "OFFICE")]
    for_office: Option<String>,
}

#[derive(Debug, Args, Deserialize, JsonSchema)]
pub struct Import {
    /// The file.
    file: PathBuf,
}

/// Writes or takes in a bundle.
pub fn run(desk: &Desk, command: BundleCommand) -> Result<Answer, Failure> {
    let mut ledger = desk.ledger()?;
    match command {
        BundleCommand::Export(Export { file, for_office }) => {
            let office = for_office.as_deref().map(|name| ledger.find_office(name)).transpose()?;
            let bytes = ledger.export_bundle(office)?;
            desk.write_file(&file, &bytes)?;
            let text = say!(desk.lang, words::BUNDLE_WRITTEN, file = file.display(), kib = bytes.len().div_ceil(1024));
            Ok(Answer::new(json!({"file": file, "bytes": bytes.len(), "for": office}), text))
        }
        BundleCommand::Import(Import { file }) => {
            let bytes = desk.read_file(&file, limits::BUNDLE_BYTES_MAX)?;
            let report = ledger.import_bundle(desk.now().as_millisecond(), &bytes, |done, of| {
                desk.progress(words::TAKING_IN, done, Some(of));
            })?;
            desk.progressed();
            let mut text = say!(
                desk.lang,
                words::BUNDLE_TAKEN,
                items = report.items,
                changed = report.changed.len(),
                known = report.known
            );
            if report.parked > 0 {
                text += &format!("\n{}", say!(desk.lang, words::BUNDLE_PARKED, count = report.parked));
            }
            if report.quarantined > 0 {
                text += &format!("\n{}", say!(desk.lang, words::SYNC_QUARANTINED, count = report.quarantined));
            }
            Ok(Answer::new(report, text))
        }
    }
}
